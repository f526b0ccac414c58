"""A hold stops what its scope names, at once, in lists and in decisions, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from catalog.models import Product
from catalog.services import decide_products
from licensing.models import Holdback, ProductCategory, Territory
from licensing.rules.number_sets import NumberSet
from licensing.services import add_category, lift_hold, place_hold
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import CategoryFactory, LicenseeFactory, PropertyFactory

pytestmark = pytest.mark.usefixtures("without_agreements")

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BEFORE = datetime(2025, 6, 1, tzinfo=UTC)  # before any clock that runs this
HOUR = timedelta(hours=1)


def sold(product: Product, territory: str = "FR", channel: Any = "WEB", at: datetime = NOW) -> bool:
    """Ask the gate and the list; they must say the same."""
    decided = decide_products([product], territory, channel, at)[product.pk].allowed
    listed = Product.objects.sellable_in(territory, channel, at).filter(pk=product.pk).exists()
    assert listed == decided
    return decided


def hold(at: datetime = NOW, kind: str = "COMMERCIAL", **scope: Any) -> Holdback:
    return place_hold(kind=kind, reason="test", at=at, **scope)


def test_a_hold_of_everything_stops_everything_from_its_instant(world: RightsWorld) -> None:
    product = world.product()
    hold()
    assert sold(product, at=NOW - timedelta(microseconds=1))
    assert not sold(product, at=NOW)


def test_a_product_alone_is_held(world: RightsWorld) -> None:
    held, other = world.product(sku="A"), world.product(sku="B")
    hold(product_id=held.pk, kind="RECALL")
    assert not sold(held)
    assert sold(other)
    assert decide_products([held], "FR", "WEB", NOW)[held.pk].reason == "RECALLED"


@pytest.mark.parametrize("part", ["mark", "category", "licensee"])
def test_a_scope_stops_what_it_names_and_leaves_the_rest(world: RightsWorld, part: str) -> None:
    product = world.product()
    others = {"mark": PropertyFactory, "category": CategoryFactory, "licensee": LicenseeFactory}
    hold(**{part: others[part]()})
    assert sold(product)
    hold(**{part: getattr(world, part)})
    assert not sold(product)


def last_guard(product: Product) -> str | None:
    """Ask what the database itself would refuse an order line for."""
    with connection.cursor() as cursor:
        cursor.execute("select order_refusal(%s, 'FR', 'WEB')", [product.pk])
        refusal: str | None = cursor.fetchone()[0]
        return refusal


def test_a_category_stops_all_below_it_also_what_is_added_later(world: RightsWorld) -> None:
    branch = CategoryFactory(is_leaf=False)
    middle = CategoryFactory(is_leaf=False, parent=branch)
    ProductCategory.objects.filter(pk=world.category.pk).update(parent=middle)
    product = world.product()
    hold(category=CategoryFactory(is_leaf=False), at=BEFORE)
    assert sold(product)
    assert last_guard(product) is None
    placed = hold(category=branch, at=BEFORE)
    assert not sold(product)
    assert last_guard(product) == "HOLDBACK"
    later = add_category(code="later", name="Later", parent=middle)
    placed.refresh_from_db()
    assert later.number in placed.categories


def test_a_scope_of_two_parts_stops_only_what_has_both(world: RightsWorld) -> None:
    product = world.product()
    hold(mark=world.mark, category=CategoryFactory())
    assert sold(product)
    hold(mark=world.mark, category=world.category)
    assert not sold(product)


def test_a_hold_keeps_to_its_territories_and_channels(world: RightsWorld) -> None:
    product = world.product()
    france = NumberSet.of([Territory.objects.get(pk="FR").number])
    hold(territories=france, channels=NumberSet.of([2]))
    assert not sold(product, "FR", "APP")
    assert sold(product, "FR", "WEB")
    assert sold(product, "DE", "APP")


def test_a_lifted_hold_allows_again_and_stays_on_record(world: RightsWorld) -> None:
    product = world.product()
    placed = hold()
    lift_hold(hold=placed, at=NOW + HOUR)
    assert not sold(product, at=NOW + HOUR - timedelta(microseconds=1))
    assert sold(product, at=NOW + HOUR)
    placed.refresh_from_db()
    assert placed.window.lower == NOW


def test_a_hold_names_a_product_or_a_wider_scope_never_both(world: RightsWorld) -> None:
    with pytest.raises(IntegrityError, match="a_hold_names_a_product"), transaction.atomic():
        hold(product_id=1, mark=world.mark)
