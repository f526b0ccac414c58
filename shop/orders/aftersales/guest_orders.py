"""Orders of guests: the link is mailed to the buyer, and the order joins a verified account."""

from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from structlog import get_logger

from shop.identity.accounts.models import User
from shop.orders.checkout.person_limits import mailbox_hash
from shop.orders.messages import queue_message
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import normalize_code
from shop.platform.database.jobs import queue_job
from shop.platform.limits.counting import count_tries
from shop.platform.limits.rates import LINKS_OF_MAILBOX, LINKS_OF_ORDER

log = get_logger(__name__)
JOB = "ordering.mail_order_link"


def ask_for_link(*, number: str, email: str) -> None:
    """Queue the mail with the link to an order, whether or not it exists.

    The work is the same in both cases, so that neither the answer nor its time tells them apart; a
    job compares the address. Raises `TooManyTries`.
    """
    mailbox, code = mailbox_hash(email), normalize_code(number)
    count_tries([(LINKS_OF_MAILBOX, mailbox), (LINKS_OF_ORDER, code)])
    queue_job(JOB, number=code, mailbox=mailbox, request=str(uuid4()))


def mail_link(*, number: str, mailbox: str, request: UUID) -> bool:
    """Queue the message with an order's link if the mailbox is its buyer's; once for a request."""
    order = Order.objects.filter(number=number).exclude(guest_email="").first()
    if order is None or mailbox_hash(order.guest_email) != mailbox:
        log.info("order.link_not_sent")
        return False
    kind = OutgoingMessage.Kind.ORDER_LINK
    return queue_message(order=order, kind=kind, key=f"link:{request}")


@transaction.atomic
def join_guest_orders(user: User) -> int:
    """Give a person the guest orders of their verified addresses; return how many.

    Accounts of staff and licensees keep no orders.
    """
    if user.role != User.Role.FAN:
        return 0
    verified = EmailAddress.objects.filter(user=user, verified=True)
    matches = Q(pk__in=[])
    for address in verified.values_list("email", flat=True):
        matches |= Q(guest_email__iexact=address)
    orders = Order.objects.filter(matches, user__isnull=True, erased_at__isnull=True)
    joined = list(orders.select_for_update().order_by("pk"))
    Order.objects.filter(pk__in=[order.pk for order in joined]).update(user=user)
    DomainEvent.objects.bulk_create(
        DomainEvent(name="order.joined_account", subject=order.number, data={"account": user.pk})
        for order in joined
    )
    return len(joined)
