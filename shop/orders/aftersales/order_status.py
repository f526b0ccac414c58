"""Status of an order for readers, derived in one place for pages, mails, the API and staff.

`Order.status` is the state that money and stock follow. The status also depends on shipments,
refunds, holds and payments; its label and headline are defined here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.querysets import IsAnyOf
from shop.commerce.fulfillment.models import Shipment, TrackingEvent
from shop.finance.payments.disputes import find_disputed
from shop.finance.payments.models import CARD_LIMIT, PaymentAttempt, RefundFailure
from shop.orders.models import (
    CANCELLED_BEFORE_PACKING,
    CANCELLED_BY_BUYER,
    DomainEvent,
    HeldOrder,
    OutgoingMessage,
)
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.compiled_reads import CompiledRead

SOLD = frozenset({OrderState.PAID, OrderState.FULFILLED})
REFUNDS: Mapping[str, str] = {OrderState.REFUND_DUE: "due", OrderState.REFUNDED: "whole"}
ANNOTATED = (
    "has_parcels",
    "is_held",
    "is_processing",
    "is_withdrawn",
    "is_refused_late",
    "hit_card_limit",
    "is_cancelled_by_buyer",
    "has_failed_refund",
    "has_units",
    "has_undelivered",
    "has_delivered",
    "is_cancelled_whole",
)


class OrderStatus(models.TextChoices):
    """The status of an order, with the label that readers see."""

    WAITING = "waiting_for_payment", gettext_lazy("Waiting for payment")
    PROCESSING = "payment_processing", gettext_lazy("Payment is being processed")
    PREPARING = "preparing", gettext_lazy("Paid, being prepared")
    ON_HOLD = "on_hold", gettext_lazy("Paid, on hold")
    PARTLY_SENT = "partly_sent", gettext_lazy("Partly sent")
    SENT = "sent", gettext_lazy("On its way")
    PARTLY_DELIVERED = "partly_delivered", gettext_lazy("Partly delivered")
    DELIVERED = "delivered", gettext_lazy("Delivered")
    CARDS_WAITING = "gift_cards_waiting", gettext_lazy("Paid, gift cards will be emailed")
    CARDS_SENT = "gift_cards_sent", gettext_lazy("Gift cards emailed")
    NOT_PAID = "not_paid", gettext_lazy("Not paid in time")
    PAYMENT_REFUSED = "payment_refused", gettext_lazy("Payment declined")
    CARD_LIMIT = "card_limit", gettext_lazy("Limit per person reached")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    WITHDRAWN = "withdrawn", gettext_lazy("Cancelled by the shop")
    ITEMS_REFUNDED = "items_refunded", gettext_lazy("Items refunded")
    REFUND_DUE = "refund_due", gettext_lazy("Refund on its way")
    REFUND_DELAYED = "refund_delayed", gettext_lazy("Refund delayed")
    REFUNDED = "refunded", gettext_lazy("Refunded")


GOOD = frozenset(
    {
        OrderStatus.PREPARING,
        OrderStatus.PARTLY_SENT,
        OrderStatus.SENT,
        OrderStatus.PARTLY_DELIVERED,
        OrderStatus.DELIVERED,
        OrderStatus.CARDS_WAITING,
        OrderStatus.CARDS_SENT,
    }
)


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """Facts, besides its state, from which an order's status is derived."""

    state: str
    has_parcels: bool = False
    is_held: bool = False
    is_processing: bool = False
    is_withdrawn: bool = False
    is_refused_late: bool = False
    hit_card_limit: bool = False
    is_cancelled_by_buyer: bool = False
    has_failed_refund: bool = False
    has_units: bool = True  # of which no refund was made
    has_undelivered: bool = True  # parcels, as far as carriers have reported
    has_delivered: bool = False
    is_cancelled_whole: bool = False  # after payment, before packing
    is_denied: bool = False
    is_partly_refunded: bool = False
    is_paid_late: bool = False
    is_disputed: bool = False
    has_cards: bool = False  # gift cards that were not refunded


@dataclass(frozen=True, slots=True)
class OrderStatusSummary:
    """The status of an order with its refund and dispute.

    `refund` is empty, "part", "due" (the whole, on its way), "whole", or "delayed" (one failed and
    is not settled). `is_paid_late` means that the money arrived after the stock had been released.
    """

    status: OrderStatus
    refund: str = ""
    is_disputed: bool = False
    is_paid_late: bool = False

    @property
    def label(self) -> str:
        """Return the status in words, such as "On its way, partly refunded"."""
        words = [str(self.status.label)]
        if self.refund == "part" and self.status != OrderStatus.ITEMS_REFUNDED:
            words.append(_("partly refunded"))
        elif self.refund == "delayed" and self.status != OrderStatus.REFUND_DELAYED:
            words.append(_("refund delayed"))
        elif self.refund and self.status in {OrderStatus.WITHDRAWN, OrderStatus.CANCELLED}:
            words.append(_("refunded") if self.refund == "whole" else _("refund on its way"))
        if self.is_disputed:
            words.append(_("payment disputed"))
        return ", ".join(words)

    @property
    def headline(self) -> str:
        """Return the heading of the order's page."""
        return {
            OrderStatus.WAITING: _("Your order is waiting for payment"),
            OrderStatus.PROCESSING: _("Your payment is being processed"),
            OrderStatus.PREPARING: _("We are preparing your order"),
            OrderStatus.ON_HOLD: _("Your order is delayed"),
            OrderStatus.PARTLY_SENT: _("Part of your order is on its way"),
            OrderStatus.SENT: _("Your order is on its way"),
            OrderStatus.PARTLY_DELIVERED: _("Part of your order has been delivered"),
            OrderStatus.DELIVERED: _("Your order has been delivered"),
            OrderStatus.CARDS_WAITING: _("Your gift cards will be emailed"),
            OrderStatus.CARDS_SENT: _("Your gift cards have been emailed"),
            OrderStatus.PAYMENT_REFUSED: _("Your payment did not go through"),
            OrderStatus.CANCELLED: _("Your order has been cancelled"),
            OrderStatus.WITHDRAWN: _("Your order has been cancelled"),
            OrderStatus.ITEMS_REFUNDED: _("Your items have been refunded"),
            OrderStatus.REFUND_DUE: _("Your refund is on its way"),
            OrderStatus.REFUND_DELAYED: _("Your refund is delayed"),
            OrderStatus.REFUNDED: _("Your order has been refunded"),
        }.get(self.status, _("This order is closed"))

    @property
    def explanation(self) -> str:
        """Return what the status means for the buyer."""
        if self.status == OrderStatus.WITHDRAWN and not self.refund:
            return _("Nothing was charged.")
        refunded = _("You will get a full refund.")
        if self.status == OrderStatus.CANCELLED and self.refund == "whole":
            return _("We have refunded the full amount.")
        if self.status == OrderStatus.CANCELLED and self.refund:
            return refunded
        if self.is_paid_late and self.status != OrderStatus.WITHDRAWN:
            late = _("Your payment arrived after your items had been released.")
            return f"{late} {refunded}"
        return {
            OrderStatus.WAITING: _("Your items are reserved until:"),
            OrderStatus.PROCESSING: _(
                "Your bank has not confirmed the payment yet. This can take a few days. "
                "Your items stay reserved until then."
            ),
            OrderStatus.PREPARING: _(
                "We have received your payment. We will email you when your order ships."
            ),
            OrderStatus.ON_HOLD: _(
                "We have received your payment. We are checking whether we can still send "
                "your order, and will email you."
            ),
            OrderStatus.PARTLY_SENT: _("The other items will arrive in a separate parcel."),
            OrderStatus.SENT: _("You can track each parcel below."),
            OrderStatus.PARTLY_DELIVERED: _("You can track each parcel below."),
            OrderStatus.DELIVERED: _("The carrier has reported that all parcels were delivered."),
            OrderStatus.CARDS_WAITING: _("We email each gift card on the day that you chose."),
            OrderStatus.CARDS_SENT: _("We have emailed the code to each recipient."),
            OrderStatus.NOT_PAID: _(
                "We did not receive your payment in time. Nothing was charged, and your "
                "items have been released."
            ),
            OrderStatus.PAYMENT_REFUSED: _(
                "Your bank declined the payment. Nothing was charged, and your items have "
                "been released. You can order again and pay another way."
            ),
            OrderStatus.CARD_LIMIT: _(
                "This card has already been used to buy the maximum quantity of a limited "
                "item. Nothing was charged."
            ),
            OrderStatus.CANCELLED: _("You cancelled this order. Nothing was charged."),
            OrderStatus.WITHDRAWN: refunded,
            OrderStatus.ITEMS_REFUNDED: _("The refund does not include the delivery cost."),
            OrderStatus.REFUND_DELAYED: _(
                "The refund did not go through. We will arrange it another way and email you."
            ),
            OrderStatus.REFUND_DUE: f"{refunded} {
                _('It can take a few days to appear on your account.')
            }",
            OrderStatus.REFUNDED: f"{_('We have refunded the full amount.')} "
            f"{_('It can take a few days to appear on your account.')}",
        }[self.status]

    @property
    def tone(self) -> str:
        """Return "good", "bad" or empty, the color of the explanation."""
        if self.status in GOOD:
            return "good"
        refused = {
            OrderStatus.PAYMENT_REFUSED,
            OrderStatus.CARD_LIMIT,
            OrderStatus.WITHDRAWN,
            OrderStatus.REFUND_DELAYED,
        }
        return "bad" if self.status in refused else ""


def summarize_status(facts: StatusFacts) -> OrderStatusSummary:
    """Return the status of an order from its facts."""
    refund = REFUNDS.get(facts.state, "")
    if facts.state in SOLD and facts.is_partly_refunded:
        refund = "part"
    if facts.has_failed_refund:
        refund = "delayed"
    is_paid_late = refund in {"due", "whole"} and facts.is_paid_late
    return OrderStatusSummary(_decide_status(facts), refund, facts.is_disputed, is_paid_late)


def status_summary(order: Order) -> OrderStatusSummary:
    """Return the status of one order, in two queries."""
    rows = _FACTS_OF_ONE.rows(order=order.pk)
    (facts,) = (_read_facts(row, is_disputed=bool(find_disputed([order.pk]))) for row in rows)
    return summarize_status(facts)


def status_summaries(orders: Iterable[Order]) -> dict[int, OrderStatusSummary]:
    """Return the detailed status of orders by primary key, in two queries."""
    numbers = [order.pk for order in orders]
    disputed = find_disputed(numbers)
    rows: list[Any] = _FACTS.rows(orders=numbers)
    return {
        row["pk"]: summarize_status(_read_facts(row, is_disputed=row["pk"] in disputed))
        for row in rows
    }


def _read_facts(row: Mapping[str, Any], *, is_disputed: bool) -> StatusFacts:
    refunded, total = row["refunded_incl_tax"], row["total_incl_tax"]
    return StatusFacts(
        state=row["status"],
        is_denied=row["denied_at"] is not None,
        is_partly_refunded=0 < refunded < total,
        is_paid_late=not refunded,
        is_disputed=is_disputed,
        has_cards=row["cards_bought"] > row["cards_withdrawn"],
        **{name: row[name] for name in ANNOTATED},
    )


def _build_facts(orders: QuerySet[Order]) -> QuerySet[Any]:
    this = {"order": OuterRef("pk")}
    attempts = PaymentAttempt.objects.filter(**this)
    messages = OutgoingMessage.objects.filter(**this)
    events = DomainEvent.objects.filter(name=CANCELLED_BY_BUYER, subject=OuterRef("number"))
    facts = (
        Shipment.objects.filter(**this),
        HeldOrder.objects.filter(decision="", **this),
        attempts.filter(state=PaymentAttempt.State.PROCESSING),
        messages.filter(kind=OutgoingMessage.Kind.CANCELLATION),
        messages.filter(kind=OutgoingMessage.Kind.LATE_REFUSAL),
        attempts.filter(decline_code=CARD_LIMIT),
        events,
        RefundFailure.objects.filter(attempt__order=OuterRef("pk"), settlement=""),
        Line.objects.filter(refunded_units__lt=F("quantity"), **this),
        Shipment.objects.filter(**this).exclude(tracking__kind=TrackingEvent.Kind.DELIVERED),
        Shipment.objects.filter(tracking__kind=TrackingEvent.Kind.DELIVERED, **this),
        DomainEvent.objects.filter(
            name=CANCELLED_BEFORE_PACKING, subject=OuterRef("number"), data__whole=True
        ),
    )
    annotated = {name: Exists(rows) for name, rows in zip(ANNOTATED, facts, strict=True)}
    columns = (
        "pk",
        "status",
        "refunded_incl_tax",
        "total_incl_tax",
        "denied_at",
        "cards_bought",
        "cards_withdrawn",
    )
    return orders.order_by().annotate(**annotated).values(*columns, *ANNOTATED)


def _among(orders: list[int]) -> QuerySet[Order]:
    numbers = Value(orders, output_field=ArrayField(models.BigIntegerField()))
    return Order.objects.filter(IsAnyOf(F("pk"), numbers))


_FACTS: CompiledRead[Any] = CompiledRead(lambda orders: _build_facts(_among(orders)))
# The database plans a list as if it were long: it would read each fact for all orders of the shop.
_FACTS_OF_ONE: CompiledRead[Any] = CompiledRead(
    lambda order: _build_facts(Order.objects.filter(pk=order))
)


def _decide_status(facts: StatusFacts) -> OrderStatus:
    if facts.state in SOLD and not facts.has_units and (without := _decide_without_units(facts)):
        return without
    if facts.state == OrderState.PAID:
        return _decide_paid(facts)
    if facts.state != OrderState.FULFILLED and facts.is_withdrawn:
        return OrderStatus.WITHDRAWN
    if facts.state == OrderState.PENDING:
        return _decide_pending(facts)
    if facts.is_cancelled_whole and not facts.has_failed_refund:
        return OrderStatus.CANCELLED
    ends: dict[str, OrderStatus] = {
        OrderState.FULFILLED: _decide_sent(facts),
        OrderState.REFUND_DUE: OrderStatus.REFUND_DELAYED
        if facts.has_failed_refund
        else OrderStatus.REFUND_DUE,
        OrderState.REFUNDED: OrderStatus.REFUNDED,
    }
    return ends.get(facts.state) or _decide_unpaid(facts)


def _decide_without_units(facts: StatusFacts) -> OrderStatus | None:
    """Return the status of a paid order with gift cards alone, or with refunded items alone."""
    if facts.has_cards and not facts.is_held:
        waits = facts.state == OrderState.PAID
        return OrderStatus.CARDS_WAITING if waits else OrderStatus.CARDS_SENT
    return OrderStatus.ITEMS_REFUNDED if facts.is_partly_refunded else None


def _decide_pending(facts: StatusFacts) -> OrderStatus:
    if facts.is_denied:
        return OrderStatus.WITHDRAWN
    return OrderStatus.PROCESSING if facts.is_processing else OrderStatus.WAITING


def _decide_paid(facts: StatusFacts) -> OrderStatus:
    if facts.is_held:
        return OrderStatus.ON_HOLD
    if facts.has_delivered and not facts.has_undelivered:
        return OrderStatus.PARTLY_DELIVERED
    return OrderStatus.PARTLY_SENT if facts.has_parcels else OrderStatus.PREPARING


def _decide_sent(facts: StatusFacts) -> OrderStatus:
    """Return the status of an order whose parcels have all been sent."""
    if facts.has_delivered:
        return OrderStatus.PARTLY_DELIVERED if facts.has_undelivered else OrderStatus.DELIVERED
    return OrderStatus.SENT


def _decide_unpaid(facts: StatusFacts) -> OrderStatus:
    """Return the status of an order that ended unpaid."""
    if facts.is_refused_late:
        return OrderStatus.PAYMENT_REFUSED
    if facts.is_cancelled_by_buyer:
        return OrderStatus.CANCELLED
    if facts.hit_card_limit:
        return OrderStatus.CARD_LIMIT
    return OrderStatus.NOT_PAID if facts.state == OrderState.EXPIRED else OrderStatus.CANCELLED
