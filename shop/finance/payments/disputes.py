"""Disputes of payments: a disputed order cannot be refunded."""

from collections.abc import Collection

from shop.finance.payments.models import Dispute, PaymentAttempt, StripeEvent
from shop.oscar.order.models import Order

ENDED_FOR_US = frozenset({"won", "warning_closed"})


def is_disputed(order: Order) -> bool:
    """Return whether a dispute is open or lost: the buyer has the money then."""
    return order.pk in find_disputed([order.pk])


def find_disputed(order_ids: Collection[int]) -> frozenset[int]:
    """Return the ids of orders with an open or lost dispute.

    The last event of each dispute counts, or its record if events were lost. Won disputes and
    closed warnings do not count. Three queries at most.
    """
    attempts = PaymentAttempt.objects.filter(order__in=order_ids, intent_id__isnull=False)
    orders = dict(attempts.values_list("intent_id", "order_id"))
    events = StripeEvent.objects.filter(type__startswith="charge.dispute.", intent_id__in=orders)
    recorded = Dispute.objects.filter(
        attempt__order__in=order_ids, attempt__intent_id__isnull=False
    )
    latest: dict[tuple[str | None, str], str] = {
        (intent, number): status
        for intent, number, status in recorded.values_list("attempt__intent_id", "id", "status")
    }
    for intent, payload in events.order_by("received_at").values_list("intent_id", "payload"):
        dispute = payload["data"]["object"]
        latest[intent, dispute["id"]] = dispute.get("status", "")
    return frozenset(
        orders[intent] for (intent, _), status in latest.items() if status not in ENDED_FOR_US
    )
