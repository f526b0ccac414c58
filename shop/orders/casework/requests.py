"""Requests of buyers and visitors: sent on the help page or recorded by staff, answered by mail."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from structlog import get_logger

from shop.orders.aftersales.order_links import order_url
from shop.orders.casework.attachments import store_attachments
from shop.orders.casework.errors import RequestClosed
from shop.orders.casework.models import BuyerRequest
from shop.orders.checkout.person_limits import mailbox_hash
from shop.orders.models import DomainEvent
from shop.orders.returns.photos import Photo
from shop.oscar.order.models import Order
from shop.platform.database.clock import TransactionTimestamp
from shop.platform.database.jobs import queue_job
from shop.platform.limits.counting import count_try
from shop.platform.limits.rates import QUESTIONS_OF_MAILBOX
from shop.platform.mail import MailKind, send_mail

log = get_logger(__name__)
ANSWER_JOB = "casework.mail_answer"
LONGEST_TEXT = 4000
ANSWER = MailKind("web/email/help_answer", _("Our answer to your message"))


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A message of a buyer about an order, or of a visitor without one."""

    reason: str
    text: str
    name: str
    email: str
    language: str
    order: Order | None = None
    files: Sequence[Photo] = ()


@transaction.atomic
def ask_for_help(asked: HelpRequest) -> BuyerRequest:
    """Store a message, which waits on the work list until it is answered.

    Raises `TooManyTries` if one mailbox sends too many.
    """
    count_try(QUESTIONS_OF_MAILBOX, mailbox_hash(asked.email))
    request = BuyerRequest.objects.create(
        order=asked.order,
        reason=asked.reason,
        text=asked.text,
        name=asked.name,
        email=asked.email,
        language=asked.language,
    )
    store_attachments(request, asked.files)
    if asked.order is not None:
        facts = {"reason": BuyerRequest.Reason(asked.reason).label}
        DomainEvent.objects.create(name="request.received", subject=asked.order.number, data=facts)
    log.info("help.requested", request=request.pk)
    return request


@transaction.atomic
def record_request(*, order: Order, reason: str, text: str, by_id: int) -> BuyerRequest:
    """Record what a buyer asks about an order; it waits on the work list until it is answered."""
    request = BuyerRequest.objects.create(order=order, reason=reason, text=text, by_id=by_id)
    facts = {"by": by_id, "reason": BuyerRequest.Reason(reason).label}
    DomainEvent.objects.create(name="request.recorded", subject=order.number, data=facts)
    return request


@transaction.atomic
def close_request(*, request_id: int, answer: str, by_id: int) -> None:
    """Record the answer of a request; a message of the help page is answered by mail.

    Raises `RequestClosed` if a colleague has done so.
    """
    open_requests = BuyerRequest.objects.filter(pk=request_id, closed_at__isnull=True)
    request = open_requests.select_related("order").select_for_update(of=("self",)).first()
    if request is None:
        raise RequestClosed(request=request_id)
    open_requests.update(answer=answer, closed_by_id=by_id, closed_at=TransactionTimestamp())
    if request.order is not None:
        facts = {"by": by_id, "reason": answer}
        DomainEvent.objects.create(
            name="request.answered", subject=request.order.number, data=facts
        )
    if request.email:
        queue_job(ANSWER_JOB, request_id=request.pk)


@transaction.atomic
def mail_answer(request_id: int) -> None:
    """Mail the answer of a request to its sender, once."""
    requests = BuyerRequest.objects.select_for_update(of=("self",)).select_related("order")
    request = requests.filter(pk=request_id, closed_at__isnull=False, mailed_at=None).first()
    if request is None or not request.email:
        return
    BuyerRequest.objects.filter(pk=request.pk).update(mailed_at=TransactionTimestamp())
    send_answer(request)


def send_answer(request: BuyerRequest) -> None:
    """Send the answer of a request in its language; within `captured_mails` it is only built."""
    order = request.order
    context = {
        "question": request.text,
        "answer": request.answer,
        "status_url": order_url(order) if order is not None else "",
    }
    send_mail(ANSWER, to=request.email, context=context, language=request.language or None)


def requests_to_answer() -> QuerySet[BuyerRequest]:
    """Return the requests that wait for an answer, the oldest first."""
    waiting = BuyerRequest.objects.filter(closed_at__isnull=True)
    return waiting.select_related("order", "by").order_by("opened_at", "pk")


def answered_by_mail() -> QuerySet[BuyerRequest]:
    """Return the answered messages of the help page, the oldest first."""
    return BuyerRequest.objects.filter(closed_at__isnull=False).exclude(email="").order_by("pk")


def earlier_requests(request: BuyerRequest) -> QuerySet[BuyerRequest]:
    """Return the other requests of the same order or address, the latest first."""
    same = Q(order=request.order_id) if request.order_id else Q(pk__in=[])
    if request.email:
        same |= Q(email__iexact=request.email)
    others = BuyerRequest.objects.filter(same).exclude(pk=request.pk)
    return others.select_related("closed_by").order_by("-opened_at", "-pk")
