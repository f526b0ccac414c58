"""Jobs follow the transaction that deferred them, survive their worker and run once a tick."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from tests.background.workers import TICKS_FILE, lines, running_worker, status, wait_until

pytestmark = pytest.mark.slow


class ChangedMindError(Exception):
    pass


def defer(task: str, **arguments: str) -> int:
    return app.configure_task(task).defer(**arguments)


def test_a_job_runs_only_when_the_transaction_that_deferred_it_commits(
    committed_db: str, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"

    def defer_and_change_mind() -> None:
        with transaction.atomic():
            defer("tests.note", path=str(notes), line="rolled back")
            raise ChangedMindError

    with running_worker(committed_db):
        wait_until(ProcrastinateWorker.objects.exists, "the worker did not start")
        with pytest.raises(ChangedMindError):
            defer_and_change_mind()
        with transaction.atomic():
            job = defer("tests.note", path=str(notes), line="committed")
            assert status(job) == "todo"
        wait_until(lambda: status(job) == "succeeded", "the committed job did not run")
    assert lines(notes) == ["committed"]
    assert ProcrastinateJob.objects.filter(task_name="tests.note").count() == 1


def test_what_a_job_queues_follows_the_transaction_of_the_job(
    committed_db: str, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    job = defer("tests.queue_and_fail", path=str(notes))
    with running_worker(committed_db):
        wait_until(lambda: status(job) == "succeeded", "the job did not end")
        wait_until(lambda: "committed" in lines(notes), "what it queued did not run")
    assert lines(notes) == ["committed"]


def test_a_job_whose_worker_is_killed_runs_again_and_ends(
    committed_db: str, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    job = defer("tests.hang_at_first", path=str(notes))
    with running_worker(committed_db) as first:
        wait_until(lambda: lines(notes) == ["began"], "the first worker did not begin")
        first.kill()
        first.wait()
    assert status(job) == "doing"
    with running_worker(committed_db):
        wait_until(lambda: status(job) == "succeeded", "the second worker did not end the job")
    assert lines(notes) == ["began", "began", "ended"]


def test_a_stalled_job_that_waits_again_already_does_not_hold_up_the_others(
    committed_db: str, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    tomorrow = app.configure_task("tests.note", queueing_lock="twin", schedule_in={"days": 1})
    twin = app.configure_task("tests.note", queueing_lock="twin").defer(path=str(notes), line="1")
    leave_to_a_dead_worker(twin)
    waiting = tomorrow.defer(path=str(notes), line="tomorrow")
    other = defer("tests.note", path=str(notes), line="2")
    leave_to_a_dead_worker(other)
    with running_worker(committed_db):
        wait_until(lambda: status(other) == "succeeded", "the other job was not rescued")
    assert (status(twin), status(waiting)) == ("aborted", "todo")
    assert lines(notes) == ["2"]


def test_a_job_that_kills_every_worker_is_given_up(committed_db: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    deadly, other = (defer("tests.note", path=str(notes), line=line) for line in "12")
    leave_to_a_dead_worker(deadly, attempts=20)
    leave_to_a_dead_worker(other, attempts=19)
    with running_worker(committed_db):
        wait_until(lambda: status(other) == "succeeded", "the other job was not rescued")
        wait_until(lambda: status(deadly) == "failed", "the deadly job was not given up")
    assert lines(notes) == ["2"]


def test_two_workers_run_each_tick_of_a_periodic_job_once(committed_db: str) -> None:
    TICKS_FILE.unlink(missing_ok=True)  # of workers of other tests
    with running_worker(committed_db), running_worker(committed_db):
        wait_until(lambda: ProcrastinateWorker.objects.count() == 2, "one worker did not start")
        before = len(lines(TICKS_FILE))
        wait_until(lambda: len(lines(TICKS_FILE)) >= before + 6, "there were no six ticks")
    seconds = [int(line.split()[0]) for line in lines(TICKS_FILE)]
    TICKS_FILE.unlink()
    assert len(seconds) == len(set(seconds))
    # The ticks while both ran follow each other without a gap.
    shared = sorted(seconds)[-6:]
    assert shared == list(range(shared[0], shared[0] + 6))


def leave_to_a_dead_worker(job: int, attempts: int = 0) -> None:
    """Make a job look as it does when its worker was killed a minute ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with dead as (insert into procrastinate_workers (last_heartbeat) "
            "values (now() - interval '1 minute') returning id) "
            "update procrastinate_jobs set status = 'doing', worker_id = (select id from dead), "
            "attempts = %s where id = %s",
            [attempts, job],
        )
