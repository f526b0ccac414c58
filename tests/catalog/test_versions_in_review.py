"""Versions in review: frozen content, a clock that stops at the licensee's turn, notifications."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from catalog.approvals.clocks import remind_overdue
from catalog.approvals.conditions import NewCondition, confirm_condition
from catalog.approvals.deadlines import due_at
from catalog.approvals.snapshot import apply_columns, build_content, content_hash, freeze_content
from catalog.approvals.stages import decide_stage, submit_version, submit_versions
from catalog.approvals.threads import add_comment
from catalog.errors import ConditionSettled, ContentFrozen, NotInReview
from catalog.models import ApprovalCondition, ProductVersion, ReviewClock
from shop.commerce.inventory.services import receive_stock
from shop.identity.notices.models import Notice
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory, UserFactory
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.factories.reviews import (
    age,
    brand_person,
    carry,
    drafted,
    licensee_person,
    person,
    picture,
    waiting,
)

pytestmark = pytest.mark.usefixtures("without_agreements")

BEFORE = [NewCondition("Send a sample", before_release=True)]


@pytest.fixture
def people(world: RightsWorld) -> dict[str, Client]:
    """Return a client of each side."""
    return {"brand": brand_person(world.holder), "maker": licensee_person(world)}


def decide(version: ProductVersion, world: RightsWorld, **said: object) -> None:
    told = {"stage": "RELEASE", "verdict": "APPROVED"} | said
    decide_stage(
        version=version, holder=world.holder, by_id=UserFactory().pk, at=database_now(), **told
    )


def clock_of(version: ProductVersion) -> ReviewClock:
    return ReviewClock.objects.get(version=version)


def say(version: ProductVersion, world: RightsWorld, side: str, **said: object) -> None:
    told = {"text": "Which red?", "by_id": None, "at": database_now()} | said
    add_comment(version=version, holder=world.holder, side=side, **told)


def codes(email: str) -> list[str]:
    rows = Notice.objects.filter(user=person(email)).order_by("pk")
    return list(rows.values_list("code", flat=True))


def test_a_version_says_what_its_product_said_when_it_was_submitted(world: RightsWorld) -> None:
    product = world.product(title="Pin", material="Enamel")
    picture(product, "front")
    version = waiting(product)
    version.refresh_from_db()
    assert version.snapshot["titles"] == {"en": "Pin"}
    assert version.snapshot["facts"]["material"] == "Enamel"
    assert version.snapshot["pictures"] == [{"name": "front", "alt": {}}]
    assert [mark["code"] for mark in version.snapshot["marks"]] == [world.mark.code]
    assert version.content_hash == content_hash(version.snapshot)
    first = ProductVersion.objects.get(product=product, number=1)
    assert first.snapshot["titles"] == {"en": "Pin"}


def test_the_hash_changes_with_what_is_said_and_not_with_price_or_stock(world: RightsWorld) -> None:
    product = world.product()
    version = drafted(product)
    before = version.content_hash
    receive_stock(stock_record=product.stockrecords.get(), quantity=5, reason="delivery")
    freeze_content(version)
    assert version.content_hash == before
    freeze_content(version, version.snapshot | {"titles": {"en": "Other"}})
    assert version.content_hash != before


def test_a_row_of_the_template_says_something_else_by_column(world: RightsWorld) -> None:
    product = world.product(title="Pin", color="red")
    said = {"title_en": "Badge", "title_fr": "Insigne", "colour": "blue", "factory_code": "F1"}
    version = drafted(product, **apply_columns(build_content(product), said))
    assert version.snapshot["titles"] == {"en": "Badge", "fr": "Insigne"}
    assert version.snapshot["facts"]["color"] == "blue"
    assert version.snapshot["facts"]["factory"] == "F1"


def test_what_was_submitted_is_not_written_again(world: RightsWorld) -> None:
    version = waiting(world.product())
    version.refresh_from_db()
    with pytest.raises(ContentFrozen):
        freeze_content(version)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductVersion.objects.filter(pk=version.pk).update(snapshot={"titles": {}})


def test_a_rejection_ends_the_review_and_a_new_version_takes_its_place(world: RightsWorld) -> None:
    product = world.product()
    rejected = waiting(product)
    decide(rejected, world, verdict="REJECTED", conditions="Wrong red")
    rejected.refresh_from_db()
    assert (rejected.status, clock_of(rejected).waits_for) == ("REJECTED", "NOBODY")
    with pytest.raises(NotInReview):
        decide(rejected, world)
    decide(waiting(product), world)
    states = dict(ProductVersion.objects.values_list("number", "status"))
    assert states == {1: "SUPERSEDED", 2: "REJECTED", 3: "RELEASED"}


def test_a_newer_version_takes_an_older_one_out_of_the_queue(world: RightsWorld) -> None:
    product = world.product()
    older, newer = waiting(product), waiting(product)
    older.refresh_from_db()
    assert (older.status, newer.status) == ("SUPERSEDED", "SUBMITTED")
    assert clock_of(older).due_at is None


def test_the_clock_stands_still_until_the_licensee_answers(world: RightsWorld) -> None:
    version = waiting(world.product())
    whole = clock_of(version).due_at
    say(version, world, "HOLDER", asks=True)
    stopped = clock_of(version)
    assert (stopped.waits_for, stopped.due_at, stopped.days_left) == ("LICENSEE", None, 10)
    say(version, world, "HOLDER", text="And which blue?")
    assert clock_of(version).due_at is None
    answered = database_now() + timedelta(days=14)
    say(version, world, "LICENSEE", at=answered)
    due = clock_of(version).due_at
    assert due == due_at(answered, 10, world.holder.time_zone)
    assert due is not None
    assert whole is not None
    assert due > whole


def test_each_stage_has_its_own_days(world: RightsWorld) -> None:
    world.holder.approval_stages, world.holder.approval_days = ["DESIGN"], 3
    world.holder.save()
    version = waiting(world.product())
    assert clock_of(version).stage == "DESIGN"
    age(version, 30)
    remind_overdue()
    decide(version, world, stage="DESIGN")
    clock = clock_of(version)
    assert (clock.stage, clock.days_left, clock.reminded_at) == ("RELEASE", 3, None)
    assert clock.due_at is not None
    assert clock.due_at > database_now()


def test_a_condition_before_the_release_keeps_the_version_back(world: RightsWorld) -> None:
    version = waiting(world.product())
    decide(version, world, attached=[*BEFORE, NewCondition("Mind the red")])
    version.refresh_from_db()
    assert (version.status, clock_of(version).waits_for) == ("SUBMITTED", "LICENSEE")
    condition = ApprovalCondition.objects.get(before_release=True)
    released = confirm_condition(condition=condition, by_id=None, at=database_now(), note="Sent")
    version.refresh_from_db()
    assert (released, version.status) == (True, "RELEASED")
    with pytest.raises(ConditionSettled):
        confirm_condition(condition=condition, by_id=None, at=database_now())


def test_both_sides_are_told_once_and_the_actor_is_not(
    world: RightsWorld, people: dict[str, Client]
) -> None:
    version = drafted(world.product())
    submit_version(version=version, by_id=person("maker@example.org").pk, at=database_now())
    say(version, world, "HOLDER", by_id=person("brand@example.org").pk)
    decide(version, world, attached=BEFORE)
    condition = ApprovalCondition.objects.get()
    maker = person("maker@example.org").pk
    confirm_condition(condition=condition, by_id=maker, at=database_now())
    decisions = ["approval.approved_with_conditions", "approval.released"]
    assert codes("maker@example.org") == ["approval.comment", *decisions]
    decisions.insert(1, "approval.condition_met")
    assert codes("brand@example.org") == ["approval.submitted", *decisions]
    run_queued_jobs()
    collected = ProcrastinateJob.objects.filter(task_name="notices.send_collected")
    assert collected.exists()
    assert not collected.filter(scheduled_at__isnull=True).exists()  # some minutes later
    run_queued_jobs()
    sent = {message.to[0]: message for message in mail.outbox}
    assert sorted(sent) == ["brand@example.org", "maker@example.org"]
    assert sent["maker@example.org"].subject == "3 updates about approvals"
    assert "Which red?" in sent["maker@example.org"].body
    assert "is released" in sent["maker@example.org"].body
    assert mail.outbox[0].alternatives[0].mimetype == "text/html"
    run_queued_jobs()
    assert len(mail.outbox) == 2


def test_decisions_about_many_products_are_one_mail_to_a_person(
    world: RightsWorld, people: dict[str, Client]
) -> None:
    licensee_person(world, "money@example.org", licensee_role="finance")
    for number in range(5):
        version = waiting(world.product(sku=f"PIN-{number}"))
        decide(version, world)
    run_queued_jobs()
    assert [message.to[0] for message in mail.outbox].count("maker@example.org") == 1
    assert [message.to[0] for message in mail.outbox].count("brand@example.org") == 1
    assert len(mail.outbox) == 2  # finance gets none unless the person chooses them
    assert mail.outbox[0].subject == "5 updates about approvals"
    assert mail.outbox[0].body.count("/approvals/") == 5


def test_finance_people_choose_notices_about_approvals(world: RightsWorld) -> None:
    client = licensee_person(world, "money@example.org", licensee_role="finance")
    page = client.get("/licensee/notices/").text
    assert 'value="approvals"' in page
    decide(waiting(world.product()), world)
    assert codes("money@example.org") == []
    assert client.post("/licensee/notices/choose/", {"wanted": "approvals"}).status_code == 302
    decide(waiting(world.product(sku="PIN-2")), world)
    assert codes("money@example.org") != []
    client.post("/licensee/notices/choose/", {})
    count = Notice.objects.count()
    decide(waiting(world.product(sku="PIN-3")), world)
    assert Notice.objects.count() == count


def test_another_holder_is_told_nothing_of_a_thread(
    world: RightsWorld, people: dict[str, Client]
) -> None:
    other = RightsHolderFactory()
    brand_person(other, "other@example.org")
    version = drafted(world.product())
    carry(version, world, other, [PropertyFactory(holder=other)])
    submit_version(version=version, by_id=None, at=database_now())
    say(version, world, "HOLDER")
    decide(version, world)
    assert codes("other@example.org") == ["approval.submitted"]


def test_what_is_overdue_is_said_once_to_both_sides(
    world: RightsWorld, people: dict[str, Client]
) -> None:
    version = waiting(world.product())
    assert remind_overdue() == 0
    age(version, 30)
    assert remind_overdue() == 1
    assert remind_overdue() == 0
    assert codes("brand@example.org") == ["approval.submitted", "approval.overdue"]
    assert codes("maker@example.org") == ["approval.submitted", "approval.overdue"]


def test_what_waits_without_a_clock_gets_one(world: RightsWorld) -> None:
    version = waiting(world.product())
    ReviewClock.objects.all().delete()
    assert remind_overdue() == 0
    assert clock_of(version).waits_for == "HOLDER"


def test_many_versions_are_one_notice(world: RightsWorld, people: dict[str, Client]) -> None:
    agreement = world.agreement()
    drafts = [drafted(world.product(sku=f"PIN-{n}", agreement=agreement)) for n in range(3)]
    submit_versions(versions=drafts, by_id=None, at=database_now())
    assert codes("brand@example.org") == ["approval.submitted_many"]
    assert Notice.objects.filter(data__count=3).count() == 2
    with pytest.raises(NotInReview):
        submit_versions(versions=drafts, by_id=None, at=database_now())
