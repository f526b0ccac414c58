"""The revision rises with every write of rights, and facts kept under one are never stale."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from catalog.models import Product
from catalog.services import decide_products
from licensing.models import Agreement, Clearance, Licensee, StoreMandate, Territory
from licensing.reading.snapshot import STATE, current_revision
from licensing.services import (
    find_or_create_profile,
    lift_hold,
    place_hold,
    resume_agreement,
    revoke_agreement,
    suspend_agreement,
)
from tests.licensing.threads import do_elsewhere
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import CategoryFactory, PropertyFactory

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def allowed(product: Product, territory: str = "FR") -> bool:
    return decide_products([product], territory, "WEB", NOW)[product.pk].allowed


def revoke(agreement: Agreement) -> None:
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=NOW, effective_at=NOW)


WRITES = {
    "draft": lambda world: world.agreement(active=False),
    "activation": lambda world: world.agreement(),
    "hold": lambda _: place_hold(kind="LEGAL", reason="r", at=NOW),
    "licensee": lambda world: Licensee.objects.filter(pk=world.licensee.pk).update(
        status="pending"
    ),
    "mandate": lambda _: StoreMandate.objects.update(name="Other"),
    "territory": lambda _: Territory.objects.filter(pk="FR").update(served=False),
    "mark": lambda world: PropertyFactory(holder=world.holder),
    "category": lambda _: CategoryFactory(),
    "clearance": lambda _: Clearance.objects.all().delete(),
    "profile": lambda world: find_or_create_profile(
        licensee=world.licensee, category=CategoryFactory(), marks=[world.mark]
    ),
}


@pytest.mark.parametrize("write", WRITES)
def test_the_revision_rises_with_each_write(world: RightsWorld, write: str) -> None:
    before = current_revision() or 0
    WRITES[write](world)
    assert (current_revision() or 0) > before


def test_the_revision_rises_with_each_step_of_an_agreement_and_a_hold(world: RightsWorld) -> None:
    agreement, placed = world.agreement(), place_hold(kind="LEGAL", reason="r", at=NOW)
    seen = [current_revision()]
    for step in (
        lambda: suspend_agreement(
            agreement=agreement, by_id=None, reason="r", at=NOW, effective_at=NOW
        ),
        lambda: resume_agreement(agreement=agreement, by_id=None, at=NOW),
        lambda: revoke(agreement),
        lambda: lift_hold(hold=placed, at=NOW + timedelta(hours=1)),
    ):
        step()
        seen.append(current_revision())
    assert seen == sorted(set(seen))


def test_reading_leaves_the_revision_as_it_is(world: RightsWorld) -> None:
    product = world.product()
    before = current_revision()
    assert allowed(product)
    assert current_revision() == before


def state_key() -> str:
    """Return the key under which facts are kept: of all counters, because sums may coincide."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return str(cursor.fetchone()[1])


def test_the_key_of_a_rolled_back_write_is_not_used_again(committed_world: RightsWorld) -> None:
    before = state_key()
    with transaction.atomic():
        place_hold(kind="LEGAL", reason="r", at=NOW)
        undone = state_key()
        transaction.set_rollback(True)
    assert state_key() == before
    place_hold(kind="LEGAL", reason="r", at=NOW)
    assert len({before, undone, state_key()}) == 3


def test_a_revocation_on_another_connection_denies_the_next_decision(
    committed_world: RightsWorld,
) -> None:
    agreement = committed_world.agreement()
    product = committed_world.product(agreement=agreement)
    assert allowed(product)
    do_elsewhere(lambda: revoke(agreement))
    assert not allowed(product)


def test_facts_of_a_rolled_back_stop_are_forgotten(committed_world: RightsWorld) -> None:
    product = committed_world.product()
    with transaction.atomic():
        place_hold(kind="LEGAL", reason="r", at=NOW)
        assert not allowed(product)
        transaction.set_rollback(True)
    assert allowed(product)


def test_an_uncommitted_stop_is_seen_by_its_own_connection_alone(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product()
    with transaction.atomic():
        place_hold(kind="LEGAL", reason="r", at=NOW)
        assert not allowed(product)
        assert do_elsewhere(lambda: allowed(product))
        assert not allowed(product)
    assert not do_elsewhere(lambda: allowed(product))


def test_a_territory_no_longer_served_denies_the_next_decision(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product()
    assert allowed(product)
    do_elsewhere(lambda: Territory.objects.filter(pk="FR").update(served=False))
    assert not allowed(product)


def test_known_facts_of_rights_are_not_read_again(
    world: RightsWorld, django_assert_num_queries: Any
) -> None:
    """One query for the product's approvals, the territory and the revision."""
    product = world.product()
    assert allowed(product)
    with django_assert_num_queries(1):
        assert allowed(product)


def test_many_products_are_decided_in_as_many_queries_as_one(
    world: RightsWorld, django_assert_num_queries: Any
) -> None:
    products = [world.product(sku=f"SKU-{number}") for number in range(5)]
    assert all(allowed(product) for product in products)
    with django_assert_num_queries(1):
        decisions = decide_products(products, "FR", "WEB", NOW)
    assert len(decisions) == 5
