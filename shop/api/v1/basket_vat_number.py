"""/baskets/{token}/vat-number: the VAT number of a company that buys."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.problem_shapes import problems
from shop.api.v1.basket_requests import find_open_basket, read_destination
from shop.api.v1.basket_shapes import BasketSerializer
from shop.api.v1.baskets import PLACE, BasketView, quoted_basket
from shop.commerce.business.services import remove_vat_number, set_vat_number


class VatNumberSerializer(serializers.Serializer[Any]):
    """A company and its VAT number as a person types them."""

    company = serializers.CharField(
        max_length=200, help_text="Name of the company, as it is registered for VAT."
    )
    vat_number = serializers.CharField(
        max_length=60, help_text="VAT number with its country code, such as DE136695976."
    )


class BasketVatNumber(BasketView):
    """The VAT number of a basket."""

    @extend_schema(
        parameters=[*PLACE],
        request=VatNumberSerializer,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_vat_number_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Check a VAT number and keep it for the invoice.

        `business` of the basket tells the result of the check, and whether the company owes the
        tax itself. A number that cannot be checked now is kept, and tax is charged. A refused
        number answers 422; `errors` names the field and the reason.
        """
        basket, data = find_open_basket(token, request), read_body(VatNumberSerializer, request)
        destination = read_destination(basket, request)
        set_vat_number(
            basket=basket,
            company=data["company"],
            text=data["vat_number"],
            country=destination.territory,
        )
        return quoted_basket(basket, request, destination=destination)

    @extend_schema(
        parameters=PLACE,
        responses={200: BasketSerializer, **problems(409, 422)},
        operation_id="baskets_vat_number_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Remove the VAT number."""
        basket = find_open_basket(token, request)
        remove_vat_number(basket=basket)
        return quoted_basket(basket, request)
