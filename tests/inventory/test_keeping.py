"""Stock at several locations: staff transfer it, announce it and receive it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from shop.commerce.inventory.availability import available_units
from shop.commerce.inventory.errors import AdjustmentRefused, OutOfStock
from shop.commerce.inventory.models import Location, StockMovement
from shop.commerce.inventory.routing import AvailableUnits, RequestedUnits
from shop.commerce.inventory.services import (
    NewLot,
    announce_stock,
    receive_lot,
    release_units,
    reserve,
    reserve_again,
    sell_reserved,
    transfer_stock,
)
from shop.commerce.inventory.services.reservations import release_reserved
from shop.identity.accounts.models import User
from shop.orders.invariants.registry import check_invariants
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.inventory.test_ledger import RULES
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LocationFactory, UserFactory
from tools.testing.factories.orders import empty_order

JUNE = date(2027, 6, 5)
TODAY = date(2026, 11, 27)


@pytest.fixture
def keeper(db: None) -> User:
    """Return who keeps stock."""
    return UserFactory()


@pytest.fixture
def pin(world: RightsWorld) -> StockRecord:
    """Return the record of an article with ten units at the main warehouse."""
    return world.product(sku="PIN-1", stock=10).stockrecords.get()


@pytest.fixture
def osaka(db: None) -> Location:
    """Return a second warehouse."""
    return LocationFactory(code="OSAKA", territory_id="JP", rank=200)


def hold(product_id: int, quantity: int, ships_on: date | None = None) -> object:
    """Keep units for an order; return it."""
    order = empty_order()
    reserve(
        order=order,
        requested=[RequestedUnits(product_id, quantity, ships_on)],
        expires_at=database_now() + timedelta(minutes=10),
    )
    return order


def broken() -> list[str]:
    return [found.name for found in check_invariants() if found.name in RULES and not found.holds]


def stock(product_id: int) -> list[tuple[int, int, int]]:
    """Return units in stock, held and sold of a product's records."""
    records = StockRecord.objects.filter(product=product_id).order_by("pk")
    return list(records.values_list("num_in_stock", "num_held", "num_allocated"))


def test_units_are_transferred_once_and_written_down_on_both_sides(
    pin: StockRecord, osaka: Location, keeper: User
) -> None:
    key = uuid4()
    for _ in range(2):
        transfer_stock(
            stock_record=pin, to=osaka, quantity=4, reason="Games time", by_id=keeper.pk, key=key
        )
    assert stock(pin.product_id) == [(6, 0, 0), (4, 0, 0)]
    moved = StockMovement.objects.filter(kind="TRANSFERRED").order_by("in_stock")
    assert [(move.in_stock, move.reason, move.by) for move in moved] == [
        (-4, "Games time", keeper),
        (4, "Games time", keeper),
    ]
    back = StockRecord.objects.get(location=osaka)
    transfer_stock(stock_record=back, to=pin.location, quantity=4, reason="Back", by_id=keeper.pk)
    assert stock(pin.product_id) == [(10, 0, 0), (0, 0, 0)]
    assert broken() == []


def test_what_is_promised_is_not_transferred(
    pin: StockRecord, osaka: Location, keeper: User
) -> None:
    hold(pin.product_id, 7)
    with pytest.raises(AdjustmentRefused) as refusal:
        transfer_stock(stock_record=pin, to=osaka, quantity=4, reason="r", by_id=keeper.pk)
    assert (refusal.value.data["reason"], refusal.value.data["promised"]) == ("below_promised", 7)
    for to, quantity, reason, said in (
        (pin.location, 1, "r", "same_location"),
        (osaka, 0, "r", "no_change"),
        (osaka, -1, "r", "no_change"),
        (osaka, 1, " ", "no_reason"),
    ):
        with pytest.raises(AdjustmentRefused) as refusal:
            transfer_stock(
                stock_record=pin, to=to, quantity=quantity, reason=reason, by_id=keeper.pk
            )
        assert refusal.value.data["reason"] == said
    assert stock(pin.product_id) == [(10, 7, 0)]


def test_a_pre_order_is_sold_up_to_its_cap_and_is_stock_when_it_has_come(
    world: RightsWorld, keeper: User
) -> None:
    pin = world.product(sku="PIN-9", stock=0).stockrecords.get()
    lot = NewLot(pin, pin.location, JUNE, 5)
    record = announce_stock(lot=lot, today=TODAY, by_id=keeper.pk)
    assert available_units([pin.product_id], "FR", "WEB") == {
        pin.product_id: AvailableUnits(0, 5, JUNE)
    }
    hold(pin.product_id, 4, JUNE)
    with pytest.raises(OutOfStock):
        hold(pin.product_id, 2, JUNE)
    with pytest.raises(OutOfStock):
        hold(pin.product_id, 1)
    with pytest.raises(AdjustmentRefused) as refusal:
        receive_lot(stock_record=record, came=3, by_id=keeper.pk)
    assert refusal.value.data["promised"] == 4
    record.refresh_from_db()
    assert record.announced
    assert receive_lot(stock_record=record, came=7, by_id=keeper.pk)
    assert not receive_lot(stock_record=record, came=9, by_id=keeper.pk)
    assert available_units([pin.product_id], "FR", "WEB") == {
        pin.product_id: AvailableUnits(3, 0, None)
    }
    kinds = StockMovement.objects.filter(stock_record=record).order_by("pk")
    assert list(kinds.values_list("kind", "in_stock", "held")) == [
        ("ANNOUNCED", 5, 0),
        ("HELD", 0, 4),
        ("ADJUSTED", 2, 0),
    ]
    assert broken() == []


@pytest.mark.parametrize(
    ("ships_on", "units", "said"),
    [
        (TODAY, 5, "past_date"),
        (JUNE, 0, "no_change"),
        (JUNE, -1, "no_change"),
        (date(2027, 7, 1), 5, "known_lot"),
        (date.max, 5, "far_date"),
    ],
)
def test_a_pre_order_that_cannot_be_is_refused(
    pin: StockRecord, keeper: User, ships_on: date, units: int, said: str
) -> None:
    known = NewLot(pin, pin.location, date(2027, 7, 1), 5)
    announce_stock(lot=known, today=TODAY, by_id=keeper.pk)
    lot = NewLot(pin, pin.location, ships_on, units)
    with pytest.raises(AdjustmentRefused) as refusal:
        announce_stock(lot=lot, today=TODAY, by_id=keeper.pk)
    assert refusal.value.data["reason"] == said


def test_a_pre_order_whose_day_has_passed_is_not_sold_before_it_has_come(
    pin: StockRecord, keeper: User
) -> None:
    late = NewLot(pin, pin.location, date(2026, 1, 2), 5)
    record = announce_stock(lot=late, today=date(2026, 1, 1), by_id=keeper.pk)
    assert available_units([pin.product_id], "FR", "WEB")[pin.product_id] == AvailableUnits(
        10, 0, None
    )
    receive_lot(stock_record=record, came=5, by_id=keeper.pk)
    assert available_units([pin.product_id], "FR", "WEB")[pin.product_id] == AvailableUnits(
        15, 0, None
    )


def test_a_location_serves_its_channels_and_countries_while_it_is_open(world: RightsWorld) -> None:
    product = world.product(stock=1)
    venue = LocationFactory(channels=["VENUE"], kind=Location.Kind.VENUE_STORE)
    japan = LocationFactory(territory_id="JP")
    japan.ships_to.set(["JP", "KR"])
    closed = LocationFactory(active=False)
    for units, location in ((2, venue), (4, japan), (8, closed)):
        world.stock(product, units, location=location)
    asked = [("FR", "WEB"), ("JP", "WEB"), ("KR", "APP"), ("FR", "VENUE"), ("JP", "VENUE")]
    left = [available_units([product.pk], *place)[product.pk].in_stock for place in asked]
    assert left == [1, 5, 5, 3, 7]


def test_a_split_order_gives_back_where_it_took_and_takes_elsewhere_when_it_must(
    world: RightsWorld, osaka: Location
) -> None:
    product = world.product(stock=3)
    world.stock(product, 4, location=osaka)
    order = hold(product.pk, 6)
    assert stock(product.pk) == [(3, 3, 0), (4, 3, 0)]
    sell_reserved(order=order)  # type: ignore[arg-type]
    release_units(order=order, quantities={product.pk: 4}, reason="refunded")  # type: ignore[arg-type]
    assert stock(product.pk) == [(3, 0, 0), (4, 0, 2)]
    late = hold(product.pk, 2)
    assert stock(product.pk) == [(3, 2, 0), (4, 0, 2)]
    release_reserved(order=late, reason="hold expired")  # type: ignore[arg-type]
    hold(product.pk, 2)
    reserve_again(order=late)  # type: ignore[arg-type]
    assert stock(product.pk) == [(3, 2, 0), (4, 2, 2)]
    assert broken() == []


def test_announced_units_do_not_become_stock_where_others_of_their_day_have_arrived(
    world: RightsWorld, osaka: Location, keeper: User
) -> None:
    pin = world.product(sku="PIN-8", stock=0).stockrecords.get()
    here, there = (
        announce_stock(lot=NewLot(pin, place, JUNE, 5), today=TODAY, by_id=keeper.pk)
        for place in (pin.location, osaka)
    )
    receive_lot(stock_record=there, came=5, by_id=keeper.pk)
    with pytest.raises(AdjustmentRefused) as refusal:
        transfer_stock(stock_record=here, to=osaka, quantity=3, reason="r", by_id=keeper.pk)
    assert refusal.value.data["reason"] == "arrived_apart"
    assert available_units([pin.product_id], "FR", "WEB")[pin.product_id] == AvailableUnits(
        5, 5, JUNE
    )


def test_units_that_arrived_while_a_page_was_open_are_not_announced_again_elsewhere(
    world: RightsWorld, osaka: Location, keeper: User
) -> None:
    pin = world.product(sku="PIN-8", stock=0).stockrecords.get()
    lot = NewLot(pin, pin.location, JUNE, 5)
    as_it_was = announce_stock(lot=lot, today=TODAY, by_id=keeper.pk)
    receive_lot(stock_record=StockRecord.objects.get(pk=as_it_was.pk), came=5, by_id=keeper.pk)
    with pytest.raises(AdjustmentRefused):
        transfer_stock(stock_record=as_it_was, to=osaka, quantity=3, reason="r", by_id=keeper.pk)
    assert available_units([pin.product_id], "FR", "WEB")[pin.product_id] == AvailableUnits(
        5, 0, None
    )
