"""The mail with the link to pay an order: sent once, while its stock is reserved.

It is sent when half of the reservation time has passed, or when the buyer asks for it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Value

from shop.commerce.inventory.models import Reservation
from shop.finance.payments.models import PaymentAttempt
from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now

LINK_HOLD = timedelta(days=1)  # of orders that staff place, whose buyers pay later
LEAST_LEFT = timedelta(minutes=2)  # a later mail would be useless


def queue_payment_reminders() -> int:
    """Queue the mail for orders whose reservation is half over; return how many."""
    now = database_now()
    passed = ExpressionWrapper(Value(now) - F("date_placed"), DurationField())
    left = ExpressionWrapper(F("hold_expires_at") - Value(now), DurationField())
    due = payable_orders(now).annotate(passed=passed, left=left).filter(left__lte=F("passed"))
    return sum(queue_payment_link(order) for order in due)


def queue_payment_link(order: Order) -> bool:
    """Queue the mail with the payment link; return False if it was queued before."""
    return queue_message(order=order, kind=OutgoingMessage.Kind.PAYMENT_REMINDER)


@transaction.atomic
def hold_for_later_payment(order: Order) -> bool:
    """Keep the units of an unpaid order for a day, because its buyer pays by a mailed link.

    Return False for an order that is not unpaid.
    """
    until = database_now() + LINK_HOLD
    unpaid = Order.objects.filter(pk=order.pk, status=OrderState.PENDING)
    if not unpaid.update(hold_expires_at=until):
        return False
    held = Reservation.objects.filter(order=order, state=Reservation.State.HELD)
    held.update(expires_at=until)
    return True


def payable_orders(now: datetime) -> QuerySet[Order]:
    """Return unpaid orders that can be paid and stay reserved long enough for a mail."""
    processing = PaymentAttempt.objects.filter(
        order=OuterRef("pk"), state=PaymentAttempt.State.PROCESSING
    )
    return Order.objects.filter(
        ~Exists(processing),
        status=OrderState.PENDING,
        denied_at__isnull=True,
        hold_expires_at__gt=now + LEAST_LEFT,
    ).exclude(guest_email="")
