"""The one mail with the link to pay an order: while its stock is still held, and never twice.

It goes by itself when half of the hold has passed, or at once when the buyer asks for it, as on a
browser in which the payment form cannot run.
"""

from datetime import datetime, timedelta

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Value

from shop.finance.payments.models import PaymentAttempt
from shop.orders.messages import queue_message
from shop.orders.models import OutgoingMessage
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now

LEAST_LEFT = timedelta(minutes=2)  # a mail that comes later helps nobody


def queue_payment_reminders() -> int:
    """Queue the mail for every order of whose hold half has passed; return how many."""
    now = database_now()
    passed = ExpressionWrapper(Value(now) - F("date_placed"), DurationField())
    left = ExpressionWrapper(F("hold_expires_at") - Value(now), DurationField())
    due = payable_orders(now).annotate(passed=passed, left=left).filter(left__lte=F("passed"))
    return sum(queue_payment_link(order) for order in due)


def queue_payment_link(order: Order) -> bool:
    """Queue the mail with the link to pay an order; False when it was queued before."""
    return queue_message(order=order, kind=OutgoingMessage.Kind.PAYMENT_REMINDER)


def payable_orders(now: datetime) -> QuerySet[Order]:
    """Return the orders that wait for payment, may be paid, and are held long enough for a mail."""
    processing = PaymentAttempt.objects.filter(
        order=OuterRef("pk"), state=PaymentAttempt.State.PROCESSING
    )
    return Order.objects.filter(
        ~Exists(processing),
        status=OrderState.PENDING,
        denied_at__isnull=True,
        hold_expires_at__gt=now + LEAST_LEFT,
    ).exclude(guest_email="")
