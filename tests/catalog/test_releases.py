"""A product is seen from when, until when and where every holder of its marks approved it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Approval, Embargo, Product, ProductRights, ProductVersion
from catalog.services import decide_products
from licensing.models import Territory
from licensing.services import define_territory_set
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
TICK = timedelta(microseconds=1)


def reason(
    world: RightsWorld, product: Product, at: datetime = NOW, territory: str = "FR"
) -> str | None:
    """Compile, ask the decision and the list, which must agree; return the decision's reason."""
    world.refresh(product)
    decision = decide_products([product], territory, "WEB", at)[product.pk]
    listed = Product.objects.sellable_in(territory, "WEB", at).filter(pk=product.pk).exists()
    assert listed == decision.allowed
    return decision.reason


def version_of(product: Product) -> ProductVersion:
    return product.versions.get(status="RELEASED")


def two_holders(world: RightsWorld) -> tuple[Product, ProductVersion]:
    """Return a product with a second holder's mark, approved by the first holder only."""
    second = RightsHolderFactory(code="second")
    mark = PropertyFactory(holder=second)
    theirs = world.agreement(marks=[mark], holder=second)
    product = world.product(marks=[world.mark, mark], agreement=world.agreement())
    version = version_of(product)
    ProductRights.objects.filter(version=version, property=mark).update(agreement=theirs)
    return product, version


def test_silence_is_not_approval(world: RightsWorld) -> None:
    product = world.product(approved=False)
    assert reason(world, product) == "NOT_APPROVED"
    assert product.released is None


def test_a_rejection_is_not_approval(world: RightsWorld) -> None:
    product = world.product()
    Approval.objects.update(verdict="REJECTED")
    assert reason(world, product) == "NOT_APPROVED"


def test_an_approval_of_an_earlier_stage_does_not_release(world: RightsWorld) -> None:
    product = world.product()
    Approval.objects.update(stage="DESIGN")
    assert reason(world, product) == "NOT_APPROVED"


def test_every_holder_approves(world: RightsWorld) -> None:
    product, version = two_holders(world)
    assert reason(world, product) == "NOT_APPROVED"
    world.approve(version, ProductRights.objects.latest("pk").agreement.licensor)
    assert reason(world, product) is None


def test_another_holders_approval_is_worth_nothing(world: RightsWorld) -> None:
    product = world.product(approved=False)
    world.approve(version_of(product), RightsHolderFactory())
    assert reason(world, product) == "NOT_APPROVED"


def test_one_withdrawn_approval_of_two_stops_the_sale(world: RightsWorld) -> None:
    product, version = two_holders(world)
    theirs = world.approve(version, ProductRights.objects.latest("pk").agreement.licensor)
    theirs.withdrawn_at = LATER
    theirs.save()
    assert reason(world, product, LATER - TICK) is None
    assert reason(world, product, LATER) == "APPROVAL_WITHDRAWN"
    assert product.released.upper == LATER


def test_a_new_approval_follows_a_withdrawn_one(world: RightsWorld) -> None:
    product = world.product()
    Approval.objects.update(withdrawn_at=NOW - timedelta(days=1))
    assert reason(world, product) == "APPROVAL_WITHDRAWN"
    world.approve(version_of(product), world.holder)
    assert reason(world, product) is None


def test_an_approval_expires(world: RightsWorld) -> None:
    product = world.product()
    Approval.objects.update(expires_at=LATER)
    assert reason(world, product, LATER - TICK) is None
    assert reason(world, product, LATER) == "NOT_APPROVED"


def test_an_approval_begins_with_its_decision(world: RightsWorld) -> None:
    product = world.product()
    Approval.objects.update(decided_at=NOW)
    assert reason(world, product, NOW - TICK) == "NOT_APPROVED"
    assert reason(world, product, NOW) is None


def test_an_approval_is_good_where_it_says(world: RightsWorld) -> None:
    product, version = two_holders(world)
    europe = define_territory_set(code="E", name="E", include=["FR", "DE"])
    france = define_territory_set(code="F", name="F", include=["FR", "US"])
    Approval.objects.update(territory_set_version=europe)
    theirs = world.approve(version, ProductRights.objects.latest("pk").agreement.licensor)
    theirs.territory_set_version = france
    theirs.save()
    assert reason(world, product, territory="FR") is None
    assert reason(world, product, territory="DE") == "NOT_APPROVED"
    assert reason(world, product, territory="US") == "NOT_APPROVED"
    number = Territory.objects.get(pk="FR").number
    assert product.released_territories.ranges == ((number, number + 1),)


def test_an_embargo_hides_until_it_lifts_and_the_latest_counts(world: RightsWorld) -> None:
    product = world.product()
    for lifts_at in (LATER, NOW):
        Embargo.objects.create(product=product, lifts_at=lifts_at)
    assert reason(world, product, LATER - TICK) == "EMBARGOED"
    assert reason(world, product, LATER) is None


def test_an_approval_that_ends_before_the_embargo_lifts_never_releases(world: RightsWorld) -> None:
    product = world.product()
    Approval.objects.update(expires_at=NOW)
    Embargo.objects.create(product=product, lifts_at=LATER)
    assert reason(world, product) == "EMBARGOED"
    assert product.released is None


def test_a_version_that_waits_for_approval_changes_nothing(world: RightsWorld) -> None:
    product = world.product()
    ProductVersion.objects.create(
        product=product, number=2, status="SUBMITTED", content_hash="1" * 64
    )
    assert reason(world, product) is None


def test_a_superseding_version_needs_approvals_of_its_own(world: RightsWorld) -> None:
    product = world.product()
    version = version_of(product)
    agreement = version.marks.get().agreement
    ProductVersion.objects.filter(pk=version.pk).update(status="SUPERSEDED")
    newer = ProductVersion.objects.create(
        product=product, number=2, status="RELEASED", content_hash="1" * 64
    )
    ProductRights.objects.create(version=newer, property=world.mark, agreement=agreement)
    assert reason(world, product) == "NOT_APPROVED"
    world.approve(newer, world.holder)
    assert reason(world, product) is None


def test_two_versions_are_never_released_at_once(world: RightsWorld) -> None:
    product = world.product()
    with pytest.raises(IntegrityError, match="one_version_of_a_product"), transaction.atomic():
        ProductVersion.objects.create(
            product=product, number=2, status="RELEASED", content_hash="1" * 64
        )


def test_a_product_without_a_released_version_is_not_published(world: RightsWorld) -> None:
    product = world.product()
    ProductVersion.objects.update(status="DRAFT")
    assert reason(world, product) == "NOT_PUBLISHED"


def test_a_hidden_product_is_not_published(world: RightsWorld) -> None:
    assert reason(world, world.product(is_public=False)) == "NOT_PUBLISHED"


def test_goods_declared_unmarked_need_no_approval(world: RightsWorld) -> None:
    product = world.product(marks=[], agreement=world.agreement(), unmarked=True, approved=False)
    assert reason(world, product) is None


def test_goods_without_marks_that_nobody_declared_unmarked_are_not_sold(world: RightsWorld) -> None:
    product = world.product(marks=[], agreement=world.agreement(), approved=False)
    assert reason(world, product) == "NO_PROPERTY"


def test_a_mark_added_to_a_version_that_no_grant_covers_stops_the_sale(world: RightsWorld) -> None:
    mark = PropertyFactory(holder=world.holder)
    product = world.product(marks=[world.mark, mark], agreement=world.agreement())
    assert reason(world, product) == "NO_GRANT"


def test_one_standing_decision_per_holder_and_stage(world: RightsWorld) -> None:
    product = world.product()
    with pytest.raises(IntegrityError, match="one_standing_decision"), transaction.atomic():
        Approval.objects.create(
            version=version_of(product), holder=world.holder, verdict="REJECTED", decided_at=SINCE
        )
