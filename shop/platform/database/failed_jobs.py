"""Jobs that failed permanently, and their repetition."""

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from shop.platform.database.clock import database_now


def failed_jobs() -> QuerySet[ProcrastinateJob]:
    """Return the jobs that are not retried any more, the newest first."""
    jobs: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(status="failed")
    return jobs.order_by("-id")


@transaction.atomic
def run_again(job_id: int) -> bool:
    """Run a failed job again; return False if it has not failed or is already running again."""
    failed = ProcrastinateJob.objects.select_for_update(of=("self",)).filter(pk=job_id)
    if failed.filter(status="failed").first() is None:
        return False
    JobManager(DjangoConnector()).retry_job_by_id(job_id, retry_at=database_now())
    return True
