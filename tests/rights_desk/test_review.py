"""The queue and one version beside the one on sale: found, compared, talked about, decided."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import Approval, ApprovalCondition, ReviewClock, ReviewComment
from shop.identity.notices.models import Notice
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, PropertyFactory, RightsHolderFactory
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

QUEUE = "/rights/approvals/"


@pytest.fixture
def brand(world: RightsWorld) -> Client:
    """Return a brand approver of the shop's holder."""
    return brand_person(world.holder)


def caps(world: RightsWorld, *colors: str, **fields: Any) -> list[Any]:
    """Return versions of caps that wait, one of each color."""
    agreement = world.agreement()
    return [
        waiting(
            world.product(
                sku=f"CAP-{color}",
                title=f"Cap {color}",
                color=color,
                agreement=agreement,
                **fields,
            )
        )
        for color in colors
    ]


def together(client: Client, versions: list[Any], **said: Any) -> Any:
    """Decide about several versions in one step, as a browser does."""
    data = {"stage": "RELEASE", "verdict": "APPROVED", "v": [one.pk for one in versions]}
    headers = {"accept": "text/html"}
    return client.post(f"{QUEUE}together/", data | said, follow=True, headers=headers)


def test_the_first_due_comes_first_and_what_is_overdue_is_marked(
    world: RightsWorld, brand: Client
) -> None:
    _red, blue = caps(world, "red", "blue")
    age(blue, 30)
    page = brand.get(QUEUE).text
    assert page.index("Cap blue") < page.index("Cap red")
    assert page.count("Overdue</strong>") == 1
    assert "Cap red" not in brand.get(QUEUE, {"overdue": "on"}).text


def test_the_queue_is_filtered_and_searched(world: RightsWorld, brand: Client) -> None:
    world.holder.approval_stages = ["DESIGN"]
    world.holder.save()
    caps(world, "red", "blue")
    other = PropertyFactory(holder=world.holder)
    for query, found in (
        ({"stage": "DESIGN"}, 2),
        ({"stage": "RELEASE"}, 0),
        ({"q": "cap-red"}, 1),
        ({"q": "cap\x00-red"}, 1),
        ({"licensee": str(world.licensee.pk)}, 2),
        ({"mark": str(world.mark.pk)}, 2),
        ({"mark": str(other.pk)}, 0),
        ({"licensee": "nonsense", "stage": "nonsense", "page": "nonsense"}, 2),
    ):
        assert f'<p class="field-hint">{found} version' in brand.get(QUEUE, query).text, query


def test_the_queue_asks_as_much_for_many_as_for_one(
    world: RightsWorld, brand: Client, django_assert_max_num_queries: Any
) -> None:
    for version in caps(world, "red", "blue", "green", "black"):
        picture(version.product, f"cap-{version.pk}")
    with django_assert_max_num_queries(21) as first:
        assert brand.get(QUEUE, {"q": "red"}).status_code == 200
    with django_assert_max_num_queries(len(first)):
        assert brand.get(QUEUE).text.count("queue-item") == 4


def test_the_queue_as_csv_tells_stage_and_due(world: RightsWorld, brand: Client) -> None:
    caps(world, "red")
    answer = brand.get(QUEUE, {"format": "csv"})
    head, row = b"".join(answer.streaming_content).decode().splitlines()
    assert head.endswith("Submitted (UTC),Stage,Waiting for,Due (UTC)")
    assert "Release,the holder,20" in row


def test_a_version_is_shown_beside_the_one_on_sale(world: RightsWorld, brand: Client) -> None:
    product = world.product(title="Red cap")
    picture(product, "old-front")
    picture(product, "same-back")
    proposed = [{"name": name, "alt": {}} for name in ("new-front", "same-back")]
    version = waiting(product, titles={"en": "Blue cap"}, pictures=proposed)
    picture(product, "new-front")
    page = brand.get(f"{QUEUE}{version.pk}/").text
    assert "<del>Red </del><ins>Blue </ins>cap" in page
    assert "2 differences from version 1 (released)" in page
    assert page.count('<span class="change">changed</span>') == 1
    assert "old-front-256.jpg" in page
    assert "new-front-256.jpg" in page


def test_a_resubmission_can_be_compared_with_what_was_rejected(
    world: RightsWorld, brand: Client
) -> None:
    product = world.product(title="Red cap")
    rejected = waiting(product, titles={"en": "Blue cap"})
    said = {"holder": world.holder.pk, "stage": "RELEASE", "verdict": "REJECTED"}
    brand.post(f"{QUEUE}{rejected.pk}/", said | {"conditions": "Not this blue"})
    next_one = waiting(product, titles={"en": "Navy cap"})
    page = brand.get(f"{QUEUE}{next_one.pk}/", {"against": "2"}).text
    assert "<del>Blue </del><ins>Navy </ins>cap" in page
    for nonsense in ("9", "x", "9" * 30):
        shown = brand.get(f"{QUEUE}{next_one.pk}/", {"against": nonsense}).text
        assert "from version 1 (released)" in shown


def test_a_click_on_a_picture_pins_the_comment(world: RightsWorld, brand: Client) -> None:
    product = world.product()
    picture(product, "front")
    version = waiting(product)
    where = f"{QUEUE}{version.pk}/comment/"
    shown = brand.get(where, {"picture": "front"}).text
    assert '<input type="image" name="pin"' in shown
    assert 'width="320" height="160"' in shown
    click = {"holder": world.holder.pk, "picture": "front", "pin.x": "80", "pin.y": "120"}
    empty = brand.post(where, click)
    assert empty.status_code == 422
    assert 'value="25.0"' in empty.text
    brand.post(where, click | {"text": "Too dark here"})
    comment = ReviewComment.objects.get()
    assert (str(comment.x), str(comment.y), comment.side) == ("0.250", "0.750", "HOLDER")
    page = brand.get(f"{QUEUE}{version.pk}/").text
    assert '<circle cx="160" cy="240"' in page
    assert "Too dark here" in page


def test_a_place_is_given_by_keyboard_too(world: RightsWorld, brand: Client) -> None:
    product = world.product()
    picture(product, "front")
    version = waiting(product)
    where = f"{QUEUE}{version.pk}/comment/"
    said = {
        "holder": world.holder.pk,
        "picture": "front",
        "text": "Here",
        "pin.x": "0",
        "pin.y": "0",
    }
    refused = brand.post(where, said)
    assert "enter it in percent" in refused.text
    assert brand.post(where, said | {"left": "50", "top": "101"}).status_code == 422
    assert brand.post(where, said | {"left": "50", "top": "100"}).status_code == 302
    assert brand.post(where, said | {"picture": "unknown"}).status_code == 422
    assert ReviewComment.objects.count() == 1


def test_a_question_stops_the_clock_and_says_so(world: RightsWorld, brand: Client) -> None:
    version = waiting(world.product())
    said = {"holder": world.holder.pk, "text": "Which red?", "asks": "on"}
    brand.post(f"{QUEUE}{version.pk}/comment/", said)
    assert ReviewClock.objects.get().due_at is None
    assert "Waiting for the licensee" in brand.get(QUEUE).text


def test_the_thread_goes_on_over_the_versions(world: RightsWorld, brand: Client) -> None:
    product = world.product()
    first = waiting(product)
    brand.post(f"{QUEUE}{first.pk}/comment/", {"holder": world.holder.pk, "text": "Wrong red"})
    second = waiting(product)
    page = brand.get(f"{QUEUE}{second.pk}/").text
    assert "Wrong red" in page
    assert "Version 2</span>" in page


def test_a_holders_thread_is_no_other_holders(world: RightsWorld, brand: Client) -> None:
    other = RightsHolderFactory()
    rival = brand_person(other, "rival@example.org")
    version = drafted(world.product())
    carry(version, world, other, [PropertyFactory(holder=other)])
    where = f"{QUEUE}{version.pk}/comment/"
    brand.post(where, {"holder": world.holder.pk, "text": "Between us"})
    assert "Between us" not in rival.get(f"{QUEUE}{version.pk}/").text
    assert rival.post(where, {"holder": world.holder.pk, "text": "Spoofed"}).status_code == 422
    stranger = brand_person(RightsHolderFactory(), "stranger@example.org")
    assert stranger.get(where).status_code == 404
    assert stranger.post(where, {"holder": world.holder.pk, "text": "x"}).status_code == 404
    assert ReviewComment.objects.count() == 1


def test_another_licensee_sees_nothing_of_it(world: RightsWorld) -> None:
    version = waiting(world.product())
    other = licensee_person(world, "other@example.org", licensee=LicenseeFactory())
    own = licensee_person(world)
    assert own.get(f"{QUEUE}{version.pk}/").status_code == 200
    assert other.get(f"{QUEUE}{version.pk}/").status_code == 404


def test_conditions_are_given_a_line_each(world: RightsWorld, brand: Client) -> None:
    version = waiting(world.product())
    said = {
        "holder": world.holder.pk,
        "stage": "RELEASE",
        "verdict": "APPROVED",
        "before_release": "Send a sample\n\n Show the label ",
        "later": "Mind the red",
    }
    brand.post(f"{QUEUE}{version.pk}/", said)
    rows = ApprovalCondition.objects.order_by("pk").values_list("text", "before_release")
    assert list(rows) == [
        ("Send a sample", True),
        ("Show the label", True),
        ("Mind the red", False),
    ]
    page = brand.get(f"{QUEUE}{version.pk}/").text
    assert page.count('<span class="state state-suspended">Open</span>') == 3


def test_a_rejection_has_no_conditions(world: RightsWorld, brand: Client) -> None:
    version = waiting(world.product())
    said = {"holder": world.holder.pk, "stage": "RELEASE", "verdict": "REJECTED"}
    page = brand.post(f"{QUEUE}{version.pk}/", said | {"later": "x", "conditions": "No"})
    assert "Conditions can only be set with an approval" in page.text
    assert Approval.objects.filter(version=version).count() == 0


def test_color_variants_are_decided_in_one_step(world: RightsWorld, brand: Client) -> None:
    red, blue = caps(world, "red", "blue")
    link = f"{QUEUE}together/?v={red.pk}&amp;v={blue.pk}"
    assert link in brand.get(f"{QUEUE}{red.pk}/").text
    shown = brand.get(f"{QUEUE}together/?v={red.pk}&v={blue.pk}")
    assert "Differs from the first" not in shown.text
    done = together(brand, [red, blue], holder=world.holder.pk)
    assert "2 of 2 decided" in done.text
    assert Approval.objects.filter(version__in=[red, blue], verdict="APPROVED").count() == 2


def test_each_of_several_is_refused_by_the_rules_of_one(world: RightsWorld, brand: Client) -> None:
    red, blue = caps(world, "red", "blue")
    own = waiting(
        world.product(sku="CAP-green", title="Cap green", color="green", agreement=_same(red)),
        by=person("brand@example.org"),
    )
    (wool,) = (
        waiting(world.product(sku="WOOL", title="Cap", material="Wool", agreement=_same(red))),
    )
    done = together(brand, [red, blue, own, wool], holder=world.holder.pk)
    assert "2 of 4 decided" in done.text
    assert "You cannot approve a version that you submitted." in done.text
    assert "more than color and pictures: Material." in done.text


def _same(version: Any) -> Any:
    return version.marks.get().agreement


def test_nobody_decides_together_what_is_not_theirs(world: RightsWorld, brand: Client) -> None:
    red, blue = caps(world, "red", "blue")
    rival = brand_person(RightsHolderFactory(), "rival@example.org")
    assert together(rival, [red, blue], holder=world.holder.pk).status_code == 404
    for nonsense in ("", "x", "9" * 30, "999999"):
        assert brand.get(f"{QUEUE}together/", {"v": nonsense}).status_code == 404
    assert Approval.objects.filter(version__in=[red, blue]).count() == 0


def test_a_notice_is_the_persons_own_and_read_by_opening_it(
    world: RightsWorld, brand: Client
) -> None:
    version = waiting(world.product())
    notice = Notice.objects.get(user=person("brand@example.org"))
    assert '<span class="bell-count">1<' in brand.get("/rights/").text
    stranger = brand_person(world.holder, "second@example.org")
    assert stranger.post(f"/rights/notices/{notice.pk}/").status_code == 404
    opened = brand.post(f"/rights/notices/{notice.pk}/")
    assert opened["Location"] == f"{QUEUE}{version.pk}/"
    assert "bell-count" not in brand.get("/rights/").text


def test_all_notices_are_read_at_once(world: RightsWorld, brand: Client) -> None:
    caps(world, "red", "blue")
    assert "2 unread" in brand.get("/rights/notices/").text
    brand.post("/rights/notices/")
    assert "0 unread" in brand.get("/rights/notices/").text
