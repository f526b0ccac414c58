"""The job that handles a stored event of Stripe."""

from procrastinate.contrib.django import app

from shop.finance.ledger.stripe_reconciliation import fetch_balance
from shop.finance.payments.models import PaymentAttempt, StripeEvent
from shop.orders.aftersales.provider_refunds import sync_refunds
from shop.orders.payment.dispute_alerts import sync_dispute
from shop.orders.payment.settlement import settle_payment
from shop.platform.database.clock import TransactionTimestamp
from shop.platform.database.prepared import execute
from shop.platform.database.retries import PATIENT

# One statement for a payment that is settled, as most are when the job starts.
_SETTLED = """
    update payments_stripeevent event set handled_at = transaction_timestamp()
    from payments_paymentattempt attempt
    where event.id = %s and starts_with(event.type, 'payment_intent.')
        and attempt.intent_id = event.intent_id and attempt.state = %s
"""


class UnknownIntentError(Exception):
    """An event arrived before its intent was stored; the job is retried."""


@app.task(name="ordering.settle_event", retry=PATIENT)
def settle_event(event_id: str) -> None:
    """Handle a stored event; an event of an unknown intent is retried."""
    if execute(_SETTLED, [event_id, PaymentAttempt.State.SUCCEEDED]):  # by the buyer's return
        return
    event = StripeEvent.objects.get(pk=event_id)
    if event.type.startswith("payment_intent."):
        attempt = PaymentAttempt.objects.filter(intent_id=event.intent_id).first()
        if attempt is None:
            raise UnknownIntentError(event.intent_id)
        settle_payment(attempt.pk)
    else:
        fetch_balance()  # post what the refund, dispute or payout moved
        _follow(event)
    StripeEvent.objects.filter(pk=event_id).update(handled_at=TransactionTimestamp())


def _follow(event: StripeEvent) -> None:
    """Sync the refunds or the dispute that an event is about with Stripe."""
    attempt = PaymentAttempt.objects.filter(intent_id=event.intent_id or None).first()
    if attempt is None:
        return
    if event.type.startswith("charge.dispute."):
        sync_dispute(event.payload["data"]["object"]["id"])
    else:
        sync_refunds(attempt.pk)
