"""GET /markets/: where the shop sells, in which currency and languages, with or without tax."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.errors import problems
from shop.api.views import LANGUAGE, ApiView
from shop.markets.models import Market


class MarketSerializer(serializers.Serializer[Any]):
    """A market as an app needs it to start."""

    code = serializers.CharField()
    name = serializers.CharField()
    currency = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    prices_include_tax = serializers.BooleanField()
    home = serializers.CharField(source="home_id")
    ship_to = serializers.ListField(child=serializers.CharField(), source="ship_to_codes")
    is_default = serializers.BooleanField()


class MarketListSerializer(serializers.Serializer[Any]):
    """All markets; there is no further page."""

    results = MarketSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class MarketList(ApiView):
    """Markets in the order the shop shows them."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: MarketListSerializer, **problems(400)},
        operation_id="markets_list",
    )
    def get(self, _request: Request) -> Response:
        """List the markets."""
        markets = Market.objects.for_request()
        results = MarketSerializer(markets, many=True).data
        return Response({"results": results, "next": None, "previous": None})
