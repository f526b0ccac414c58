"""Every job that repeats has a bound and a growing pause, and stays visible when it has failed."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from shop.platform.database.jobs import queue_job
from shop.platform.database.retries import PATIENT, GrowingPause
from tests.dashboard.conftest import staff_with

OF_THE_LIBRARY = "remove_old_jobs"  # run by hand
THREE_DAYS, FOUR_DAYS = 3 * 86400, 4 * 86400


def failed_job() -> ProcrastinateJob:
    queue_job("ordering.send_refund", refund_id=7)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed', attempts = 25")
    return ProcrastinateJob.objects.get()


def test_every_job_is_bounded_or_belongs_to_the_clock() -> None:
    clocked = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    tasks = {name: task for name, task in app.tasks.items() if not name.endswith(OF_THE_LIBRARY)}
    assert len(tasks) > 30
    for name, task in tasks.items():
        if name in clocked:
            assert task.queueing_lock, f"{name} may run twice at a time"
            assert task.retry_strategy is None, f"{name} is repeated by the clock"
        else:
            assert isinstance(task.retry_strategy, GrowingPause), f"{name} has no bound"
            assert task.retry_strategy.max_attempts <= PATIENT.max_attempts


def test_pauses_grow_up_to_six_hours_and_end_after_three_days() -> None:
    pauses = [PATIENT.pause_s(attempt) for attempt in range(PATIENT.max_attempts)]
    assert pauses == sorted(pauses)
    assert (pauses[:4], pauses[-1]) == ([2, 4, 8, 16], 6 * 3600)
    assert THREE_DAYS < sum(pauses) < FOUR_DAYS
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=25)
    assert PATIENT.get_retry_decision(exception=ValueError(), job=job) is None


@pytest.mark.django_db
def test_a_failed_job_is_listed_and_run_once_more() -> None:
    number = failed_job().pk
    clerk = staff_with("procrastinate.change_procrastinatejob")
    page = clerk.get("/dashboard/jobs/failed/")
    assert "ordering.send_refund" in page.text
    assert "refund_id 7" in page.text
    answer = clerk.post("/dashboard/jobs/failed/", {"job": str(number)}, follow=True)
    assert f"Job {number} is running again." in answer.text
    assert ProcrastinateJob.objects.get(pk=number).status == "todo"
    for wrong in (str(number), "x", "9" * 30, ""):
        answer = clerk.post("/dashboard/jobs/failed/", {"job": wrong}, follow=True)
        assert "This job has not failed" in answer.text


@pytest.mark.django_db
def test_failed_jobs_need_their_permission() -> None:
    assert Permission.objects.filter(codename="change_procrastinatejob").exists()
    assert staff_with("order.view_order").get("/dashboard/jobs/failed/").status_code == 403
    assert Client().get("/dashboard/jobs/failed/").status_code in {302, 403}
