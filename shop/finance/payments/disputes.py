"""Disputes of payments: a disputed order can be neither refunded nor sent."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from shop.finance.payments.models import Dispute
from shop.oscar.order.models import Order
from shop.platform.database.prepared import fetch_rows

ENDED_FOR_US = frozenset({"won", "warning_closed"})
# The record of each dispute, then its events by time.
_REPORTS = """
    select a.order_id, report.dispute, report.status
    from payments_paymentattempt a
    join lateral (
        select d.id as dispute, d.status, null::timestamptz as at
        from payments_dispute d where d.attempt_id = a.id
        union all
        select e.payload #>> '{data,object,id}',
            coalesce(e.payload #>> '{data,object,status}', ''), e.received_at
        from payments_stripeevent e
        where e.intent_id = a.intent_id and starts_with(e.type, 'charge.dispute.')
    ) as report on true
    where a.order_id = any(%(orders)s::bigint[]) and a.intent_id is not null
    order by report.at nulls first
"""


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
    closed warnings do not count. One query.
    """
    latest: dict[tuple[int, str], str] = {}
    for order, dispute, status in fetch_rows(_REPORTS, {"orders": list(order_ids)}):
        latest[order, dispute] = status
    return frozenset(order for (order, _), status in latest.items() if status not in ENDED_FOR_US)
