"""Jobs of orders. Each may run twice and then changes nothing."""

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from shop.finance.payments.models import Refund
from shop.orders.aftersales.bought_cards import JOB as CARDS_JOB
from shop.orders.aftersales.bought_cards import send_due_cards
from shop.orders.aftersales.guest_orders import JOB as LINK_JOB
from shop.orders.aftersales.guest_orders import mail_link
from shop.orders.aftersales.mails import mail_refund
from shop.orders.aftersales.message_sending import send_recorded
from shop.orders.aftersales.refund_sending import send_part, send_whole
from shop.orders.aftersales.whole_refunds import finish_refund
from shop.orders.checkout.basket_reminders import JOB as BASKET_JOB
from shop.orders.checkout.basket_reminders import send_basket_reminder
from shop.orders.messages import order_key, shipment_key
from shop.orders.models import OutgoingMessage
from shop.platform.database.clock import TransactionTimestamp
from shop.platform.database.retries import PATIENT

PAID_OUT = (Refund.State.SENT, Refund.State.SETTLED)
Kind = OutgoingMessage.Kind


@app.task(name="ordering.send_message", retry=PATIENT)
def send_message(message_id: int) -> None:
    """Mail a recorded message, once."""
    send_recorded(pk=message_id)


@app.task(name=LINK_JOB, retry=PATIENT)
def mail_order_link(number: str, mailbox: str, request: str) -> None:
    """Mail the link to an order if the mailbox is its buyer's."""
    mail_link(number=number, mailbox=mailbox, request=UUID(request))


@app.task(name=BASKET_JOB, retry=PATIENT)
def remind_of_basket(basket_id: int) -> None:
    """Mail the owner of an abandoned basket, once, if its items still sell."""
    send_basket_reminder(basket_id)


@app.task(name=CARDS_JOB, retry=PATIENT)
def send_gift_cards(order_id: int) -> None:
    """Mail the gift cards of a paid order that are due."""
    send_due_cards(order_id)


@app.task(name="ordering.refund_late_payment", retry=PATIENT)
def refund_late_payment(attempt_id: int) -> None:
    """Refund a payment for an order whose stock was no longer reserved."""
    send_whole(attempt_id)


@app.task(name="ordering.send_refund", retry=PATIENT)
def send_refund(refund_id: int) -> None:
    """Send a partial refund and mail the buyer, each once."""
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


# Jobs queued by earlier releases, which may wait for days. Their argument identifies the subject of
# the message.


@app.task(name="ordering.send_confirmation", retry=PATIENT)
def send_confirmation(order_id: int) -> None:
    """Mail the confirmation of an order."""
    send_recorded(kind=Kind.CONFIRMATION, key=order_key(order_id))


@app.task(name="ordering.send_dispatch", retry=PATIENT)
def send_dispatch(shipment_id: int) -> None:
    """Mail that a shipment is on its way."""
    send_recorded(kind=Kind.SHIPMENT, key=shipment_key(shipment_id))


@app.task(name="ordering.send_cancellation", retry=PATIENT)
def send_cancellation(order_id: int) -> None:
    """Mail that an order was cancelled because of rights."""
    send_recorded(kind=Kind.CANCELLATION, key=order_key(order_id))


@app.task(name="ordering.send_late_refusal", retry=PATIENT)
def send_late_refusal(order_id: int) -> None:
    """Mail that the bank refused the payment after all."""
    send_recorded(kind=Kind.LATE_REFUSAL, key=order_key(order_id))


@app.task(name="ordering.send_payment_reminder", retry=PATIENT)
def send_payment_reminder(order_id: int) -> None:
    """Mail the link to pay an order."""
    send_recorded(kind=Kind.PAYMENT_REMINDER, key=order_key(order_id))


@app.task(name="ordering.send_whole_refund_mail", retry=PATIENT)
def send_whole_refund_mail(notice_id: int) -> None:
    """Mail that an order was refunded as a whole."""
    send_recorded(kind=Kind.REFUND, key=f"notice:{notice_id}")
