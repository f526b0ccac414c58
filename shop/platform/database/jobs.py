"""Queueing of jobs in the transaction that writes their data."""

from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager


def queue_job(task: str, *, after_s: int = 0, **arguments: Any) -> None:
    """Queue a job by its task's name, in the transaction of this thread.

    It starts after `after_s` seconds at the earliest. Inside a worker, jobs deferred by
    Procrastinate itself would use other connections: another worker could run them before their
    rows are committed.
    """
    deferrer = app.configure_task(task, schedule_in={"seconds": after_s} if after_s else None)
    deferrer.job_manager = JobManager(DjangoConnector())
    deferrer.defer(**arguments)
