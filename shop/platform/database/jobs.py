"""Queueing of jobs: together with what a transaction writes, or not at all."""

from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager


def queue_job(task: str, *, after_s: int = 0, **arguments: Any) -> None:
    """Queue a job by its task's name; it is seen when the transaction of this thread commits.

    It is not begun before `after_s` seconds have passed.

    A worker has connections of its own for its queue, and what a task defers by itself would go
    through them: done by another worker before the rows that it is about are there.
    """
    deferrer = app.configure_task(task, schedule_in={"seconds": after_s} if after_s else None)
    deferrer.job_manager = JobManager(DjangoConnector())
    deferrer.defer(**arguments)
