"""Reads of orders for staff: search, the full record of an order, and sales."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery, Sum

from shop.commerce.fulfillment.models import Shipment, ShipmentLine
from shop.commerce.inventory.models import Reservation
from shop.commerce.legal.models import LegalText
from shop.commerce.legal.services import accepted_texts
from shop.finance.ledger.order_statement import OrderStatement, build_order_statement
from shop.finance.payments.disputes import ENDED_FOR_US
from shop.finance.payments.models import Dispute, PaymentAttempt, Refund, RefundFailure, StripeEvent
from shop.identity.accounts.models import User
from shop.orders.aftersales.location_scope import lines_shown_at
from shop.orders.casework.models import OrderTag
from shop.orders.casework.search import match_orders
from shop.orders.models import DomainEvent, HeldOrder, OutgoingMessage, StaffNote
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.core.typed_text import plain_text

EARNED = (OrderState.PAID, OrderState.FULFILLED)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class MarketSales:
    """Sales of a market; amounts of different currencies are never added up.

    `total` includes tax, without refunds. `by_gift_card` is the part paid by gift cards; `disputed`
    is the amount of open and lost disputes.
    """

    market: str
    currency: str
    orders: int
    total: Decimal
    by_gift_card: Decimal
    disputed: Decimal


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An event in the history of an order."""

    at: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order with its lines, payments, stock and history, oldest first."""

    order: Order
    lines: Sequence[Line]
    attempts: Sequence[PaymentAttempt]
    reservations: Sequence[Reservation]
    history: Sequence[HistoryEntry]
    refunds: Sequence[Refund]
    failures: Sequence[RefundFailure]
    disputes: Sequence[Dispute]
    money: OrderStatement
    shipments: Sequence[Shipment]
    notes: Sequence[StaffNote]
    tags: Sequence[OrderTag]
    holds: Sequence[HeldOrder]
    mails: Sequence[OutgoingMessage]
    legal_texts: Sequence[LegalText]


def find_orders(
    *,
    text: str = "",
    status: str = "",
    market_id: int | None = None,
    tag: str = "",
    days: tuple[date | None, date | None] = (None, None),
) -> QuerySet:
    """Return orders, newest first, with the number of their `units`.

    `text` is searched by `match_orders`. `days` are the first and the last day, in UTC, on which
    they were placed; None for no limit.
    """
    orders = Order.objects.select_related("market", "user")
    if plain_text(text):
        orders = orders.filter(pk__in=match_orders(text))
    if status:
        orders = orders.filter(status=status)
    if market_id:
        orders = orders.filter(market_id=market_id)
    if tag:
        orders = orders.filter(pk__in=OrderTag.objects.filter(name=tag).values("order"))
    first, last = days
    if first:
        orders = orders.filter(date_placed__gte=datetime.combine(first, time.min, UTC))
    if last:
        orders = orders.filter(date_placed__lt=_day_after(last))
    lines = Line.objects.filter(order=OuterRef("pk")).order_by()
    units = lines.values("order").annotate(units=Sum("quantity")).values("units")
    return orders.annotate(units=Subquery(units)).order_by("-date_placed", "-pk")


def _day_after(day: date) -> datetime:
    """Return the end of a day, in UTC; the last instant there is for the last day of all."""
    begin = datetime.combine(day, time.min, UTC)
    return begin + timedelta(days=1) if day < date.max else datetime.max.replace(tzinfo=UTC)


def get_order_record(number: str, location_ids: Collection[int] = ()) -> OrderRecord | None:
    """Return the record of an order; None if it does not exist.

    `location_ids` limit lines, stock and parcels to these locations, none for all of them.
    """
    orders = Order.objects.select_related("market__selling_entity", "ship_to", "user", "gift_card")
    order = orders.select_related("shipping_address__country").filter(number=number).first()
    if order is None:
        return None
    attempts = list(order.payment_attempts.order_by("created_at"))
    notes = list(order.staff_notes.select_related("by").order_by("-pk"))
    lines = lines_shown_at(order, location_ids)
    held = order.reservations.select_related(
        "stock_record__product__parent", "stock_record__location"
    )
    if location_ids:
        held = held.filter(stock_record__location__in=location_ids)
    return OrderRecord(
        order=order,
        lines=list(lines.select_related("product__parent", "shipped").order_by("pk")),
        attempts=attempts,
        reservations=list(held.order_by("pk")),
        money=build_order_statement(order),
        history=sorted(_history(order, attempts, notes), key=lambda entry: entry.at),
        refunds=list(
            Refund.objects.filter(attempt__order=order)
            .select_related("by")
            .prefetch_related("lines__order_line")
            .order_by("pk")
        ),
        failures=list(
            RefundFailure.objects.filter(attempt__order=order)
            .select_related("refund", "settled_by")
            .order_by("pk")
        ),
        disputes=list(Dispute.objects.filter(attempt__order=order).order_by("opened_at")),
        shipments=_shipments(order, lines),
        notes=notes,
        tags=list(order.tags.all()),
        holds=list(order.holds.filter(decision="").order_by("since")),
        mails=list(order.messages.order_by("-created_at", "-pk")),
        legal_texts=accepted_texts(order.market_id, order.language, order.date_placed),
    )


def _shipments(order: Order, lines: QuerySet[Line]) -> list[Shipment]:
    """Return the shipments of lines, each with these lines alone."""
    sent = ShipmentLine.objects.filter(order_line__in=lines).select_related("order_line")
    shipments = order.shipments.filter(Exists(sent.filter(shipment=OuterRef("pk"))))
    shipments = shipments.select_related("licensee", "sent_by", "tracking")
    return list(shipments.prefetch_related(Prefetch("lines", sent)).order_by("pk"))


def sales_since(start: datetime) -> list[MarketSales]:
    """Return the sales of paid orders placed since an instant, by market, in three queries."""
    earned = Order.objects.filter(status__in=EARNED, date_placed__gte=start)
    rows = earned.values("market__name", "currency").annotate(
        orders=Count("pk"),
        total=Sum(
            F("total_incl_tax")
            - F("refunded_incl_tax")
            - (F("cards_bought") - F("cards_withdrawn"))  # sold when they are redeemed
        ),
        gift_cards=Sum("gift_card_amount"),
    )
    returned = _by_market(Refund.objects.filter(attempt__order__in=earned), "gift_card_amount")
    disputes = Dispute.objects.filter(attempt__order__in=earned).exclude(status__in=ENDED_FOR_US)
    disputed = _by_market(disputes, "amount")
    return [
        MarketSales(
            market=row["market__name"],
            currency=row["currency"],
            orders=row["orders"],
            total=row["total"],
            by_gift_card=row["gift_cards"] - returned.get(row["market__name"], ZERO),
            disputed=disputed.get(row["market__name"], ZERO),
        )
        for row in rows.order_by("market__name", "currency")
    ]


def _by_market(rows: QuerySet[Any], amount: str) -> dict[str, Decimal]:
    """Return the sum of an amount by the market of its order."""
    market = "attempt__order__market__name"
    return dict(rows.values_list(market).annotate(Sum(amount)).order_by())


def orders_by_status() -> dict[str, int]:
    """Count orders by state, with 0 for states without orders."""
    counts: Any = Order.objects.values_list("status").annotate(Count("pk")).order_by()
    return dict.fromkeys(OrderState.values, 0) | dict(counts)


def _history(
    order: Order, attempts: Sequence[PaymentAttempt], notes: Sequence[StaffNote]
) -> list[HistoryEntry]:
    events = list(DomainEvent.objects.filter(subject=order.number))
    people = _authors(events)
    entries = [HistoryEntry(event.at, event.name, _facts(event.data, people)) for event in events]
    entries += [
        HistoryEntry(note.at, "note.added", f"{note.text}, by {note.by.email}") for note in notes
    ]
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
    for message in OutgoingMessage.objects.filter(order=order).order_by("pk"):
        name = message.kind.lower()
        entries.append(HistoryEntry(message.created_at, f"email.{name}.queued"))
        if message.sent_at:
            entries.append(HistoryEntry(message.sent_at, f"email.{name}.sent"))
    return entries


def _authors(events: Sequence[DomainEvent]) -> dict[int, str]:
    """Return the email addresses of the people who made events, by their ids."""
    ids = {event.data["by"] for event in events if isinstance(event.data.get("by"), int)}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "email"))


def _facts(data: dict[str, Any], people: Mapping[int, str]) -> str:
    """Return an event's details as text; the page shows the rest."""
    facts = [
        f"{name} {data[name]}"
        for name in ("from", "channel", "ship_to", "amount", "reason")
        if name in data
    ]
    if author := people.get(data.get("by", 0)):
        facts.append(f"by {author}")
    return ", ".join(facts)
