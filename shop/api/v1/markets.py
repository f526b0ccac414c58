"""GET /markets/: markets of the shop, with currency, languages and tax display."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.descriptions import extend_schema
from shop.api.v1.shapes import page_shape
from shop.api.views import LANGUAGE, ApiView
from shop.commerce.markets.models import Market
from shop.commerce.page_store.dependencies import depend_on
from shop.commerce.page_store.scopes import SETTINGS


class MarketSerializer(serializers.Serializer[Any]):
    """A market as an app needs it to start."""

    code = serializers.CharField(help_text="Code to send as `market`.")
    name = serializers.CharField(help_text="Name in the language of the answer.")
    currency = serializers.CharField(help_text="ISO 4217 code of its prices.")
    languages = serializers.ListField(
        child=serializers.CharField(), help_text="Languages, the default one first."
    )
    prices_include_tax = serializers.BooleanField(help_text="Whether prices include tax.")
    home = serializers.CharField(
        source="home_id", help_text="Default destination, ISO 3166-1 alpha-2."
    )
    ship_to = serializers.ListField(
        child=serializers.CharField(),
        source="ship_to_codes",
        help_text="Destinations, ISO 3166-1 alpha-2.",
    )
    is_default = serializers.BooleanField(help_text="Whether it is used without `market`.")


MarketListSerializer = page_shape(MarketSerializer, "MarketList")


class MarketList(ApiView):
    """Markets in the shop's order."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: MarketListSerializer},
        operation_id="markets_list",
    )
    def get(self, _request: Request) -> Response:
        """List markets.

        All markets are on one page, in the order in which the shop shows them.
        """
        depend_on(SETTINGS)
        markets = Market.objects.open().for_request()
        results = MarketSerializer(markets, many=True).data
        return Response({"results": results, "next": None, "previous": None})
