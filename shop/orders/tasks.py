"""Jobs of ordering: every one may run twice and then changes nothing more."""

from django.db import transaction
from procrastinate.contrib.django import app

from shop.commerce.fulfillment.models import Shipment
from shop.finance.ledger.services import Back
from shop.finance.payments.models import Refund
from shop.orders.aftersales.mails import (
    mail_cancellation,
    mail_confirmation,
    mail_late_refusal,
    mail_payment_link,
    mail_refund,
    mail_shipment,
    mail_whole_refund,
)
from shop.orders.aftersales.refund_sending import send_part, send_whole
from shop.orders.aftersales.whole_refunds import finish_refund
from shop.orders.models import (
    Cancellation,
    Confirmation,
    DispatchNotice,
    LateRefusal,
    PaymentReminder,
    RefundNotice,
)
from shop.orders.payment.payment_reminders import payable_orders
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.retries import PATIENT

PAID_OUT = (Refund.State.SENT, Refund.State.SETTLED)


@app.task(name="ordering.send_confirmation", retry=PATIENT)
def send_confirmation(order_id: int) -> None:
    """Send the confirmation of a paid order, once; the row's lock keeps a second job waiting."""
    with transaction.atomic():
        confirmation = Confirmation.objects.select_for_update().get(order_id=order_id)
        order = Order.objects.get(pk=order_id)
        paid = order.status in {OrderState.PAID, OrderState.FULFILLED}
        if confirmation.sent_at is None and paid:
            mail_confirmation(order)
            failpoint("confirmation.mailed")
            Confirmation.objects.filter(pk=order_id).update(sent_at=TransactionTimestamp())


@app.task(name="ordering.send_dispatch", retry=PATIENT)
def send_dispatch(shipment_id: int) -> None:
    """Tell the buyer, once, that a parcel is on its way."""
    with transaction.atomic():
        notice = DispatchNotice.objects.select_for_update().get(shipment_id=shipment_id)
        if notice.sent_at is None:
            shipment = Shipment.objects.select_related("order__market").get(pk=shipment_id)
            mail_shipment(shipment.order, shipment)
            DispatchNotice.objects.filter(pk=shipment_id).update(sent_at=TransactionTimestamp())


@app.task(name="ordering.send_cancellation", retry=PATIENT)
def send_cancellation(order_id: int) -> None:
    """Tell the buyer, once, that an order was taken back."""
    with transaction.atomic():
        cancellation = Cancellation.objects.select_for_update().get(order_id=order_id)
        if cancellation.sent_at is None:
            mail_cancellation(Order.objects.get(pk=order_id), cancellation.articles)
            Cancellation.objects.filter(pk=order_id).update(sent_at=TransactionTimestamp())


@app.task(name="ordering.send_late_refusal", retry=PATIENT)
def send_late_refusal(order_id: int) -> None:
    """Tell the buyer, once, that their bank refused the payment after all."""
    with transaction.atomic():
        refusal = LateRefusal.objects.select_for_update().get(order_id=order_id)
        if refusal.sent_at is None:
            mail_late_refusal(Order.objects.get(pk=order_id))
            LateRefusal.objects.filter(pk=order_id).update(sent_at=TransactionTimestamp())


@app.task(name="ordering.send_payment_reminder", retry=PATIENT)
def send_payment_reminder(order_id: int) -> None:
    """Send the link to pay, once, if the order still waits and is held long enough."""
    with transaction.atomic():
        reminder = PaymentReminder.objects.select_for_update().get(order_id=order_id)
        order = payable_orders(database_now()).filter(pk=order_id).first()
        if reminder.sent_at is None and order is not None:
            mail_payment_link(order)
            PaymentReminder.objects.filter(pk=order_id).update(sent_at=TransactionTimestamp())


@app.task(name="ordering.refund_late_payment", retry=PATIENT)
def refund_late_payment(attempt_id: int) -> None:
    """Send back the money of an order which could no longer be kept, by the means it came by."""
    send_whole(attempt_id)


@app.task(name="ordering.send_whole_refund_mail", retry=PATIENT)
def send_whole_refund_mail(notice_id: int) -> None:
    """Tell the buyer, once, that their order was refunded as a whole, by which means."""
    with transaction.atomic():
        notice = RefundNotice.objects.select_for_update().get(pk=notice_id)
        if notice.sent_at is None:
            order = Order.objects.select_related("market", "gift_card").get(pk=notice.order_id)
            mail_whole_refund(order, Back(notice.card, notice.gift_card), notice.settlement)
            RefundNotice.objects.filter(pk=notice_id).update(sent_at=TransactionTimestamp())


@app.task(name="ordering.send_refund", retry=PATIENT)
def send_refund(refund_id: int) -> None:
    """Send back the money of a part of an order, and tell the buyer, each once."""
    send_part(refund_id)
    refund = Refund.objects.select_related("attempt__order").get(pk=refund_id)
    order = refund.attempt.order
    if order is None or refund.state not in PAID_OUT:
        return
    finish_refund(order)
    with transaction.atomic():
        locked = Refund.objects.select_for_update().get(pk=refund_id)
        if locked.mailed_at is None:
            mail_refund(order, locked)
            Refund.objects.filter(pk=refund_id).update(mailed_at=TransactionTimestamp())
