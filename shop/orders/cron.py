"""Jobs that run by the clock, and the one that handles what Stripe told us.

Periodic jobs carry a queueing lock, so a slow run is never joined by a second one.
"""

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from structlog import get_logger

from licensing.audit.seals import seal_audit_log
from licensing.reading.clearance import compile_closed
from shop.finance.ledger.stripe_reconciliation import fetch_balance, reconcile_balance
from shop.finance.payments.models import PaymentAttempt, StripeEvent
from shop.orders.aftersales.overdue_refunds import queue_overdue_refunds
from shop.orders.aftersales.provider_refunds import follow_refunds
from shop.orders.checkout.abandoned_baskets import delete_abandoned_baskets
from shop.orders.checkout.unpaid_caps import forget_settled_holders
from shop.orders.denials.change_notices import announce_changes
from shop.orders.denials.denial_log import forget_old_denied_sales
from shop.orders.denials.revocation import follow_denials
from shop.orders.payment.dispute_alerts import follow_dispute, follow_disputes
from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders
from shop.orders.payment.payment_reminders import queue_payment_reminders
from shop.orders.payment.settlement import settle_payment
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.retries import PATIENT

log = get_logger(__name__)
AT_ONCE = 6  # five hundred in half a minute though each waits a third of a second for Stripe
MOST_RESCUES = 20


class UnknownIntentError(Exception):
    """An event came before the transaction that stores its intent; its job tries again."""


@app.task(name="ordering.settle_event", retry=PATIENT)
def settle_event(event_id: str) -> None:
    """Handle a stored event; one for an intent not known yet is retried, never forgotten."""
    event = StripeEvent.objects.get(pk=event_id)
    if event.type.startswith("payment_intent."):
        attempt = PaymentAttempt.objects.filter(intent_id=event.intent_id).first()
        if attempt is None:
            raise UnknownIntentError(event.intent_id)
        settle_payment(attempt.pk)
    else:
        fetch_balance()  # a refund or a dispute: what it moved is written into the books
        _follow(event)
    StripeEvent.objects.filter(pk=event_id).update(handled_at=TransactionTimestamp())


def _follow(event: StripeEvent) -> None:
    """Bring refunds and disputes of the payment that an event names in line with Stripe's."""
    attempt = PaymentAttempt.objects.filter(intent_id=event.intent_id or None).first()
    if attempt is None:
        return
    if event.type.startswith("charge.dispute."):
        follow_dispute(event.payload["data"]["object"]["id"])
    else:
        follow_refunds(attempt.pk)


@app.periodic(cron="* * * * * */30", periodic_id="sweep")
@app.task(name="ordering.sweep", queueing_lock="ordering.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Every 30 seconds: give up orders whose hold is over."""
    sweep_expired_orders(at_once=AT_ONCE)


@app.periodic(cron="* * * * * */20", periodic_id="clearance")
@app.task(name="ordering.compile_closed", queueing_lock="ordering.clearance", pass_context=False)
def compile_what_is_closed(timestamp: int) -> None:
    """Every 20 seconds: compile what a denial closed, should its own compilation have died."""
    compile_closed()


@app.periodic(cron="* * * * * */5", periodic_id="follow_denials")
@app.task(name="ordering.follow_denials", queueing_lock="ordering.follow_denials")
def draw_consequences(timestamp: int) -> None:
    """Every 5 seconds: cancel or hold the orders that a denial of rights undoes."""
    follow_denials()


@app.periodic(cron="* * * * * */5", periodic_id="announce_changes")
@app.task(name="ordering.announce_changes", queueing_lock="ordering.announce", pass_context=False)
def tell_of_changes(timestamp: int) -> None:
    """Every 5 seconds: tell people of changes of rights and of held orders."""
    announce_changes()


@app.periodic(cron="10 0 * * *", periodic_id="seal_trail")
@app.task(name="ordering.seal_trail", queueing_lock="ordering.seal_trail", pass_context=False)
def seal_yesterday(timestamp: int) -> None:
    """Ten minutes past midnight, UTC: seal the days that are over, forget what is old."""
    seal_audit_log(database_now().date())
    forget_old_denied_sales()
    forget_settled_holders()
    delete_abandoned_baskets()


@app.periodic(cron="* * * * *", periodic_id="reconcile")
@app.task(name="ordering.reconcile", queueing_lock="ordering.reconcile")
def reconcile(timestamp: int) -> None:
    """Every minute: ask Stripe about payments that should have settled."""
    reconcile_payments(at_once=AT_ONCE)


@app.periodic(cron="* * * * *", periodic_id="payment_reminders")
@app.task(name="ordering.remind_unpaid", queueing_lock="ordering.remind_unpaid", pass_context=False)
def remind_unpaid(timestamp: int) -> None:
    """Every minute: mail the link to pay where half of the time to pay has passed."""
    queue_payment_reminders()


@app.periodic(cron="17 * * * *", periodic_id="overdue_refunds")
@app.task(name="ordering.overdue_refunds", queueing_lock="ordering.overdue", pass_context=False)
def queue_refunds_again(timestamp: int) -> None:
    """Every hour: money that is owed and that no job sends any more."""
    queue_overdue_refunds()


@app.periodic(cron="30 3 * * *", periodic_id="reconcile_balance")
@app.task(name="ordering.reconcile_balance", queueing_lock="ordering.balance", pass_context=False)
def compare_with_stripe(timestamp: int) -> None:
    """At half past three, UTC: our books beside Stripe's; a difference is an error in the log."""
    follow_disputes()
    for difference in reconcile_balance().differences:
        log.error("ledger.differs", difference=str(difference))


@app.periodic(cron="* * * * * */5", periodic_id="rescue")
@app.task(name="ordering.rescue_stalled_jobs", queueing_lock="ordering.rescue", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Every 5 seconds: hand out again the jobs whose worker died.

    One that brought death to so many workers is given up: it would go on with the next.
    """
    manager = context.app.job_manager
    silence = settings.ENV.WORKER_STALLED_AFTER_S
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        if job.attempts >= MOST_RESCUES:
            log.error("job.given_up", job=job.id, task=job.task_name)
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
            continue
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            # Its queueing lock is taken: a twin that does the same work waits already.
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)
