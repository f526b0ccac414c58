"""Serializers of baskets, quotes and purchases."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from licensing.rules.reasons import PUBLIC_WORDINGS
from shop.api.typed_fields import CodeField, NumberField
from shop.api.v1.orders import OrderSerializer
from shop.api.v1.payments import PaymentSerializer
from shop.api.v1.pick_up import PickUpPointSerializer
from shop.api.v1.shapes import Amount
from shop.commerce.business.models import VatCheck
from shop.commerce.giftcards.errors import GIFT_CARD_REASONS
from shop.commerce.pricing.tax import TaxStatus
from shop.commerce.vouchers.errors import VOUCHER_REASONS

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST_UNITS: int = settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD
TAX_STATUS = {
    TaxStatus.KNOWN: "calculated",
    TaxStatus.REGION_REQUIRED: "needs_address",
    TaxStatus.NOT_CONFIGURED: "unavailable",
    TaxStatus.SERVICE_DOWN: "temporarily_unavailable",
}
TAX_STATUSES = list(TAX_STATUS.values())


class NewBasketSerializer(serializers.Serializer[Any]):
    """Place of a basket: the market sets currency and prices, the territory the ship-to."""

    market = serializers.RegexField(
        r"^[a-z]{2,5}$", max_length=10, help_text="Market code, such as fr."
    )
    territory = CodeField(
        "[A-Z]{2}",
        required=False,
        help_text="Destination, ISO 3166-1 alpha-2. Default: the home country of the market.",
    )


class NewLineSerializer(serializers.Serializer[Any]):
    """Units of an item to add."""

    sku = NumberField("[A-Za-z0-9._-]{1,64}", help_text="SKU of the item.")
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST_UNITS, default=1, help_text="Units to add."
    )


class QuantitySerializer(serializers.Serializer[Any]):
    """The new quantity of a line."""

    quantity = serializers.IntegerField(
        min_value=0, max_value=MOST_UNITS, help_text="Units; 0 removes the line."
    )


class VoucherCodeSerializer(serializers.Serializer[Any]):
    """A voucher as a person types it."""

    code = serializers.CharField(min_length=1, max_length=100, help_text="Voucher code.")


class GiftCardCodeSerializer(serializers.Serializer[Any]):
    """A gift card as a person types it."""

    code = serializers.CharField(min_length=1, max_length=100, help_text="Gift card code.")


class AddressSerializer(serializers.Serializer[Any]):
    """An address of delivery without its country, on which the required parts depend."""

    name = serializers.CharField(max_length=255, help_text="Name of the recipient.")
    line1 = serializers.CharField(max_length=255, help_text="Street and number.")
    line2 = serializers.CharField(
        max_length=255, required=False, allow_blank=True, help_text="Apartment, building, company."
    )
    city = serializers.CharField(
        max_length=255, required=False, allow_blank=True, help_text="City or town."
    )
    state = serializers.CharField(
        max_length=255, required=False, allow_blank=True, help_text="State, province or region."
    )
    postcode = serializers.CharField(
        max_length=64, required=False, allow_blank=True, help_text="Postcode or ZIP code."
    )
    phone = serializers.CharField(
        max_length=40, required=False, allow_blank=True, help_text="Phone number for the carrier."
    )


class PurchaseSerializer(AddressSerializer):
    """The buyer, the delivery address and the total that was agreed to, in minor units.

    The country decides which parts of the address are required.
    """

    email = serializers.CharField(max_length=255, help_text="Where the confirmation is sent.")
    line1 = serializers.CharField(
        max_length=255,
        required=False,
        allow_blank=True,
        help_text="Street and number. Leave the address out for a pick-up point.",
    )
    country = CodeField("[A-Z]{2}", help_text="Country of delivery, ISO 3166-1 alpha-2.")
    delivery = serializers.SlugField(
        max_length=40, help_text="Code of a delivery method of the basket."
    )
    expected_minor = serializers.IntegerField(
        min_value=0, max_value=10**12, help_text="`total_minor` that the buyer saw."
    )
    ships_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="`ships_on` that the buyer saw, if the basket has one.",
    )
    expected_to_pay_minor = serializers.IntegerField(
        min_value=0,
        max_value=10**12,
        required=False,
        allow_null=True,
        help_text="`to_pay_minor` that the buyer saw; needed with a gift card.",
    )
    gift_message = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="Message to enclose in a gift."
    )
    hides_prices = serializers.BooleanField(
        required=False, default=False, help_text="true: the parcel contains no prices."
    )
    gift_wrap = serializers.BooleanField(
        required=False,
        default=False,
        help_text="true: gift wrap. `expected_minor` is that of a basket read with `gift_wrap`.",
    )
    language = serializers.ChoiceField(
        choices=LANGUAGES,
        required=False,
        help_text="Language of the order and its mails. Default: that of the market.",
    )


class QuotedLineSerializer(serializers.Serializer[Any]):
    """A line that can be ordered."""

    id = serializers.IntegerField(help_text="Number of the line, for its address.")
    sku = serializers.CharField(help_text="SKU of the item.")
    title = serializers.CharField(help_text="Title in the language of the answer.")
    quantity = serializers.IntegerField(help_text="Units.")
    unit_price = Amount("Price of a unit as the market shows it.")
    total = Amount("Total of the line, tax included.")
    in_stock = serializers.BooleanField(help_text="Whether the item can be shipped now.")
    ships_on = serializers.DateField(
        allow_null=True, help_text="First shipping day of a pre-order."
    )


class ParkedLineSerializer(serializers.Serializer[Any]):
    """A line that is kept in the basket and not counted."""

    id = serializers.IntegerField(help_text="Number of the line, for its address.")
    sku = serializers.CharField(help_text="SKU of the item.")
    title = serializers.CharField(help_text="Title in the language of the answer.")
    quantity = serializers.IntegerField(help_text="Units.")
    unavailable_code = serializers.ChoiceField(
        choices=PUBLIC_WORDINGS, help_text="Why it cannot be ordered."
    )


class DeliverySerializer(serializers.Serializer[Any]):
    """A delivery method, and the whole total with it."""

    code = serializers.CharField(help_text="Code to send as `delivery`.")
    name = serializers.CharField(help_text="Name in the language of the answer.")
    amount = Amount("Price of the delivery, tax included.")
    earliest = serializers.DateField(help_text="Earliest estimated delivery date.")
    latest = serializers.DateField(help_text="Latest estimated delivery date.")
    total_minor = serializers.IntegerField(help_text="Total with it, in minor units.")
    to_pay_minor = serializers.IntegerField(
        help_text="Amount to charge with it, in minor units: the total less the gift card's part."
    )
    pick_up_point = PickUpPointSerializer(
        allow_null=True,
        help_text="Where the order is collected. It is delivered to the point's address.",
    )


class VoucherSerializer(serializers.Serializer[Any]):
    """The voucher in a basket."""

    code = serializers.CharField(help_text="Voucher code.")
    discount = Amount("Discount that it gives.")
    refused = serializers.ChoiceField(
        choices=VOUCHER_REASONS,
        allow_null=True,
        help_text="Reason why it gives no discount; null if it applies.",
    )


class PromotionSerializer(serializers.Serializer[Any]):
    """A promotion that applies to a basket."""

    title = serializers.CharField(help_text="Title, in the language of the request.")
    amount = Amount("Amount that it takes off.")
    delivery = serializers.BooleanField(
        help_text="Whether it reduces delivery, whose amount is the reduced one, or goods."
    )


class GiftCardSerializer(serializers.Serializer[Any]):
    """The gift card in a basket."""

    last4 = serializers.CharField(help_text="Last four characters of its code.")
    amount = Amount("Amount paid with it.")
    refused = serializers.ChoiceField(
        choices=GIFT_CARD_REASONS,
        allow_null=True,
        help_text="Reason why it cannot be used; null if it applies.",
    )


class BusinessSerializer(serializers.Serializer[Any]):
    """The company that buys, by its VAT number."""

    company = serializers.CharField(help_text="Name of the company.")
    vat_number = serializers.CharField(help_text="VAT number with its country code.")
    outcome = serializers.ChoiceField(
        choices=VatCheck.Outcome.values,
        help_text="Result of the check. UNAVAILABLE: it could not be checked, so tax is charged.",
    )
    reverse_charge = serializers.BooleanField(
        help_text="Whether the company owes the tax itself, so that none is charged."
    )


class BasketSerializer(serializers.Serializer[Any]):
    """A basket, decided and priced now for its destination."""

    token = serializers.CharField(help_text="Token for the basket's address. Keep it secret.")
    market = serializers.CharField(help_text="Code of its market.")
    territory = serializers.CharField(help_text="Destination, ISO 3166-1 alpha-2.")
    currency = serializers.CharField(help_text="ISO 4217 code of every amount.")
    includes_tax = serializers.BooleanField(help_text="Whether prices of units include tax.")
    lines = QuotedLineSerializer(many=True, help_text="Lines that can be ordered.")
    unavailable = ParkedLineSerializer(
        many=True, help_text="Lines that cannot be ordered, with the reason."
    )
    delivery = DeliverySerializer(many=True, help_text="Delivery methods to the destination.")
    chosen_delivery = serializers.CharField(
        allow_null=True, help_text="Code of the delivery method in the total; null without one."
    )
    goods = Amount("Total of the lines before promotions and the voucher.")
    promotions = PromotionSerializer(many=True, help_text="Promotions that apply.")
    voucher = VoucherSerializer(allow_null=True, help_text="Voucher; null without one.")
    gift_card = GiftCardSerializer(allow_null=True, help_text="Gift card; null without one.")
    business = BusinessSerializer(
        allow_null=True, help_text="Company that buys; null for a consumer."
    )
    gift_wrap = Amount("Price of the gift wrap in the total; null without it.", allow_null=True)
    tax = Amount("Tax in the total; null while it is not known.", allow_null=True)
    tax_known = serializers.BooleanField(help_text="Whether all totals include the final tax.")
    tax_status = serializers.ChoiceField(
        choices=TAX_STATUSES,
        help_text="calculated; needs_address: the tax depends on the state, so send `state` "
        "(totals are without tax until then, and cannot be paid); unavailable: not sold there yet; "
        "temporarily_unavailable: the tax service does not answer.",
    )
    total = Amount("Total with the chosen delivery, tax included.")
    total_minor = serializers.IntegerField(help_text="The same amount in minor units.")
    ships_on = serializers.DateField(
        allow_null=True,
        help_text="Last shipping date of its pre-orders; send it back when ordering.",
    )
    to_pay = Amount("Amount to charge: the total less the gift card's part.")
    to_pay_minor = serializers.IntegerField(help_text="The same amount in minor units.")


class PurchaseAnswerSerializer(serializers.Serializer[Any]):
    """The order that was made, and its payment while it waits for one."""

    order = OrderSerializer(help_text="The order.")
    payment = PaymentSerializer(
        allow_null=True, help_text="How to pay it; null if nothing is left to pay."
    )
