"""History of an order as readable texts instead of event codes."""

from collections.abc import Sequence

from shop.orders.aftersales.staff_queries import HistoryEntry
from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import OrderState
from shop.web.backoffice.shared.texts import channel_in_words

EVENTS = {
    "order.refund_due": "Full refund due",
    "order.part_refunded": "Partial refund created",
    "order.amount_refunded": "Refund of an amount created",
    "order.gift_card_withdrawn": "Gift card returned",
    "order.goodwill_given": "Goodwill gift card sent",
    "order.held_for_review": "Held for fraud review",
    "order.review_released": "Released after review",
    "order.review_refunded": "Refunded after review",
    "dispute.answered": "Dispute answered",
    "dispute.accepted": "Dispute accepted",
    "request.recorded": "Request of the buyer recorded",
    "request.answered": "Request of the buyer answered",
    "order.placed_by_phone": "Placed on the phone",
    "note.added": "Note",
    "order.refunded_at_provider": "Refunded in Stripe's dashboard",
    "order.denied": "Sale denied",
    "order.dispatched": "Parcel shipped",
    "order.delivery_changed": "Address or delivery changed",
    "order.items_cancelled": "Cancelled before packing",
    "order.parcel_delivered": "Parcel delivered",
    "payment.late": "Paid after the order was closed",
}
DETAILS = {
    "handled": "Processed",
    "kept": "Recorded, no action needed",
}
FACTS = {"from": "previous status", "ship_to": "ship to", "by": "by"}


def describe_history(history: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """Return the entries with their texts for staff."""
    return [HistoryEntry(entry.at, _event(entry.what), _detail(entry)) for entry in history]


def _event(code: str) -> str:
    """Return the text of an event: order.paid is "Order paid"."""
    if code.startswith("stripe."):
        return f"Stripe: {code.removeprefix('stripe.').replace('.', ' ').replace('_', ' ')}"
    if code.startswith("email."):
        _, kind, state = code.split(".")
        return f"{OutgoingMessage.Kind(kind.upper()).label}: email {state}"
    words = code.replace(".", " ").replace("_", " ")
    return EVENTS.get(code, words[:1].upper() + words[1:])


def _detail(entry: HistoryEntry) -> str:
    if entry.what.startswith("stripe."):
        return DETAILS.get(entry.detail, entry.detail)
    if entry.what == "note.added":
        return entry.detail
    return ", ".join(_fact(part) for part in entry.detail.split(", ") if part)


def _fact(part: str) -> str:
    """Format one fact of an event for the page."""
    name, _, value = part.partition(" ")
    if name == "from" and value in OrderState.values:
        value = str(OrderState(value).label)
    if name == "channel":
        value = channel_in_words(value)
    return f"{FACTS.get(name, name)}: {value}" if value else part
