"""What shop staff read of orders: found by what a caller knows, and one order with all it left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from shop.forks.order.models import Line, Order, OrderState
from shop.inventory.models import Reservation
from shop.ledger.explaining import Explanation, explain_order
from shop.ordering.models import Confirmation, DomainEvent
from shop.payments.models import PaymentAttempt, Refund, StripeEvent

EARNED = (OrderState.PAID, OrderState.FULFILLED)


@dataclass(frozen=True, slots=True)
class Takings:
    """What was sold in one currency; amounts of different currencies are never added up."""

    currency: str
    orders: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Something that happened to an order."""

    at: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order with its lines, payments, units of stock and history, oldest first."""

    order: Order
    lines: Sequence[Line]
    attempts: Sequence[PaymentAttempt]
    reservations: Sequence[Reservation]
    history: Sequence[HistoryEntry]
    refunds: Sequence[Refund]
    money: Explanation


def find_orders(*, text: str = "", status: str = "", market_id: int | None = None) -> QuerySet:
    """Return orders, newest first, with the number of their `units`.

    `text` is part of an e-mail address, the beginning of an order number, or exactly an SKU, a
    Stripe intent or an addressee's last name.
    """
    orders = Order.objects.select_related("market", "user")
    if text:
        orders = orders.filter(
            Q(number__istartswith=text)
            | Q(guest_email__icontains=text)
            | Q(user__email__icontains=text)
            | Q(shipping_address__last_name__iexact=text)
            | Q(pk__in=Line.objects.filter(upc__iexact=text).values("order"))
            | Q(pk__in=PaymentAttempt.objects.filter(intent_id=text).values("order"))
        )
    if status:
        orders = orders.filter(status=status)
    if market_id:
        orders = orders.filter(market_id=market_id)
    return orders.annotate(units=Sum("lines__quantity")).order_by("-date_placed", "-pk")


def inspect_order(number: str) -> OrderRecord | None:
    """Return all that is kept about an order; None when there is no such order."""
    orders = Order.objects.select_related("market__selling_entity", "ship_to", "user", "gift_card")
    order = orders.select_related("shipping_address__country").filter(number=number).first()
    if order is None:
        return None
    attempts = list(order.payment_attempts.order_by("created_at"))
    held = order.reservations.select_related(
        "stock_record__product__parent", "stock_record__location"
    )
    return OrderRecord(
        order=order,
        lines=list(order.lines.select_related("product__parent").order_by("pk")),
        attempts=attempts,
        reservations=list(held.order_by("pk")),
        money=explain_order(order),
        history=sorted(_history(order, attempts), key=lambda entry: entry.at),
        refunds=list(
            Refund.objects.filter(attempt__order=order)
            .select_related("by")
            .prefetch_related("lines__order_line")
            .order_by("pk")
        ),
    )


def takings_since(start: datetime) -> list[Takings]:
    """Return what paid orders placed since a time come to, by currency."""
    earned = Order.objects.filter(status__in=EARNED, date_placed__gte=start)
    rows = earned.values("currency").annotate(orders=Count("pk"), total=Sum("total_incl_tax"))
    return [Takings(**row) for row in rows.order_by("currency")]


def orders_by_status() -> dict[str, int]:
    """Count orders in every state, those in none included as 0."""
    counts: Any = Order.objects.values_list("status").annotate(Count("pk")).order_by()
    return dict.fromkeys(OrderState.values, 0) | dict(counts)


def _history(order: Order, attempts: Sequence[PaymentAttempt]) -> list[HistoryEntry]:
    events = DomainEvent.objects.filter(subject=order.number)
    entries = [HistoryEntry(event.at, event.name, _facts(event.data)) for event in events]
    for attempt in attempts:
        intent = attempt.intent_id or ""
        entries.append(HistoryEntry(attempt.created_at, "payment.started", intent))
        if attempt.settled_at:
            entries.append(
                HistoryEntry(attempt.settled_at, f"payment.{attempt.state.lower()}", intent)
            )
    intents = [attempt.intent_id for attempt in attempts if attempt.intent_id]
    for heard in StripeEvent.objects.filter(intent_id__in=intents):
        state = "handled" if heard.handled_at else "kept"
        entries.append(HistoryEntry(heard.received_at, f"stripe.{heard.type}", state))
    confirmation = Confirmation.objects.filter(order=order).first()
    if confirmation:
        entries.append(HistoryEntry(confirmation.queued_at, "confirmation.queued"))
        if confirmation.sent_at:
            entries.append(HistoryEntry(confirmation.sent_at, "confirmation.sent"))
    return entries


def _facts(data: dict[str, Any]) -> str:
    """Write what an event adds to the order: where from, which way; the page shows the rest."""
    return ", ".join(
        f"{name} {data[name]}"
        for name in ("from", "channel", "ship_to", "amount", "reason")
        if name in data
    )
