"""Drafts of an upload go to their holders: some at once, many by a worker that may be killed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import File
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from catalog.models import ProductVersion, ReviewClock
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.imports.apply import submission
from shop.imports.errors import ImportState, NothingToUndo
from shop.imports.models import CatalogImport
from shop.imports.services import (
    find_import,
    receive_pictures,
    send_next_drafts,
    submit_drafts,
    undo,
)
from shop.imports.tasks import send_job, undo_job
from tests.background.workers import armed, running_worker, status, wait_until
from tests.imports.files import Licensed
from tests.media.makers import zipped
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import queued_jobs

Status = ProductVersion.Status


@pytest.fixture
def few_at_once(monkeypatch):
    """Lower the number of drafts that are submitted at once."""
    monkeypatch.setattr(submission, "AT_ONCE", 2)
    monkeypatch.setattr(submission, "BATCH", 2)


def brand_person(licensed: Licensed) -> User:
    return UserFactory(role=User.Role.BRAND, holder=licensed.agreement.licensor)


def applied(licensed: Licensed, count: int) -> CatalogImport:
    return licensed.apply(*(licensed.row(f"PIN-{number}") for number in range(count)))


def statuses() -> set[str]:
    return set(ProductVersion.objects.values_list("status", flat=True))


def test_a_few_drafts_are_sent_at_once_and_none_twice(licensed):
    brand = brand_person(licensed)
    catalog_import = applied(licensed, 2)
    assert submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id) == 2
    assert (statuses(), catalog_import.sending_since) == ({"SUBMITTED"}, None)
    assert catalog_import.counts["sent"] == 2
    assert "sourcing.send" not in queued_jobs()
    assert submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id) == 0
    assert Notice.objects.get(user=brand).data["count"] == 2


def test_many_are_sent_by_a_worker_in_batches_and_their_holders_are_told_once(
    licensed, few_at_once
):
    brand = brand_person(licensed)
    catalog_import = applied(licensed, 5)
    assert submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id) == 5
    assert statuses() == {"DRAFT"}
    assert catalog_import.sending_since is not None
    assert submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id) == 5
    assert queued_jobs().count("sourcing.send") == 1
    assert send_next_drafts(catalog_import=catalog_import)
    catalog_import.refresh_from_db()
    assert (catalog_import.step_done, catalog_import.step_total) == (2, 5)
    assert not Notice.objects.exists()
    for _ in range(2):  # a job may run again
        send_job(upload_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
    assert statuses() == {"SUBMITTED"}
    assert ReviewClock.objects.count() == 5
    assert Notice.objects.get(user=brand).data["count"] == 5
    catalog_import.refresh_from_db()
    assert (catalog_import.sending_since, catalog_import.counts["sent"]) == (None, 5)


def test_what_is_no_draft_any_more_is_left_alone(licensed, few_at_once):
    catalog_import = applied(licensed, 4)
    submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id)
    gone = ProductVersion.objects.order_by("-pk").first()
    ProductVersion.objects.filter(pk=gone.pk).update(status=Status.SUPERSEDED)
    send_job(upload_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
    catalog_import.refresh_from_db()
    assert catalog_import.counts["sent"] == 3
    assert statuses() == {"SUBMITTED", "SUPERSEDED"}


def test_while_drafts_are_sent_nothing_is_taken_back_and_no_picture_comes(licensed, few_at_once):
    catalog_import = applied(licensed, 4)
    submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id)
    with pytest.raises(NothingToUndo):
        undo(catalog_import=catalog_import, by_id=licensed.by_id)
    undo_job(
        upload_id=catalog_import.pk,
        licensee_id=catalog_import.licensee_id,
        by_id=licensed.by_id,
    )
    with pytest.raises(ImportState):
        receive_pictures(catalog_import=catalog_import, file=File(zipped({"a.jpg": b"?"}), "p.zip"))
    send_job(upload_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
    assert (
        undo(catalog_import=catalog_import, by_id=licensed.by_id).state
        == CatalogImport.State.UNDONE
    )


def test_what_was_not_applied_or_is_taken_back_is_not_sent(licensed):
    with pytest.raises(ImportState):
        submit_drafts(catalog_import=licensed.plan(licensed.row("PIN-1")), by_id=licensed.by_id)
    catalog_import = applied(licensed, 1)
    catalog_import.plan.update(
        undone_at=catalog_import.applied_at
    )  # a worker is in the middle of it
    with pytest.raises(ImportState):
        submit_drafts(catalog_import=catalog_import, by_id=licensed.by_id)


@pytest.fixture
def committed(committed_world) -> Licensed:
    return Licensed(committed_world)


def test_two_workers_at_once_send_each_draft_once(committed, few_at_once):
    brand = brand_person(committed)
    catalog_import = applied(committed, 9)
    submit_drafts(catalog_import=catalog_import, by_id=committed.by_id)

    def work(_number: int) -> None:
        try:
            send_job(upload_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert statuses() == {"SUBMITTED"}
    assert ReviewClock.objects.count() == 9
    assert Notice.objects.get(user=brand).data["count"] == 9


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_worker_that_is_killed_twice_leaves_nothing_unsent_and_tells_once(
    committed, committed_db
):
    brand = brand_person(committed)
    catalog_import = applied(committed, 540)
    assert submit_drafts(catalog_import=catalog_import, by_id=committed.by_id) == 540
    job = ProcrastinateJob.objects.get(task_name="sourcing.send").pk
    for point, sent in (("import.drafts_written", 0), ("import.drafts_sent", 500)):
        with armed(point), running_worker(committed_db) as worker:
            wait_until(lambda dead=worker: dead.poll() is not None, f"{point} killed nobody")
        assert ProductVersion.objects.filter(status="SUBMITTED").count() == sent
        assert not Notice.objects.exists()
    with running_worker(committed_db):  # no point is armed any more
        wait_until(lambda: status(job) == "succeeded", "the drafts were not sent")
    assert statuses() == {"SUBMITTED"}
    assert ReviewClock.objects.count() == 540
    assert Notice.objects.get(user=brand).data["count"] == 540
    fresh = find_import(import_id=catalog_import.pk, licensee_id=catalog_import.licensee_id)
    assert (fresh.sending_since, fresh.counts["sent"]) == (None, 540)
