"""The shape of problem documents in the schema, with the values of their codes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from licensing.rules.reasons import PUBLIC_WORDINGS
from shop.commerce.giftcards.errors import GIFT_CARD_REASONS
from shop.commerce.vouchers.errors import VOUCHER_REASONS
from shop.orders.errors import DELIVERY_CHANGE_REASONS
from shop.orders.returns.errors import RETURN_REASONS
from shop.platform.problems.documents import PROBLEM_TYPE
from shop.platform.problems.texts import CANCELLATION_REASONS, GENERAL, REFUSALS

# Codes of REST framework and of the API's own validation of requests.
REQUEST_CODES = (
    "authentication_failed",
    "error",
    "invalid_parameter",
    "invalid_postcode",
    "invalid_state",
    "method_not_allowed",
    "not_acceptable",
    "not_authenticated",
    "not_served",
    "permission_denied",
    "throttled",
    "unknown_article",
    "unknown_delivery",
    "unknown_language",
    "unknown_market",
    "unknown_parameter",
    "unknown_territory",
    "unsupported_media_type",
)
PROBLEM_CODES = tuple(sorted({*GENERAL, *REFUSALS, *REQUEST_CODES}))
INTEGER_OR_DATE = {
    "oneOf": [{"type": "integer", "examples": [6900]}, {"type": "string", "format": "date"}]
}


@extend_schema_field(INTEGER_OR_DATE)
class AgreedValueField(serializers.JSONField):
    """A total in minor units, or a shipping date."""


class ErrorSerializer(serializers.Serializer[Any]):
    """One bad value: where it was sent, a stable code and a sentence."""

    pointer = serializers.CharField(
        required=False, help_text="JSON pointer of a field in the request body, such as #/email."
    )
    parameter = serializers.CharField(required=False, help_text="Name of a query parameter.")
    header = serializers.CharField(required=False, help_text="Name of a request header.")
    code = serializers.CharField(help_text="Stable code, such as required, blank or invalid.")
    detail = serializers.CharField(help_text="Description of the error for people.")


class ExchangePriceSerializer(serializers.Serializer[Any]):
    """The price of an exchange: what the buyer pays now, or gets back after the inspection."""

    to_pay = serializers.CharField(help_text="Amount to pay, tax included.")
    tax = serializers.CharField(help_text="Tax in it.")
    back = serializers.CharField(help_text="Amount to get back, tax included.")
    currency = serializers.CharField(help_text="Currency of the order.")


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457). `code` is stable; `title` and `detail` are for people.

    `errors` names every value of the request that cannot be used. Other members depend on the
    code: `out_of_stock` adds `sku`, `asked` and `left`; `quote_changed` adds `field`, `expected`
    and `actual`; `not_sold_in_country` adds `sku` and `markets`. New codes may be added: treat an
    unknown one by its `status`.
    """

    type = serializers.CharField(help_text="URI reference that identifies the kind of problem.")
    title = serializers.CharField(help_text="Title of the problem for people.")
    status = serializers.IntegerField(help_text="HTTP status.")
    code = serializers.ChoiceField(
        choices=PROBLEM_CODES, help_text="Stable code of the kind of problem."
    )
    detail = serializers.CharField(help_text="Description of the problem for people.")
    parameter = serializers.CharField(
        required=False, help_text="Name of the parameter, header or field that cannot be used."
    )
    errors = ErrorSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="Every value that cannot be used."
    )
    sku = serializers.CharField(required=False, help_text="Item that the problem is about.")
    field = serializers.CharField(required=False, help_text="Field that the problem is about.")
    asked = serializers.IntegerField(required=False, help_text="Units requested.")
    left = serializers.IntegerField(required=False, help_text="Units available.")
    limit = serializers.IntegerField(required=False, help_text="Most units allowed.")
    quantity = serializers.IntegerField(required=False, help_text="Units refused.")
    expected = AgreedValueField(
        required=False, help_text="Value in the request: minor units, or a date for ships_on."
    )
    actual = AgreedValueField(
        required=False, help_text="Current value: minor units, or a date for ships_on."
    )
    order = serializers.CharField(required=False, help_text="Number of the order concerned.")
    order_token = serializers.CharField(
        required=False, help_text="Token of the order created from the basket."
    )
    markets = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Codes of the other markets that sell the product.",
    )
    unavailable_code = serializers.ChoiceField(
        choices=PUBLIC_WORDINGS,
        required=False,
        help_text="Public reason why an item cannot be sold there.",
    )
    voucher_reason = serializers.ChoiceField(
        choices=VOUCHER_REASONS, required=False, help_text="Reason why a voucher is refused."
    )
    gift_card_reason = serializers.ChoiceField(
        choices=GIFT_CARD_REASONS, required=False, help_text="Reason why a gift card is refused."
    )
    delivery_reason = serializers.ChoiceField(
        choices=DELIVERY_CHANGE_REASONS,
        required=False,
        help_text="Reason why the delivery of an order cannot be changed.",
    )
    return_reason = serializers.ChoiceField(
        choices=RETURN_REASONS,
        required=False,
        help_text="Reason why items cannot be returned or exchanged.",
    )
    exchange = ExchangePriceSerializer(
        required=False, help_text="Price of an exchange that the buyer has to agree to."
    )
    cancel_reason = serializers.ChoiceField(
        choices=sorted(CANCELLATION_REASONS),
        required=False,
        help_text="Reason why an order or some of its items cannot be cancelled.",
    )


def problems(*statuses: int) -> dict[tuple[int, str], type[ProblemSerializer]]:
    """Return the problems of an operation besides those common to its kind."""
    return {(number, PROBLEM_TYPE): ProblemSerializer for number in statuses}
