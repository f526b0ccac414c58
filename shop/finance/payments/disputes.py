"""Disputes of payments: a disputed order can be neither refunded nor sent."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from shop.finance.payments.models import Dispute, PaymentAttempt, StripeEvent
from shop.oscar.order.models import Order

ENDED_FOR_US = frozenset({"won", "warning_closed"})


def is_disputed(order: Order) -> bool:
    """Return whether a dispute is open or lost: the buyer has the money then."""
    return order.pk in find_disputed([order.pk])


def recorded_dispute(order: str = "order") -> Exists:
    """Return the condition for lists that the order of a row has an open or lost dispute.

    It reads the records of disputes, which a job writes seconds after an event; `is_disputed` reads
    the events too and decides.
    """
    disputes = Dispute.objects.filter(attempt__order=OuterRef(order))
    return Exists(disputes.exclude(status__in=ENDED_FOR_US))


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
