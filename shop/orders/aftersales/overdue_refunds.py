"""Refunds whose job was given up while the money is still owed."""

from datetime import timedelta

from django.db.models import F
from procrastinate.contrib.django.models import ProcrastinateJob
from structlog import get_logger

from shop.finance.payments.models import PaymentAttempt, Refund
from shop.orders.aftersales.whole_refunds import end_refunded_orders
from shop.orders.tasks import refund_late_payment, send_refund
from shop.oscar.order.models import OrderState
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
OVERDUE = timedelta(hours=1)


def queue_overdue_refunds() -> int:
    """Queue refunds that are owed for an hour and have no job; return how many."""
    end_refunded_orders()
    before = database_now() - OVERDUE
    parts = Refund.objects.filter(state=Refund.State.DUE, created_at__lte=before)
    wholes = PaymentAttempt.objects.filter(
        state=PaymentAttempt.State.SUCCEEDED,
        order__status=OrderState.REFUND_DUE,
        settled_at__lte=before,
    )
    wholes = wholes.exclude(
        order__refunded_incl_tax__gt=0, order__refunded_incl_tax=F("order__total_incl_tax")
    ).exclude(failures__settlement="", failures__refund=None, failures__isnull=False)
    queued = 0
    for task, name, ids in (
        (send_refund.name, "refund_id", parts.values_list("pk", flat=True)),
        (refund_late_payment.name, "attempt_id", wholes.values_list("pk", flat=True)),
    ):
        for row_id in ids:
            if not _is_waiting(task, name, row_id):
                queue_job(task, **{name: row_id})
                log.warning("refund.requeued", task=task, id=row_id)
                queued += 1
    return queued


def _is_waiting(task: str, name: str, row_id: int) -> bool:
    jobs = ProcrastinateJob.objects.filter(task_name=task, status__in=["todo", "doing"])
    return jobs.filter(**{f"args__{name}": row_id}).exists()
