"""What a basket, its quote and its purchase look like in the API: taken, and given."""

from typing import Any

from rest_framework import serializers

from licensing.reasons import public_wording
from shop.api.v1.orders import OrderSerializer
from shop.api.v1.payments import PaymentSerializer
from shop.core.money import amount_text
from shop.forks.basket.models import Basket
from shop.ordering.access import basket_token
from shop.ordering.quote import Quote, QuotedLine
from shop.pricing.tax import TaxStatus

TAX_STATUS = {
    TaxStatus.KNOWN: "calculated",
    TaxStatus.REGION_REQUIRED: "needs_address",
    TaxStatus.NOT_CONFIGURED: "unavailable",
}


class NewBasketSerializer(serializers.Serializer[Any]):
    """Where a basket is filled: the market sets currency and prices, the territory the ship-to."""

    market = serializers.SlugField(max_length=10)
    territory = serializers.RegexField(r"^[A-Z]{2}$", required=False)


class NewLineSerializer(serializers.Serializer[Any]):
    """Units of an article to add."""

    sku = serializers.RegexField(r"^[A-Za-z0-9._-]{1,64}$")
    quantity = serializers.IntegerField(min_value=1, max_value=1000, default=1)


class QuantitySerializer(serializers.Serializer[Any]):
    """How many units a line shall have; 0 takes it out."""

    quantity = serializers.IntegerField(min_value=0, max_value=1000)


class VoucherCodeSerializer(serializers.Serializer[Any]):
    """A voucher as a fan types it."""

    code = serializers.CharField(min_length=1, max_length=100)


class GiftCardCodeSerializer(serializers.Serializer[Any]):
    """A gift card's code as a fan types it."""

    code = serializers.CharField(min_length=1, max_length=100)


class PurchaseSerializer(serializers.Serializer[Any]):
    """Who buys, where it goes and which total was agreed to, in minor units.

    `expected_to_pay_minor` is what a gift card leaves of it; without a card it may be left out.
    """

    email = serializers.CharField(max_length=255)
    country = serializers.RegexField(r"^[A-Z]{2}$")
    name = serializers.CharField(max_length=255)
    line1 = serializers.CharField(max_length=255)
    line2 = serializers.CharField(max_length=255, required=False, allow_blank=True)
    city = serializers.CharField(max_length=255, required=False, allow_blank=True)
    state = serializers.CharField(max_length=255, required=False, allow_blank=True)
    postcode = serializers.CharField(max_length=64, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    delivery = serializers.SlugField(max_length=40)
    expected_minor = serializers.IntegerField(min_value=0, max_value=10**12)
    ships_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="`ships_on` of the basket."
    )
    expected_to_pay_minor = serializers.IntegerField(
        min_value=0, max_value=10**12, required=False, allow_null=True
    )
    language = serializers.CharField(max_length=5, required=False)


class QuotedLineSerializer(serializers.Serializer[Any]):
    """A line that can be ordered."""

    id = serializers.IntegerField()
    sku = serializers.CharField()
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    unit_price = serializers.DecimalField(max_digits=12, decimal_places=2)
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    in_stock = serializers.BooleanField()
    ships_on = serializers.DateField(allow_null=True, help_text="First day, of a pre-order.")


class ParkedLineSerializer(serializers.Serializer[Any]):
    """A line that is kept and not counted; `unavailable_code` says why."""

    id = serializers.IntegerField()
    sku = serializers.CharField()
    title = serializers.CharField()
    quantity = serializers.IntegerField()
    unavailable_code = serializers.CharField()


class DeliverySerializer(serializers.Serializer[Any]):
    """A way of delivery and the whole total with it."""

    code = serializers.CharField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    earliest = serializers.DateField()
    latest = serializers.DateField()
    total_minor = serializers.IntegerField()
    to_pay_minor = serializers.IntegerField()


class VoucherSerializer(serializers.Serializer[Any]):
    """The voucher in a basket; `refused` says why it takes nothing off, else it is null."""

    code = serializers.CharField()
    discount = serializers.DecimalField(max_digits=12, decimal_places=2)
    refused = serializers.CharField(allow_null=True)


class GiftCardSerializer(serializers.Serializer[Any]):
    """The gift card in a basket: what it pays; `refused` says why it pays nothing, else null."""

    last4 = serializers.CharField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    refused = serializers.CharField(allow_null=True)


class BasketSerializer(serializers.Serializer[Any]):
    """A basket, decided and priced now for its ship-to."""

    token = serializers.CharField()
    market = serializers.CharField()
    territory = serializers.CharField()
    currency = serializers.CharField()
    includes_tax = serializers.BooleanField()
    lines = QuotedLineSerializer(many=True)
    unavailable = ParkedLineSerializer(many=True)
    delivery = DeliverySerializer(many=True)
    chosen_delivery = serializers.CharField(allow_null=True)
    goods = serializers.DecimalField(max_digits=12, decimal_places=2)
    voucher = VoucherSerializer(allow_null=True)
    gift_card = GiftCardSerializer(allow_null=True)
    tax = serializers.DecimalField(
        max_digits=12, decimal_places=2, allow_null=True, help_text="Null while it is not known."
    )
    tax_known = serializers.BooleanField(help_text="Whether all totals include the final tax.")
    tax_status = serializers.ChoiceField(
        list(TAX_STATUS.values()),
        help_text=(
            "calculated; needs_address: the tax depends on the state, so send `state` (totals are"
            " without tax until then, and cannot be paid); unavailable: not sold there yet."
        ),
    )
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    total_minor = serializers.IntegerField()
    ships_on = serializers.DateField(
        allow_null=True, help_text="Last day of its pre-orders; to be agreed to with the total."
    )
    to_pay = serializers.DecimalField(max_digits=12, decimal_places=2)
    to_pay_minor = serializers.IntegerField()


class PurchaseAnswerSerializer(serializers.Serializer[Any]):
    """The order that was made, and its payment while it waits for one."""

    order = OrderSerializer()
    payment = PaymentSerializer(allow_null=True)


def basket_body(basket: Basket, quote: Quote) -> dict[str, Any]:
    """Return what the API tells of a basket to who holds its token."""
    return {
        "token": basket_token(basket),
        "market": basket.market.code,
        "territory": quote.destination.territory,
        "currency": quote.currency,
        "includes_tax": basket.market.prices_include_tax,
        "lines": [_line(line, quote.currency) for line in quote.lines],
        "unavailable": [
            {
                "id": line.line_id,
                "sku": line.product.sku,
                "title": line.product.get_title(),
                "quantity": line.quantity,
                "unavailable_code": public_wording(line.reason),
            }
            for line in quote.parked
        ],
        "delivery": [
            {
                "code": option.code,
                "amount": amount_text(option.amount, quote.currency),
                "earliest": option.earliest,
                "latest": option.latest,
                "total_minor": with_option.total_minor,
                "to_pay_minor": with_option.to_pay_minor,
            }
            for option, with_option in ((one, quote.with_delivery(one)) for one in quote.delivery)
        ],
        "chosen_delivery": quote.chosen.code if quote.chosen else None,
        "goods": amount_text(quote.goods, quote.currency),
        "voucher": _voucher(quote),
        "gift_card": _gift_card(quote),
        "tax": amount_text(quote.tax, quote.currency) if quote.tax_known else None,
        "tax_known": quote.tax_known,
        "tax_status": TAX_STATUS[quote.tax_status],
        "total": amount_text(quote.total_incl, quote.currency),
        "total_minor": quote.total_minor,
        "ships_on": quote.ships_on,
        "to_pay": amount_text(quote.to_pay, quote.currency),
        "to_pay_minor": quote.to_pay_minor,
    }


def _gift_card(quote: Quote) -> dict[str, Any] | None:
    if quote.gift_card is None:
        return None
    refusal = quote.gift_card.refusal
    return {
        "last4": quote.gift_card.last4,
        "amount": amount_text(quote.gift_card_amount, quote.currency),
        "refused": refusal.data["reason"] if refusal else None,
    }


def _voucher(quote: Quote) -> dict[str, Any] | None:
    if quote.voucher is None:
        return None
    refusal = quote.voucher.refusal
    return {
        "code": quote.voucher.code,
        "discount": amount_text(quote.discount, quote.currency),
        "refused": refusal.data["reason"] if refusal else None,
    }


def _line(line: QuotedLine, currency: str) -> dict[str, Any]:
    return {
        "id": line.line_id,
        "sku": line.product.sku,
        "title": line.product.get_title(),
        "quantity": line.quantity,
        "unit_price": amount_text(line.shown, currency),
        "total": amount_text(line.total.incl, currency),
        "in_stock": line.in_stock and line.ships_on is None,
        "ships_on": line.ships_on,
    }
