"""Requests of buyers that staff record from a call, a letter or a mail, and answer later."""

from django.db import transaction
from django.db.models import QuerySet

from shop.orders.casework.errors import RequestClosed
from shop.orders.casework.models import BuyerRequest
from shop.orders.models import DomainEvent
from shop.oscar.order.models import Order
from shop.platform.database.clock import TransactionTimestamp


@transaction.atomic
def record_request(*, order: Order, reason: str, text: str, by_id: int) -> BuyerRequest:
    """Record what a buyer asks about an order; it waits on the work list until it is answered."""
    request = BuyerRequest.objects.create(order=order, reason=reason, text=text, by_id=by_id)
    facts = {"by": by_id, "reason": BuyerRequest.Reason(reason).label}
    DomainEvent.objects.create(name="request.recorded", subject=order.number, data=facts)
    return request


@transaction.atomic
def close_request(*, request_id: int, answer: str, by_id: int) -> None:
    """Record how a request was answered. Raises `RequestClosed` if a colleague has done so."""
    open_requests = BuyerRequest.objects.filter(pk=request_id, closed_at__isnull=True)
    request = open_requests.select_related("order").select_for_update(of=("self",)).first()
    if request is None:
        raise RequestClosed(request=request_id)
    open_requests.update(answer=answer, closed_by_id=by_id, closed_at=TransactionTimestamp())
    DomainEvent.objects.create(
        name="request.answered", subject=request.order.number, data={"by": by_id, "reason": answer}
    )


def requests_to_answer() -> QuerySet[BuyerRequest]:
    """Return the requests that wait for an answer, the oldest first."""
    waiting = BuyerRequest.objects.filter(closed_at__isnull=True)
    return waiting.select_related("order", "by").order_by("opened_at", "pk")
