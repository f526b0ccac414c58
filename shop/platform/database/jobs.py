"""Queueing of jobs in the transaction that writes their data."""

from typing import Any

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task


def queue_job(task: str, *, after_s: int = 0, **arguments: Any) -> None:
    """Queue a job by its task's name, in the transaction of this thread.

    It starts after `after_s` seconds at the earliest. Inside a worker, jobs deferred by
    Procrastinate itself would use other connections: another worker could run them before their
    rows are committed. It would also load the modules of all tasks: 1 MB of a web worker. So the
    task is not looked up, and a lock or queue of it would not apply.
    """
    configure_task(
        name=task,
        job_manager=JobManager(DjangoConnector()),
        schedule_in={"seconds": after_s} if after_s else None,
    ).defer(**arguments)
