"""The order: market, channel, ship-to, a state the database checks, a snapshot of its prices."""

from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from shop.platform.core.ids import uuid7


class OrderState(models.TextChoices):
    """The state of an order; transitions are in shop.orders.payment.state_machine."""

    PENDING = "PENDING", _("Waiting for payment")
    PAID = "PAID", _("Paid")
    FULFILLED = "FULFILLED", _("Sent")
    EXPIRED = "EXPIRED", _("Expired")
    CANCELLED = "CANCELLED", _("Cancelled")
    REFUND_DUE = "REFUND_DUE", _("Refund on its way")
    REFUNDED = "REFUNDED", _("Refunded")


class OrderPromotion(NamedTuple):
    """The amount that a promotion took off an order's goods or off its delivery."""

    title: str
    amount: Decimal
    is_delivery: bool


class Order(AbstractOrder):
    """Oscar's order; `status` changes only by an UPDATE that names the expected state."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="orders")
    channel = models.CharField(max_length=16)
    ship_to = models.ForeignKey("licensing.Territory", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    hold_expires_at = models.DateTimeField(null=True, blank=True)
    delivery_from = models.DateField(null=True, blank=True)
    delivery_until = models.DateField(null=True, blank=True)
    snapshot = models.JSONField(
        default=dict, help_text=_("Prices, tax rates and texts when the order was placed.")
    )
    voucher_code = models.CharField(max_length=40, blank=True, default="", db_default="")
    discount_incl_tax = models.DecimalField(
        max_digits=12, decimal_places=2, default=0, db_default=0
    )
    discount_excl_tax = models.DecimalField(
        max_digits=12, decimal_places=2, default=0, db_default=0
    )
    # Part of the total that a gift card pays; the rest is charged.
    gift_card = models.ForeignKey(
        "giftcards.GiftCard", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    gift_card_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    # Value of the gift cards in the order, without tax, and the part of it that was refunded.
    cards_bought = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    cards_withdrawn = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    # Parts of the total that are refunded or being refunded.
    refunded_incl_tax = models.DecimalField(
        max_digits=12, decimal_places=2, default=0, db_default=0
    )
    # Time at which name and address were erased, at the end of their retention.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Time since when an item may no longer be sold: such an order accepts no payment.
    denied_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractOrder.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status__in=OrderState.values),
                name="an_order_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="PENDING") | models.Q(hold_expires_at__isnull=False),
                name="a_pending_order_holds_stock_until_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(total_incl_tax__gte=models.F("total_excl_tax")),
                name="an_order_total_includes_its_tax",
            ),
            models.CheckConstraint(
                condition=models.Q(refunded_incl_tax__lte=models.F("total_incl_tax")),
                name="an_order_gives_back_no_more_than_was_paid",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    gift_card_amount__gte=0, gift_card_amount__lte=models.F("total_incl_tax")
                ),
                name="a_gift_card_pays_at_most_the_total",
            ),
            models.CheckConstraint(
                condition=models.Q(gift_card_amount=0) | models.Q(gift_card__isnull=False),
                name="what_a_gift_card_pays_names_the_card",
            ),
            models.CheckConstraint(
                condition=models.Q(cards_bought=0) | models.Q(gift_card_amount=0),
                name="no_gift_card_is_bought_with_a_gift_card",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    cards_withdrawn__gte=0,
                    cards_withdrawn__lte=models.F("cards_bought"),
                    cards_bought__lte=models.F("total_excl_tax"),
                ),
                name="gift_cards_of_an_order_are_a_part_of_it",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["hold_expires_at"],
                name="order_pending_by_expiry",
                condition=models.Q(status="PENDING"),
            ),
            models.Index(
                Upper("guest_email"),
                name="order_of_guest_by_email",
                condition=models.Q(user__isnull=True),
            ),
        ]

    @property
    def refunded_in_parts(self) -> bool:
        """Return whether partial refunds reach the total: the order is refunded as a whole."""
        return 0 < self.refunded_incl_tax == self.total_incl_tax

    @property
    def refunded_total(self) -> Decimal:
        """Return the amount that is refunded or being refunded, in parts or as a whole."""
        whole = self.status in {OrderState.REFUND_DUE, OrderState.REFUNDED}
        return self.total_incl_tax if whole else self.refunded_incl_tax

    @property
    def given_promotions(self) -> list["OrderPromotion"]:
        """Return what each promotion gave, as the market shows prices."""
        return [
            OrderPromotion(
                title=str(each["title"].get(self.language) or each["title"]["en"]),
                amount=Decimal(each["amount"]),
                is_delivery=bool(each["delivery"]),
            )
            for each in self.snapshot.get("promotions", [])
        ]

    @property
    def charges_exchange(self) -> bool:
        """Return whether the order is the price difference of an exchange."""
        return "exchange" in self.snapshot

    @property
    def gift(self) -> Any:
        """Return the gift options that the buyer chose; None if it is no gift. One query if so."""
        return self.gift_options if self.snapshot.get("gift") else None

    @property
    def voucher_discount(self) -> Decimal:
        """Return what the voucher gave, as the market shows prices."""
        if not self.voucher_code:
            return Decimal("0.00")
        includes_tax = self.market.prices_include_tax
        discount = self.discount_incl_tax if includes_tax else self.discount_excl_tax
        given = [each.amount for each in self.given_promotions if not each.is_delivery]
        return discount - sum(given, Decimal("0.00"))

    @property
    def delivery_full(self) -> Decimal:
        """Return the cost of delivery before promotions, as the market shows prices."""
        includes_tax = self.market.prices_include_tax
        paid = self.shipping_incl_tax if includes_tax else self.shipping_excl_tax
        return paid + sum(
            (each.amount for each in self.given_promotions if each.is_delivery), Decimal("0.00")
        )

    @property
    def charged_duty(self) -> Decimal:
        """Return the customs duty with its tax, a part of the delivery."""
        duty = self.snapshot.get("duty") or {}
        return Decimal(duty.get("amount", "0")) + Decimal(duty.get("tax", "0"))

    @property
    def charged_wrap(self) -> Decimal:
        """Return the price of the gift wrap with its tax, a part of the delivery."""
        wrap = self.snapshot.get("gift_wrap") or {}
        return Decimal(wrap.get("amount", "0")) + Decimal(wrap.get("tax", "0"))

    @property
    def cards_left(self) -> Decimal:
        """Return the value of its gift cards that were not refunded."""
        return self.cards_bought - self.cards_withdrawn

    @property
    def to_pay(self) -> Decimal:
        """Return the amount to charge: the total less the part paid by a gift card."""
        return self.total_incl_tax - self.gift_card_amount


class Line(AbstractLine):
    """An ordered article at the price and tax of the day; its rights evidence is in licensing.

    `stockrecord` gives most of its units; reservations name the others. A pre-order stores the
    promised shipping day and the expected delivery dates.
    """

    tax_rate = models.DecimalField(max_digits=6, decimal_places=5, default=0)
    size = models.CharField(max_length=20, blank=True)
    color = models.CharField(max_length=20, blank=True)
    refunded_units = models.PositiveIntegerField(default=0, db_default=0)
    ships_on = models.DateField(null=True, blank=True)
    delivery_from = models.DateField(null=True, blank=True)
    delivery_until = models.DateField(null=True, blank=True)
    # Time at which packing began; buyers can cancel the line until then.
    packing_since = models.DateTimeField(null=True, blank=True)
    packing_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Refunded units that no longer count against limits and caps.
    uncounted_units = models.PositiveIntegerField(default=0, db_default=0)

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(uncounted_units__lte=models.F("refunded_units")),
                name="only_refunded_units_of_a_line_stop_counting",
            ),
            models.CheckConstraint(
                condition=models.Q(packing_by__isnull=True) | models.Q(packing_since__isnull=False),
                name="a_packer_of_a_line_has_begun",
            ),
            models.CheckConstraint(
                condition=models.Q(refunded_units__lte=models.F("quantity")),
                name="a_line_gives_back_no_more_than_was_bought",
            ),
        ]


from oscar.apps.order.models import *  # noqa: E402, F403
from oscar.apps.order.models import (  # noqa: E402  named for type checkers
    ShippingAddress as ShippingAddress,  # noqa: PLC0414
)
