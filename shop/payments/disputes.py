"""Disputes of payments: an order whose payment is disputed is not refunded as well."""

from shop.forks.order.models import Order
from shop.payments.models import PaymentAttempt, StripeEvent

ENDED_FOR_US = frozenset({"won", "warning_closed"})


def is_disputed(order: Order) -> bool:
    """Return whether a dispute is open or lost: Stripe has given the money to the buyer then.

    The last event about each dispute counts; one that was won, or a warning that was closed, ends.
    """
    intents = PaymentAttempt.objects.filter(order=order).values("intent_id")
    events = StripeEvent.objects.filter(type__startswith="charge.dispute.", intent_id__in=intents)
    latest: dict[str, str] = {}
    for payload in events.order_by("received_at").values_list("payload", flat=True):
        dispute = payload["data"]["object"]
        latest[dispute["id"]] = dispute.get("status", "")
    return any(status not in ENDED_FOR_US for status in latest.values())
