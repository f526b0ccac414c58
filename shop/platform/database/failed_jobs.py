"""Jobs that failed for good: what they were to do, and one more try."""

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from shop.platform.database.clock import database_now


def failed_jobs() -> QuerySet[ProcrastinateJob]:
    """Return the jobs that are not repeated any more, the newest first."""
    jobs: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(status="failed")
    return jobs.order_by("-id")


@transaction.atomic
def run_again(job_id: int) -> bool:
    """Run a failed job once more; False when it has not failed, or runs again already."""
    failed = ProcrastinateJob.objects.select_for_update(of=("self",)).filter(pk=job_id)
    if failed.filter(status="failed").first() is None:
        return False
    JobManager(DjangoConnector()).retry_job_by_id(job_id, retry_at=database_now())
    return True
