"""The queue of background jobs as staff see it: counts, lists, repeating and discarding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Count, Min, Q, QuerySet
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from shop.platform.database.clock import database_now

log = structlog.get_logger(__name__)
FAILED, WAITING, LATER, RUNNING = "failed", "waiting", "later", "running"
STATES: Sequence[str] = (FAILED, WAITING, LATER, RUNNING)


@dataclass(frozen=True, slots=True)
class TaskCount:
    """The jobs of a task that have not ended; `oldest_at` is when the first of those due was due.

    It is None if none is due.
    """

    task_name: str
    failed: int
    waiting: int
    later: int
    running: int
    oldest_at: datetime | None


def jobs_in_state(state: str) -> QuerySet[ProcrastinateJob]:
    """Return the jobs in one of `STATES`: failed ones newest first, others as they are due."""
    jobs: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(_conditions()[state])
    return jobs.order_by("-id") if state == FAILED else jobs.order_by("scheduled_at", "id")


def count_jobs() -> list[TaskCount]:
    """Return the numbers of unfinished jobs by task; tasks with failed jobs first."""
    conditions = _conditions()
    counts = {name: Count("id", filter=condition) for name, condition in conditions.items()}
    jobs: Any = ProcrastinateJob.objects
    rows = (
        jobs.filter(status__in=("todo", "doing", "failed"))
        .values("task_name")
        .annotate(oldest_at=Min("scheduled_at", filter=conditions[WAITING]), **counts)
        .order_by("-failed", "task_name")
    )
    return [TaskCount(**row) for row in rows]


@transaction.atomic
def run_again(job_id: int) -> bool:
    """Run a failed job again; return False if it has not failed or is already running again."""
    if not _lock_failed(job_id):
        return False
    JobManager(DjangoConnector()).retry_job_by_id(job_id, retry_at=database_now())
    return True


@transaction.atomic
def discard_job(job_id: int, *, by_id: int) -> bool:
    """Take a failed job out of the list for good; return False if it has not failed.

    Its row stays, as cancelled, and the log names who discarded it.
    """
    if not _lock_failed(job_id):
        return False
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'cancelled' where id = %s", [job_id])
    log.info("job.discarded", job=job_id, user=by_id)
    return True


def _lock_failed(job_id: int) -> bool:
    jobs = ProcrastinateJob.objects.select_for_update(of=("self",)).filter(pk=job_id)
    return jobs.filter(status="failed").first() is not None


def _conditions() -> dict[str, Q]:
    """Return the condition of each state. A job without a time is due at once."""
    is_due = Q(scheduled_at__isnull=True) | Q(scheduled_at__lte=database_now())
    return {
        FAILED: Q(status="failed"),
        WAITING: Q(status="todo") & is_due,
        LATER: Q(status="todo") & ~is_due,
        RUNNING: Q(status="doing"),
    }
