"""The licensee's side of a review: read, answered, confirmed, sent again; other parties get 404."""

from typing import Any

import pytest
from django.test import Client

from catalog.approvals.conditions import NewCondition
from catalog.approvals.snapshot import freeze_content
from catalog.approvals.stages import decide_stage
from catalog.approvals.threads import add_comment, threads_of
from catalog.models import (
    ApprovalCondition,
    ConditionMet,
    ProductImage,
    ProductVersion,
    ReviewComment,
)
from licensing.models import Licensee
from shop.identity.notices.models import Notice
from shop.platform.database.clock import database_now
from tests.licensee_portal.conftest import member
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.reviews import age, drafted, person, picture, waiting

LIST = "/licensee/approvals/"


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker that the module builds once."""
    return shared_world


def decided(version: ProductVersion, world: RightsWorld, **said: Any) -> None:
    told = {"stage": "RELEASE", "verdict": "APPROVED"} | said
    decide_stage(
        version=version, holder=world.holder, by_id=UserFactory().pk, at=database_now(), **told
    )


def asked(version: ProductVersion, world: RightsWorld) -> None:
    add_comment(
        version=version,
        holder=world.holder,
        side="HOLDER",
        text="Which red?",
        asks=True,
        by_id=None,
        at=database_now(),
    )


def test_a_licensee_lists_its_own_versions_with_state_and_due(
    world: RightsWorld, owner: Client, other: Licensee
) -> None:
    waiting(world.product(title="Own pin"))
    page = owner.get(LIST, {"state": "SUBMITTED"}).text
    assert "Own pin" in page
    assert ", due " in page
    assert "Own pin" not in member(other).get(LIST).text
    assert "Own pin" not in owner.get(LIST, {"state": "turn"}).text
    answer = owner.get(LIST, {"format": "csv", "q": "own"})
    head, newest, *_ = b"".join(answer.streaming_content).decode().splitlines()
    assert head.endswith("Waiting for,Due (UTC)")
    assert ",Submitted," in newest


def test_an_overdue_holder_is_seen(world: RightsWorld, owner: Client) -> None:
    version = waiting(world.product())
    age(version, 30)
    assert "Overdue" in owner.get(LIST).text


def test_the_list_asks_as_much_for_many_as_for_one(
    world: RightsWorld, owner: Client, django_assert_max_num_queries: Any
) -> None:
    agreement = world.agreement()
    for number in range(4):
        waiting(world.product(sku=f"PIN-{number}", agreement=agreement))
    with django_assert_max_num_queries(22) as first:
        owner.get(LIST, {"q": "PIN-1"})
    with django_assert_max_num_queries(len(first)):
        assert owner.get(LIST).text.count("queue-item") == 8


def test_a_question_is_answered_and_the_clock_goes_on(world: RightsWorld, owner: Client) -> None:
    version = waiting(world.product())
    asked(version, world)
    assert "Waiting for you" in owner.get(LIST, {"state": "turn"}).text
    page = owner.get(f"{LIST}{version.pk}/").text
    assert "Which red?" in page
    owner.post(f"{LIST}{version.pk}/comment/", {"holder": world.holder.pk, "text": "Pantone 185"})
    assert version.clocks.get().waits_for == "HOLDER"
    assert [one.side for one in threads_of(world.licensee)] == ["LICENSEE", "HOLDER"]


def test_a_licensee_pins_its_answer_too(world: RightsWorld, owner: Client) -> None:
    product = world.product()
    picture(product, "front")
    version = waiting(product)
    where = f"{LIST}{version.pk}/comment/"
    assert '<input type="image" name="pin"' in owner.get(where, {"picture": "front"}).text
    said = {"holder": world.holder.pk, "picture": "front", "text": "Here", "asks": "on"}
    owner.post(where, said | {"pin.x": "160", "pin.y": "80"})
    comment = ReviewComment.objects.get()
    assert (str(comment.x), str(comment.y), comment.asks) == ("0.500", "0.500", False)


def test_conditions_are_confirmed_and_the_last_one_releases(
    world: RightsWorld, owner: Client
) -> None:
    version = waiting(world.product())
    decided(version, world, attached=[NewCondition("Send a sample", before_release=True)])
    condition = ApprovalCondition.objects.get()
    assert "Confirm as met" in owner.get(f"{LIST}{version.pk}/").text
    where = f"{LIST}{version.pk}/conditions/{condition.pk}/"
    page = owner.post(where, {"note": "Sent on Monday"}, follow=True).text
    assert "Sent on Monday" in page
    assert "Released" in page
    assert "already been confirmed" in owner.post(where, follow=True).text
    assert ConditionMet.objects.count() == 1


def test_after_a_rejection_the_next_version_is_sent_and_the_thread_goes_on(
    world: RightsWorld, owner: Client
) -> None:
    product = world.product()
    rejected = waiting(product, titles={"en": "Blue pin"})
    asked(rejected, world)
    decided(rejected, world, verdict="REJECTED", conditions="Wrong blue")
    assert "Wrong blue" in owner.get(f"{LIST}{rejected.pk}/").text
    for _twice in range(2):
        begun = owner.post(f"{LIST}{rejected.pk}/next/")
    draft = ProductVersion.objects.get(number=3)
    assert begun["Location"] == f"{LIST}{draft.pk}/"
    assert (draft.status, draft.snapshot["titles"]) == ("DRAFT", {"en": "Blue pin"})
    page = owner.get(begun["Location"]).text
    assert "Which red?" in page
    owner.post(f"{LIST}{draft.pk}/submit/")
    draft.refresh_from_db()
    assert draft.status == "SUBMITTED"
    again = owner.post(f"{LIST}{draft.pk}/submit/", follow=True).text
    assert "no longer waiting for approval" in again


def test_every_address_of_another_licensees_version_is_404(
    world: RightsWorld, owner: Client, other: Licensee
) -> None:
    version = waiting(world.product())
    decided(version, world, attached=[NewCondition("Send a sample", before_release=True)])
    condition = ApprovalCondition.objects.get()
    stranger = member(other)
    for part in ("", "comment/", f"conditions/{condition.pk}/", "submit/", "next/"):
        assert stranger.get(f"{LIST}{version.pk}/{part}").status_code == 404, part
        if part:
            said = {"holder": world.holder.pk, "text": "x"}
            assert stranger.post(f"{LIST}{version.pk}/{part}", said).status_code == 404, part
    assert ReviewComment.objects.count() + ConditionMet.objects.count() == 0


def test_a_condition_of_another_version_is_not_confirmed_here(
    world: RightsWorld, owner: Client
) -> None:
    agreement = world.agreement()
    version = waiting(world.product(agreement=agreement))
    decided(version, world, attached=[NewCondition("Send a sample", before_release=True)])
    elsewhere = waiting(world.product(sku="PIN-2", agreement=agreement))
    where = f"{LIST}{elsewhere.pk}/conditions/{ApprovalCondition.objects.get().pk}/"
    assert owner.post(where).status_code == 404


@pytest.mark.parametrize("role", ["logistics", "finance"])
def test_who_does_not_edit_the_catalog_reads_alone(
    world: RightsWorld, licensee: Licensee, role: str
) -> None:
    version = drafted(world.product())
    reader = member(licensee, role)
    page = reader.get(f"{LIST}{version.pk}/")
    assert page.status_code == 200
    assert "Submit for approval" not in page.text
    for part in ("comment/", "submit/", "next/"):
        assert reader.post(f"{LIST}{version.pk}/{part}").status_code == 403


def test_a_notice_leads_to_the_licensees_own_page(world: RightsWorld, licensee: Licensee) -> None:
    maker = member(licensee, email="maker@example.org")
    version = waiting(world.product())
    notice = Notice.objects.get(user=person("maker@example.org"))
    assert '<span class="bell-count">1<' in maker.get("/licensee/").text
    opened = maker.post(f"/licensee/notices/{notice.pk}/", follow=True)
    assert opened.redirect_chain[-1][0] == f"{LIST}{version.pk}/"
    assert opened.status_code == 200
    maker.post("/licensee/notices/")
    assert "bell-count" not in maker.get("/licensee/notices/").text


def test_a_picture_that_another_product_has_is_pointed_out(
    world: RightsWorld, owner: Client, other: Licensee
) -> None:
    agreement = world.agreement()
    product, twin = (world.product(sku=sku, agreement=agreement) for sku in ("PIN-1", "PIN-2"))
    for sold, stem in ((product, "pictures/aa/one"), (twin, "pictures/bb/two")):
        picture(sold, stem)
    ProductImage.objects.update(perceptual_hash=0b1011, state="READY")
    version = ProductVersion.objects.get(product=product, number=1)
    freeze_content(version)
    page = owner.get(f"{LIST}{version.pk}/").text
    assert "This picture looks the same as one of PIN-2." in page
    ProductImage.objects.filter(product=twin).update(perceptual_hash=~0b1011)
    assert "This picture looks the same" not in owner.get(f"{LIST}{version.pk}/").text
