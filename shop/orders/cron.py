"""Scheduled jobs of orders. Queueing locks keep a slow run from being started twice."""

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from structlog import get_logger

from licensing.audit.seals import seal_audit_log
from licensing.reading.clearance import compile_closed
from shop.commerce.fulfillment.carrier_events import carrier_adapter
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.orders.aftersales.bought_cards import send_due_cards
from shop.orders.aftersales.overdue_refunds import queue_overdue_refunds
from shop.orders.aftersales.tracking import poll_parcels
from shop.orders.casework.differences import (
    record_breaches,
    record_ledger_differences,
    record_overdue_refunds,
)
from shop.orders.checkout.abandoned_baskets import delete_abandoned_baskets
from shop.orders.checkout.basket_reminders import queue_basket_reminders
from shop.orders.checkout.guest_reminders import delete_old_agreements
from shop.orders.checkout.unpaid_caps import delete_settled_holders
from shop.orders.denials.change_notices import announce_changes
from shop.orders.denials.denial_log import delete_old_denied_sales
from shop.orders.denials.document_reminders import remind_of_documents
from shop.orders.denials.revocation import process_denials
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.dispute_alerts import sync_disputes
from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders
from shop.orders.payment.payment_reminders import queue_payment_reminders
from shop.orders.returns.carrier_events import poll_returns, record_carrier_events
from shop.platform.database.clock import database_now

log = get_logger(__name__)
AT_ONCE = 6  # settles 500 payments in half a minute at a third of a second each
MOST_RESCUES = 20


@app.periodic(cron="* * * * * */30", periodic_id="sweep")
@app.task(name="ordering.sweep", queueing_lock="ordering.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Expire unpaid orders whose reservation has ended, every 30 seconds."""
    sweep_expired_orders(at_once=AT_ONCE)


@app.periodic(cron="* * * * * */20", periodic_id="clearance")
@app.task(name="ordering.compile_closed", queueing_lock="ordering.clearance", pass_context=False)
def compile_closed_job(timestamp: int) -> None:
    """Compile closed rights, every 20 seconds, in case their own compilation was lost."""
    compile_closed()


@app.periodic(cron="* * * * * */5", periodic_id="follow_denials")
@app.task(name="ordering.follow_denials", queueing_lock="ordering.follow_denials")
def process_denials_job(timestamp: int) -> None:
    """Cancel or hold the orders affected by denials of rights, every 5 seconds."""
    process_denials()


@app.periodic(cron="* * * * * */5", periodic_id="announce_changes")
@app.task(name="ordering.announce_changes", queueing_lock="ordering.announce", pass_context=False)
def announce_changes_job(timestamp: int) -> None:
    """Send notices of changed rights and held orders, every 5 seconds."""
    announce_changes()


@app.periodic(cron="10 0 * * *", periodic_id="seal_trail")
@app.task(name="ordering.seal_trail", queueing_lock="ordering.seal_trail", pass_context=False)
def nightly_job(timestamp: int) -> None:
    """Seal the audit log and delete expired rows, at 00:10 UTC."""
    seal_audit_log(database_now().date())
    delete_old_denied_sales()
    delete_settled_holders()
    delete_abandoned_baskets()
    delete_old_agreements()


@app.periodic(cron="* * * * *", periodic_id="reconcile")
@app.task(name="ordering.reconcile", queueing_lock="ordering.reconcile")
def reconcile(timestamp: int) -> None:
    """Fetch payments that should have settled, every minute."""
    reconcile_payments(at_once=AT_ONCE)


@app.periodic(cron="* * * * *", periodic_id="payment_reminders")
@app.task(name="ordering.remind_unpaid", queueing_lock="ordering.remind_unpaid", pass_context=False)
def remind_unpaid(timestamp: int) -> None:
    """Send payment links when half of the reservation time has passed, every minute."""
    queue_payment_reminders()


@app.periodic(cron="*/10 * * * *", periodic_id="basket_reminders")
@app.task(name="ordering.remind_baskets", queueing_lock="ordering.baskets", pass_context=False)
def remind_baskets(timestamp: int) -> None:
    """Queue reminders of abandoned baskets for accounts that agreed, every 10 minutes."""
    queue_basket_reminders()


@app.periodic(cron="*/5 * * * *", periodic_id="gift_cards")
@app.task(name="ordering.due_gift_cards", queueing_lock="ordering.gift_cards", pass_context=False)
def due_gift_cards_job(timestamp: int) -> None:
    """Mail ordered gift cards on their day, every 5 minutes."""
    send_due_cards()


@app.periodic(cron="17 * * * *", periodic_id="overdue_refunds")
@app.task(name="ordering.overdue_refunds", queueing_lock="ordering.overdue", pass_context=False)
def overdue_refunds_job(timestamp: int) -> None:
    """Queue refunds that are owed and have no job, every hour, and list all that are overdue."""
    queue_overdue_refunds()
    record_overdue_refunds()


@app.periodic(cron="20 6 * * *", periodic_id="remind_of_documents")
@app.task(
    name="ordering.remind_of_documents", queueing_lock="ordering.documents", pass_context=False
)
def remind_of_documents_job(timestamp: int) -> None:
    """Remind companies and officers of documents that end soon, at 06:20 UTC."""
    remind_of_documents(database_now().date())


@app.periodic(cron="*/15 * * * *", periodic_id="poll_tracking")
@app.task(name="ordering.poll_tracking", queueing_lock="ordering.poll_tracking", pass_context=False)
def poll_tracking_job(timestamp: int) -> None:
    """Fetch the events of parcels on their way, every 15 minutes, if a service is configured."""
    if settings.ENV.TRACKING_API_URL:
        poll_parcels(carrier_adapter(), record_carrier_events)
        poll_returns(carrier_adapter())


@app.periodic(cron="30 3 * * *", periodic_id="reconcile_balance")
@app.task(name="ordering.reconcile_balance", queueing_lock="ordering.balance", pass_context=False)
def reconcile_balance_job(timestamp: int) -> None:
    """Compare the ledger with Stripe's balance, at 03:30 UTC; list and log the differences."""
    sync_disputes()
    record_ledger_differences(reconcile_balance())


@app.periodic(cron="40 4 * * *", periodic_id="check_invariants")
@app.task(name="ordering.check_invariants", queueing_lock="ordering.invariants", pass_context=False)
def check_invariants_job(timestamp: int) -> None:
    """Check what must hold after any crash, at 04:40 UTC; list and log the breaches."""
    record_breaches(check_invariants())


@app.periodic(cron="* * * * * */5", periodic_id="rescue")
@app.task(name="ordering.rescue_stalled_jobs", queueing_lock="ordering.rescue", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Requeue the jobs of dead workers, every 5 seconds.

    A job that crashed its worker `MOST_RESCUES` times is marked failed.
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
            # Its queueing lock is taken: another job for the same work is queued already.
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)
