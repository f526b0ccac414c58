"""Jobs of ordering: every one may run twice and then changes nothing more."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.core.failpoints import failpoint
from shop.core.money import to_minor
from shop.database.clock import TransactionTimestamp
from shop.forks.order.models import Order, OrderState
from shop.fulfillment.models import Shipment
from shop.giftcards.spending import refund_gift_card
from shop.ledger.services import post_part_refund, post_refund
from shop.ordering.confirmation import (
    mail_cancellation,
    mail_confirmation,
    mail_late_refusal,
    mail_refund,
    mail_shipment,
)
from shop.ordering.means import left_to_give_back
from shop.ordering.models import Cancellation, Confirmation, DispatchNotice, LateRefusal
from shop.ordering.states import move_order
from shop.ordering.whole_refunds import finish_refund
from shop.payments import gateway
from shop.payments.models import PaymentAttempt, Refund
from shop.royalties.services import reverse_accruals

PATIENT = RetryStrategy(max_attempts=20, exponential_wait=2)


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


@app.task(name="ordering.refund_late_payment", retry=PATIENT)
def refund_late_payment(attempt_id: int) -> None:
    """Send back the money of an order which could no longer be kept, by the means it came by."""
    attempt = PaymentAttempt.objects.select_related("order").get(pk=attempt_id)
    order = attempt.order
    if order is None or order.status != OrderState.REFUND_DUE or order.refunded_in_parts:
        return
    left = left_to_give_back(order, attempt)
    if attempt.intent_id is not None and left.card:  # nothing was due of an order without one
        gateway.refund_intent(
            attempt.intent_id,
            key=f"refund:{attempt.public_id}",
            amount=to_minor(left.card, attempt.currency),
        )
    failpoint("refund.sent")
    with transaction.atomic():
        move_order(order, expected=OrderState.REFUND_DUE, to=OrderState.REFUNDED)
        reverse_accruals(order=order)
        post_refund(order=order, attempt=attempt, back=left)
        refund_gift_card(order=order, amount=left.gift_card, key=f"refund:{attempt.public_id}")


@app.task(name="ordering.send_refund", retry=PATIENT)
def send_refund(refund_id: int) -> None:
    """Send back the money of a part of an order, and tell the buyer, each once."""
    refund = Refund.objects.select_related("attempt__order").get(pk=refund_id)
    attempt = refund.attempt
    if attempt.order is None:
        return
    if refund.state == Refund.State.DUE:
        if refund.card_amount:
            gateway.refund_intent(
                str(attempt.intent_id),
                key=f"refund:{refund.public_id}",
                amount=to_minor(refund.card_amount, attempt.currency),
            )
        failpoint("refund.sent")
        _note_sent(refund, attempt.order)
    finish_refund(attempt.order)
    with transaction.atomic():
        locked = Refund.objects.select_for_update().get(pk=refund_id)
        if locked.mailed_at is None:
            mail_refund(attempt.order, locked)
            Refund.objects.filter(pk=refund_id).update(mailed_at=TransactionTimestamp())


@transaction.atomic
def _note_sent(refund: Refund, order: Order) -> None:
    """Write once that a refund was sent; the gift card's part of it is given back with that."""
    sent = Refund.objects.filter(pk=refund.pk, state=Refund.State.DUE).update(
        state=Refund.State.SENT, sent_at=TransactionTimestamp()
    )
    if sent:
        post_part_refund(order=order, refund=refund)
        key = f"refund:{refund.public_id}"
        refund_gift_card(order=order, amount=refund.gift_card_amount, key=key)
