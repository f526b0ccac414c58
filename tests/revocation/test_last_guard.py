"""The database refuses an order line that may not be sold, whatever the application decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from catalog.models import Approval, Embargo, Product, ProductVersion
from licensing.models import Agreement, Licensee, StoreMandate, Territory
from licensing.rules.channels import Channel
from licensing.services import (
    place_hold,
    revoke_agreement,
    suspend_agreement,
    suspend_licensee,
    switch_eea_passive_sales,
)
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable
from shop.oscar.order.models import Line, Order
from shop.platform.core.periods import Period
from shop.platform.database.clock import clock_now
from tools.testing.factories.catalog import CLOSED_BORDERS, SINCE, UNTIL, RightsWorld
from tools.testing.factories.orders import basket_with, empty_order, request_for

pytestmark = pytest.mark.usefixtures("without_agreements")

FAR = datetime(2099, 1, 1, tzinfo=UTC)


def insert_line(product: Product, *, ship_to: str = "FR", channel: str = "WEB") -> str:
    """Write a line as nothing of ours would; return why the database refused it, or nothing."""
    order = empty_order()
    Order.objects.filter(pk=order.pk).update(ship_to_id=ship_to, channel=channel)
    try:
        with transaction.atomic():
            Line.objects.create(
                order=order,
                product=product,
                title=product.title,
                upc=product.upc,
                num_allocated=0,
                line_price_incl_tax=1,
                line_price_excl_tax=1,
                line_price_before_discounts_incl_tax=1,
                line_price_before_discounts_excl_tax=1,
            )
    except IntegrityError as error:
        diagnosis = error.__cause__.diag  # type: ignore[union-attr]
        assert diagnosis.constraint_name == "an_order_line_is_licensed"
        return str(diagnosis.message_detail)
    return ""


def revoke(world: RightsWorld, product: Product) -> None:
    now = clock_now()
    for agreement in Agreement.objects.all():
        revoke_agreement(
            agreement=agreement, by_id=world.officer_id, reason="r", at=now, effective_at=now
        )


def suspend(world: RightsWorld, product: Product) -> None:
    now = clock_now()
    suspend_agreement(
        agreement=Agreement.objects.get(),
        by_id=world.officer_id,
        reason="r",
        at=now,
        effective_at=now,
    )


def suspend_the_licensee(world: RightsWorld, product: Product) -> None:
    suspend_licensee(licensee=world.licensee, by_id=world.officer_id, reason="r", at=clock_now())


def lapse(world: RightsWorld, product: Product) -> None:
    Licensee.objects.update(audit_valid_until=SINCE)


def recall(world: RightsWorld, product: Product) -> None:
    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=product.pk)


def hold_mark(world: RightsWorld, product: Product) -> None:
    place_hold(kind="LEGAL", reason="r", at=clock_now(), mark=world.mark)


def hold_category(world: RightsWorld, product: Product) -> None:
    place_hold(kind="RULE40", reason="r", at=clock_now(), category=world.category)


def hold_licensee(world: RightsWorld, product: Product) -> None:
    place_hold(kind="COMMERCIAL", reason="r", at=clock_now(), licensee=world.licensee)


def withdraw(world: RightsWorld, product: Product) -> None:
    Approval.objects.update(withdrawn_at=clock_now())


def embargo(world: RightsWorld, product: Product) -> None:
    Embargo.objects.create(product=product, lifts_at=FAR)


def unrelease(world: RightsWorld, product: Product) -> None:
    ProductVersion.objects.update(status="DRAFT")


def hide(world: RightsWorld, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(is_public=False)


def close_the_territory(world: RightsWorld, product: Product) -> None:
    Territory.objects.filter(pk="FR").update(served=False)


def end_the_mandate(world: RightsWorld, product: Product) -> None:
    StoreMandate.objects.update(window=(SINCE, SINCE + timedelta(days=1)))


DENIALS: list[tuple[Callable[[RightsWorld, Product], None], str]] = [
    (revoke, "NO_GRANT"),
    (suspend, "NO_GRANT"),
    (suspend_the_licensee, "LICENSEE_SUSPENDED"),
    (lapse, "AUDIT_LAPSED"),
    (recall, "HOLDBACK"),
    (hold_mark, "HOLDBACK"),
    (hold_category, "HOLDBACK"),
    (hold_licensee, "HOLDBACK"),
    (withdraw, "NOT_APPROVED"),
    (embargo, "EMBARGOED"),
    (unrelease, "NOT_PUBLISHED"),
    (hide, "NOT_PUBLISHED"),
    (close_the_territory, "NOT_SERVED"),
    (end_the_mandate, "STORE_MANDATE"),
]


@pytest.mark.parametrize(("deny", "reason"), DENIALS, ids=[deny.__name__ for deny, _ in DENIALS])
def test_a_line_of_what_was_denied_is_refused(
    world: RightsWorld, deny: Callable[[RightsWorld, Product], None], reason: str
) -> None:
    product = world.product()
    assert insert_line(product) == ""
    deny(world, product)
    assert insert_line(product) == reason


def test_a_line_outside_the_granted_territory_or_channel_is_refused(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(include=["FR", "JP"], **CLOSED_BORDERS))
    assert insert_line(product) == ""
    assert insert_line(product, ship_to="US") == "NO_GRANT"
    assert insert_line(product, ship_to="DE") == "NO_GRANT"
    assert insert_line(product, channel=Channel.VENUE) == "NO_GRANT"
    assert insert_line(product, channel="FAX") == "CHANNEL_NOT_GRANTED"


def test_every_mark_needs_its_own_grant(world: RightsWorld) -> None:
    from tools.testing.factories.models import PropertyFactory

    other = PropertyFactory(holder=world.holder)
    product = world.product(
        marks=[world.mark, other], agreement=world.agreement(marks=[world.mark])
    )
    assert insert_line(product) == "NO_GRANT"


def test_sales_on_request_within_the_eea_pass_until_they_are_switched_off(
    world: RightsWorld,
) -> None:
    product = world.product(agreement=world.agreement(include=["DE"]))
    assert insert_line(product, ship_to="FR") == ""
    assert insert_line(product, ship_to="US") == "NO_GRANT"
    switch_eea_passive_sales(on=False, reference="C-1", by_id=None)
    assert insert_line(product, ship_to="FR") == "NO_GRANT"


def test_a_sell_off_passes_and_ends(world: RightsWorld) -> None:
    ended = Period(SINCE, clock_now() - timedelta(days=10))
    on = world.agreement(term=ended, window=ended, sell_off_days=30)
    product = world.product(agreement=on)
    assert insert_line(product) == ""
    other = world.agreement(
        term=ended, window=ended, sell_off_days=5, licensee=_another_licensee(), marks=[world.mark]
    )
    assert insert_line(world.product(sku="PIN-2", agreement=other)) == "NO_GRANT"


def _another_licensee() -> Licensee:
    from tools.testing.factories.models import LicenseeFactory

    licensee: Licensee = LicenseeFactory()
    return licensee


def test_a_window_that_has_not_begun_is_refused(world: RightsWorld) -> None:
    later = Period(clock_now() + timedelta(days=1), UNTIL)
    product = world.product(agreement=world.agreement(window=later))
    assert insert_line(product) == "NO_GRANT"


def test_an_order_is_not_sent_elsewhere_than_its_lines_may_go(world: RightsWorld) -> None:
    product = world.product(agreement=world.agreement(include=["FR"], **CLOSED_BORDERS))
    order = place_order(request_for(basket_with(product))).order
    with pytest.raises(IntegrityError, match="may not go to"), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(ship_to_id="US")
    with pytest.raises(IntegrityError, match="may not go to"), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(channel="VENUE")


def test_a_line_is_not_turned_into_another_article(world: RightsWorld) -> None:
    order = place_order(request_for(basket_with(world.product()))).order
    recalled = world.product(sku="PIN-2")
    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=recalled.pk)
    with pytest.raises(IntegrityError, match="may not be sold"), transaction.atomic():
        Line.objects.filter(order=order).update(product=recalled)


def test_a_gate_that_allows_everything_is_stopped_by_the_database(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from licensing.services import decisions

    product = world.product()
    request = request_for(basket_with(product))
    true_gate = decisions.decide

    def broken(facts: object, *args: object, **kwargs: object) -> object:
        allowed = replace(facts, holds=())  # type: ignore[type-var]
        return true_gate(allowed, *args, **kwargs)  # type: ignore[arg-type]

    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=product.pk)
    monkeypatch.setattr(decisions, "decide", broken)
    with pytest.raises(NotSellable) as refusal:
        place_order(request)
    assert refusal.value.data["reason"] == "HOLDBACK"
    assert not Order.objects.exists()


def test_the_numbers_of_channels_are_those_of_the_grants(world: RightsWorld) -> None:
    with connection.cursor() as cursor:
        for channel in Channel:
            cursor.execute("select order_channel_number(%s)", [channel])
            assert cursor.fetchone() == (channel.number,)
