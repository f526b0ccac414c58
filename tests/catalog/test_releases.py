"""A product is seen from when, until when and where every holder of its marks approved it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Approval, Embargo, Product, ProductRights, ProductVersion
from catalog.services import decide_products
from licensing.models import Territory
from licensing.services import define_territory_set
from tools.testing.factories.catalog import SINCE, Shop
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
TICK = timedelta(microseconds=1)


def reason(shop: Shop, product: Product, at: datetime = NOW, territory: str = "FR") -> str | None:
    """Compile, ask the gate and the list, which must say the same; return the gate's reason."""
    shop.refresh(product)
    decision = decide_products([product], territory, "WEB", at)[product.pk]
    listed = Product.objects.sellable_in(territory, "WEB", at).filter(pk=product.pk).exists()
    assert listed == decision.allowed
    return decision.reason


def version_of(product: Product) -> ProductVersion:
    return product.versions.get(status="RELEASED")


def two_holders(shop: Shop) -> tuple[Product, ProductVersion]:
    """Return a product with a second holder's mark, approved by the first holder only."""
    second = RightsHolderFactory(code="second")
    mark = PropertyFactory(holder=second)
    theirs = shop.agreement(marks=[mark], holder=second)
    product = shop.product(marks=[shop.mark, mark], agreement=shop.agreement())
    version = version_of(product)
    ProductRights.objects.filter(version=version, property=mark).update(agreement=theirs)
    return product, version


def test_silence_is_not_approval(shop: Shop) -> None:
    product = shop.product(approved=False)
    assert reason(shop, product) == "NOT_APPROVED"
    assert product.released is None


def test_a_rejection_is_not_approval(shop: Shop) -> None:
    product = shop.product()
    Approval.objects.update(verdict="REJECTED")
    assert reason(shop, product) == "NOT_APPROVED"


def test_an_approval_of_an_earlier_stage_does_not_release(shop: Shop) -> None:
    product = shop.product()
    Approval.objects.update(stage="DESIGN")
    assert reason(shop, product) == "NOT_APPROVED"


def test_every_holder_approves(shop: Shop) -> None:
    product, version = two_holders(shop)
    assert reason(shop, product) == "NOT_APPROVED"
    shop.approve(version, ProductRights.objects.latest("pk").agreement.licensor)
    assert reason(shop, product) is None


def test_another_holders_approval_is_worth_nothing(shop: Shop) -> None:
    product = shop.product(approved=False)
    shop.approve(version_of(product), RightsHolderFactory())
    assert reason(shop, product) == "NOT_APPROVED"


def test_one_withdrawn_approval_of_two_stops_the_sale(shop: Shop) -> None:
    product, version = two_holders(shop)
    theirs = shop.approve(version, ProductRights.objects.latest("pk").agreement.licensor)
    theirs.withdrawn_at = LATER
    theirs.save()
    assert reason(shop, product, LATER - TICK) is None
    assert reason(shop, product, LATER) == "APPROVAL_WITHDRAWN"
    assert product.released.upper == LATER


def test_a_new_approval_follows_a_withdrawn_one(shop: Shop) -> None:
    product = shop.product()
    Approval.objects.update(withdrawn_at=NOW - timedelta(days=1))
    assert reason(shop, product) == "APPROVAL_WITHDRAWN"
    shop.approve(version_of(product), shop.holder)
    assert reason(shop, product) is None


def test_an_approval_expires(shop: Shop) -> None:
    product = shop.product()
    Approval.objects.update(expires_at=LATER)
    assert reason(shop, product, LATER - TICK) is None
    assert reason(shop, product, LATER) == "NOT_APPROVED"


def test_an_approval_begins_with_its_decision(shop: Shop) -> None:
    product = shop.product()
    Approval.objects.update(decided_at=NOW)
    assert reason(shop, product, NOW - TICK) == "NOT_APPROVED"
    assert reason(shop, product, NOW) is None


def test_an_approval_is_good_where_it_says(shop: Shop) -> None:
    product, version = two_holders(shop)
    europe = define_territory_set(code="E", name="E", include=["FR", "DE"])
    france = define_territory_set(code="F", name="F", include=["FR", "US"])
    Approval.objects.update(territory_set_version=europe)
    theirs = shop.approve(version, ProductRights.objects.latest("pk").agreement.licensor)
    theirs.territory_set_version = france
    theirs.save()
    assert reason(shop, product, territory="FR") is None
    assert reason(shop, product, territory="DE") == "NOT_APPROVED"
    assert reason(shop, product, territory="US") == "NOT_APPROVED"
    number = Territory.objects.get(pk="FR").number
    assert product.released_territories.ranges == ((number, number + 1),)


def test_an_embargo_hides_until_it_lifts_and_the_latest_counts(shop: Shop) -> None:
    product = shop.product()
    for lifts_at in (LATER, NOW):
        Embargo.objects.create(product=product, lifts_at=lifts_at)
    assert reason(shop, product, LATER - TICK) == "EMBARGOED"
    assert reason(shop, product, LATER) is None


def test_an_approval_that_ends_before_the_embargo_lifts_never_releases(shop: Shop) -> None:
    product = shop.product()
    Approval.objects.update(expires_at=NOW)
    Embargo.objects.create(product=product, lifts_at=LATER)
    assert reason(shop, product) == "EMBARGOED"
    assert product.released is None


def test_a_version_that_waits_for_approval_changes_nothing(shop: Shop) -> None:
    product = shop.product()
    ProductVersion.objects.create(
        product=product, number=2, status="SUBMITTED", content_hash="1" * 64
    )
    assert reason(shop, product) is None


def test_a_superseding_version_needs_approvals_of_its_own(shop: Shop) -> None:
    product = shop.product()
    version = version_of(product)
    agreement = version.marks.get().agreement
    ProductVersion.objects.filter(pk=version.pk).update(status="SUPERSEDED")
    newer = ProductVersion.objects.create(
        product=product, number=2, status="RELEASED", content_hash="1" * 64
    )
    ProductRights.objects.create(version=newer, property=shop.mark, agreement=agreement)
    assert reason(shop, product) == "NOT_APPROVED"
    shop.approve(newer, shop.holder)
    assert reason(shop, product) is None


def test_two_versions_are_never_released_at_once(shop: Shop) -> None:
    product = shop.product()
    with pytest.raises(IntegrityError, match="one_version_of_a_product"), transaction.atomic():
        ProductVersion.objects.create(
            product=product, number=2, status="RELEASED", content_hash="1" * 64
        )


def test_a_product_without_a_released_version_is_not_published(shop: Shop) -> None:
    product = shop.product()
    ProductVersion.objects.update(status="DRAFT")
    assert reason(shop, product) == "NOT_PUBLISHED"


def test_a_hidden_product_is_not_published(shop: Shop) -> None:
    assert reason(shop, shop.product(is_public=False)) == "NOT_PUBLISHED"


def test_goods_declared_unmarked_need_no_approval(shop: Shop) -> None:
    product = shop.product(marks=[], agreement=shop.agreement(), unmarked=True, approved=False)
    assert reason(shop, product) is None


def test_goods_without_marks_that_nobody_declared_unmarked_are_not_sold(shop: Shop) -> None:
    product = shop.product(marks=[], agreement=shop.agreement(), approved=False)
    assert reason(shop, product) == "NO_PROPERTY"


def test_a_mark_added_to_a_version_that_no_grant_covers_stops_the_sale(shop: Shop) -> None:
    mark = PropertyFactory(holder=shop.holder)
    product = shop.product(marks=[shop.mark, mark], agreement=shop.agreement())
    assert reason(shop, product) == "NO_GRANT"


def test_one_standing_decision_per_holder_and_stage(shop: Shop) -> None:
    product = shop.product()
    with pytest.raises(IntegrityError, match="one_standing_decision"), transaction.atomic():
        Approval.objects.create(
            version=version_of(product), holder=shop.holder, verdict="REJECTED", decided_at=SINCE
        )
