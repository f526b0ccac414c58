"""Every job that repeats has a bound and a growing pause, and stays visible when it has failed."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from structlog.testing import capture_logs

from shop.identity.accounts.models import User
from shop.platform.database.job_control import count_jobs
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
    app.perform_import_paths()
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
            # `queue_job` would not apply a lock or a queue of the task.
            assert (task.lock, task.queueing_lock, task.queue) == (None, None, "default")


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
def test_a_failed_job_is_discarded_by_name() -> None:
    number = failed_job().pk
    clerk = staff_with("procrastinate.change_procrastinatejob", email="clerk@example.org")
    with capture_logs() as events:
        jobs, discard = "/dashboard/jobs/failed/", {"discard": str(number)}
        assert f"Discard job {number}" in clerk.post(jobs, discard).text  # asks first
        answer = clerk.post(jobs, discard | {"confirm": "yes"}, follow=True)
    assert f"Job {number} is discarded." in answer.text
    assert ProcrastinateJob.objects.get(pk=number).status == "cancelled"
    user = User.objects.get(email="clerk@example.org").pk
    assert {"event": "job.discarded", "job": number, "user": user, "log_level": "info"} in events
    answer = clerk.post("/dashboard/jobs/failed/", {"job": str(number)}, follow=True)
    assert "This job has not failed" in answer.text


@pytest.mark.django_db
def test_the_queue_is_shown_by_state_and_task() -> None:
    failed_job()
    queue_job("ordering.send_message", message_id=1)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = now() - interval '1 hour'")
    queue_job("ordering.settle_event", event_id="evt_later")
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set scheduled_at = now() + interval '1 hour'"
            " where task_name = 'ordering.settle_event'"
        )
    rows = {row.task_name: row for row in count_jobs()}
    assert rows["ordering.send_refund"].failed == 1
    assert (rows["ordering.send_message"].waiting, rows["ordering.settle_event"].later) == (1, 1)
    assert rows["ordering.send_message"].oldest_at is not None
    assert rows["ordering.settle_event"].oldest_at is None
    clerk = staff_with("procrastinate.change_procrastinatejob")
    shown = {
        state: clerk.get("/dashboard/jobs/failed/", {"state": state}).text
        for state in ("failed", "waiting", "later", "running", "unknown")
    }
    assert "refund_id 7" in shown["failed"]
    assert "message_id 1" in shown["waiting"]
    assert "evt_later" in shown["later"]
    assert "No jobs here." in shown["running"]
    assert "refund_id 7" in shown["unknown"]


@pytest.mark.django_db
def test_failed_jobs_need_their_permission() -> None:
    assert Permission.objects.filter(codename="change_procrastinatejob").exists()
    assert staff_with("order.view_order").get("/dashboard/jobs/failed/").status_code == 403
    assert Client().get("/dashboard/jobs/failed/").status_code in {302, 403}
