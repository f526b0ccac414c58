"""A sale that is not known to be allowed is denied, and no additional fact allows it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Approval, Embargo, Product
from catalog.services import decide_products
from licensing.errors import GrantClash
from licensing.models import Agreement, Territory
from licensing.reading.clearance import compile_all
from licensing.services import place_hold, suspend_agreement
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable
from shop.oscar.order.models import Order
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from tests.edge_cases.everywhere import Asked, assert_sold
from tests.invariants.denials import DAY, MISSING, assert_sold_nowhere, embargo
from tests.licensing.situation import ask
from tests.licensing.threads import do_elsewhere
from tests.licensing.worlds import CHANNELS, DRILLED, PLACES, Built, worlds
from tools.testing.factories.catalog import CLOSED_BORDERS, EUROPE, SINCE, RightsWorld
from tools.testing.factories.models import LicenseeFactory, PropertyFactory
from tools.testing.factories.orders import basket_with, request_for

FEW: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "derandomize": not DRILLED,
    "suppress_health_check": list(HealthCheck),
}
CODES = (*EUROPE, "US", "JP")
places = st.sets(st.sampled_from(CODES), min_size=1)


@pytest.mark.parametrize("missing", MISSING)
def test_i1_without_one_of_the_facts_nothing_is_sold(world: RightsWorld, missing: str) -> None:
    """A sale without one of the required facts is denied."""
    product = world.product()
    assert_sold(Asked(product))
    MISSING[missing](world, product)
    compile_all()
    world.refresh(product)
    assert_sold_nowhere(Asked(product))


def test_i1_without_any_agreement_nothing_is_sold(world: RightsWorld) -> None:
    """A sale without any agreement is denied."""
    assert_sold_nowhere(Asked(world.product(agreement=world.agreement(active=False))))


def test_i2_a_rule_that_fails_denies() -> None:
    """An exception in a rule is a refusal."""
    decision = ask(holds=None)
    assert (decision.allowed, decision.reason) == (False, "RULE_ERROR")


def test_i2_a_decision_that_cannot_be_read_in_time_places_nothing(
    committed_world: RightsWorld,
) -> None:
    """A timeout of the database is a refusal."""
    request = request_for(basket_with(committed_world.product()))

    def place() -> None:
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '200ms'")
        place_order(request)

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"lock table {Approval._meta.db_table} in access exclusive mode")
        with pytest.raises(OperationalError, match="lock timeout"):
            do_elsewhere(place)
    assert not Order.objects.exists()
    assert place_order(request).order


def test_i2_facts_kept_from_before_a_hold_sell_nothing_after_it(
    committed_world: RightsWorld,
) -> None:
    """A stale read is a refusal: facts in memory do not outlive the revision they had."""
    product = committed_world.product()
    request = request_for(basket_with(product))
    do_elsewhere(
        lambda: place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    )
    with pytest.raises(NotSellable):
        place_order(request)
    assert not Order.objects.exists()


def test_i5_a_page_of_what_is_embargoed_is_not_there(world: RightsWorld) -> None:
    """An embargoed product has no page, wherever it may be sold later."""
    product = world.product(title="Golden secret")
    embargo(world, product)
    answer = Client().get(f"/en-fr/p/{product.slug}/{product.upc}/")
    assert answer.status_code == 404
    assert "Golden secret" not in answer.text


def test_i5_a_page_of_what_other_markets_sell_has_no_price_or_button(world: RightsWorld) -> None:
    """A product never granted here has a page that only says which shops sell it."""
    agreement = world.agreement(exclude=["FR"], **CLOSED_BORDERS)
    product = world.product(agreement=agreement)
    answer = Client().get(f"/en-fr/p/{product.slug}/{product.upc}/")
    assert answer.status_code == 404
    assert "noindex" in answer.text
    for hint in ("€20", "basket/add", "application/ld+json"):
        assert hint not in answer.text


def test_i5_a_page_of_what_has_expired_stays_without_price_or_button(world: RightsWorld) -> None:
    """An expired product keeps a page that sells nothing and is not indexed."""
    product = world.product(agreement=world.agreement(window=Period(SINCE, database_now() - DAY)))
    answer = Client().get(f"/en-fr/p/{product.slug}/{product.upc}/")
    assert answer.status_code == 200
    assert product.title in answer.text
    assert "noindex" in answer.text
    for hint in ("€20", "basket/add", "application/ld+json"):
        assert hint not in answer.text


def allowed_sales(products: list[Product]) -> set[tuple[int, str, str, int]]:
    """Return every product, place, channel and day that may be sold."""
    return {
        (pk, place, channel, day)
        for place in PLACES
        for channel in CHANNELS
        for day in range(0, 12, 3)
        for pk, decision in decide_products(
            products, place, channel, SINCE + timedelta(days=day)
        ).items()
        if decision.allowed
    }


def test_i7_a_hold_a_suspension_or_an_embargo_opens_nothing(world: RightsWorld) -> None:
    """One more stop never turns denied into allowed."""
    seen: list[int] = []

    def stop(built: Built, kind: str) -> None:
        if kind == "hold":
            place_hold(kind="COMMERCIAL", reason="r", at=SINCE + DAY, mark=built.marks[0])
        elif kind == "embargo":
            # The service refuses an embargo that has lifted; this one was placed before the sales.
            Embargo.objects.create(property=built.marks[0], lifts_at=SINCE + 4 * DAY)
            world.refresh(*built.products)
        else:
            for agreement in Agreement.objects.filter(status="ACTIVE"):
                suspend_agreement(
                    agreement=agreement, by_id=None, reason="r", at=SINCE, effective_at=SINCE
                )

    @settings(max_examples=DRILLED or 10, **FEW)
    @given(plan=worlds, kind=st.sampled_from(["hold", "embargo", "suspension"]))
    def compare(plan: Any, kind: str) -> None:
        with transaction.atomic():
            built = Built(world, plan)
            before = allowed_sales(built.products)
            stop(built, kind)
            seen.append(len(before))
            assert allowed_sales(built.products) <= before
            transaction.set_rollback(True)
        for row in (world.mandate, world.licensee, world.category, world.holder, world.mark):
            row.refresh_from_db()

    compare()
    assert sum(seen) > 0


@pytest.mark.parametrize("suspended", [False, True])
def test_i7_an_exclusive_keeps_others_out_while_it_is_suspended(
    world: RightsWorld, *, suspended: bool
) -> None:
    """A suspended exclusive blocks another licensee as it did before."""
    exclusive = world.agreement(include=["FR"], exclusivity="EXCLUSIVE")
    if suspended:
        suspend_agreement(agreement=exclusive, by_id=None, reason="r", at=SINCE, effective_at=SINCE)
    with pytest.raises(GrantClash), transaction.atomic():
        world.agreement(licensee=LicenseeFactory(), include=["FR"])


def test_i8_one_more_mark_never_widens_where_a_product_is_sold(world: RightsWorld) -> None:
    """A product with two marks is sold only where each of them may be."""
    territories = list(Territory.objects.filter(code__in=CODES).values_list("code", flat=True))

    def sold(product: Product) -> set[str]:
        now = database_now()
        decided = {
            code
            for code in territories
            if decide_products([product], code, "WEB", now)[product.pk].allowed
        }
        listed = {
            code
            for code in territories
            if Product.objects.sellable_in(code, "WEB", now).filter(pk=product.pk).exists()
        }
        assert listed <= decided
        return decided

    @settings(max_examples=DRILLED or 10, **FEW)
    @given(first=places, second=places)
    def compare(first: set[str], second: set[str]) -> None:
        with transaction.atomic():
            marks = [PropertyFactory(holder=world.holder) for _ in range(2)]
            one, two = (
                world.agreement(marks=[mark], include=include, **CLOSED_BORDERS)
                for mark, include in zip(marks, (first, second), strict=True)
            )
            alone = world.product(sku="ONE", marks=marks[:1], agreement=one)
            other = world.product(sku="OTHER", marks=marks[1:], agreement=two)
            both = world.product(sku="BOTH", marks=marks, agreement=one)
            assert sold(both) == sold(alone) & sold(other)
            transaction.set_rollback(True)

    compare()
