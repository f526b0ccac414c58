"""The statements on all lines of an order do what a change of each record by itself does."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from catalog.models import Product
from shop.commerce.inventory.availability import (
    candidates_column,
    candidates_for,
    candidates_of,
    read_candidates,
)
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.commerce.inventory.reservation_statements import reserve_records, settle_reservations
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LocationFactory
from tools.testing.factories.orders import empty_order

Books = tuple[list[tuple[int, ...]], list[tuple[object, ...]], list[tuple[object, ...]]]


def books(order: Order, records: list[int]) -> Books:
    """Return counters, reservations and movements, without the numbers of rows."""
    counters = StockRecord.objects.filter(pk__in=records).order_by("pk")
    held = Reservation.objects.filter(order=order).order_by("stock_record_id")
    moved = StockMovement.objects.filter(reservation__order=order).order_by("pk")
    return (
        list(counters.values_list("num_in_stock", "num_held", "num_allocated")),
        list(held.values_list("stock_record_id", "quantity", "state", "expires_at")),
        list(
            moved.values_list(
                "stock_record_id", "kind", "in_stock", "held", "allocated", "reason"
            ).order_by("kind", "stock_record_id")
        ),
    )


def reserve_by_rows(order: Order, units: Mapping[int, int]) -> bool:
    """Reserve units of each record by itself, through the ORM."""
    for record in sorted(units):
        free = StockRecord.objects.filter(
            pk=record, num_in_stock__gte=(F("num_allocated") + F("num_held") + units[record])
        )
        if not free.update(num_held=F("num_held") + units[record]):
            return False
        held = Reservation.objects.create(
            order=order,
            stock_record_id=record,
            quantity=units[record],
            expires_at=order.hold_expires_at,
        )
        StockMovement.objects.create(
            stock_record_id=record, kind="HELD", held=held.quantity, reservation=held
        )
    return True


def settle_by_rows(order: Order, state: str, reason: str) -> None:
    """Sell or release the units of each record by itself, through the ORM."""
    sold = state == "SOLD"
    for held in Reservation.objects.filter(order=order, state="HELD"):
        taken = held.quantity if sold else 0
        StockRecord.objects.filter(pk=held.stock_record_id).update(
            num_held=F("num_held") - held.quantity, num_allocated=F("num_allocated") + taken
        )
        StockMovement.objects.create(
            stock_record_id=held.stock_record_id,
            kind=state,
            held=-held.quantity,
            allocated=taken,
            reservation=held,
            reason=reason,
        )
        Reservation.objects.filter(pk=held.pk).update(state=state)


@pytest.mark.parametrize("state", ["SOLD", "RELEASED"])
@pytest.mark.parametrize("wanted", [(1, 2, 3), (5, 5, 5), (6, 1, 1), (1, 1, 6)])
def test_one_statement_books_like_a_statement_for_each_record(
    world: RightsWorld, wanted: tuple[int, ...], state: str
) -> None:
    agreement = world.agreement()
    products = [
        world.product(sku=f"PIN-{number}", stock=5, agreement=agreement) for number in range(3)
    ]
    records = [StockRecord.objects.get(product=product).pk for product in products]
    units, order = dict(zip(records, wanted, strict=True)), empty_order()
    with transaction.atomic():
        by_rows = reserve_by_rows(order, units)
        settle_by_rows(order, state, "a reason")
        expected = books(order, records) if by_rows else None
        transaction.set_rollback(True)
    expires_at = order.hold_expires_at or database_now()
    assert reserve_records(order_id=order.pk, units=units, expires_at=expires_at) is by_rows
    for _ in range(2):  # the second time changes nothing
        settle_reservations(order_id=order.pk, state=state, reason="a reason")
    assert books(order, records) == (expected or ([(5, 0, 0)] * 3, [], []))


def test_an_order_does_not_reserve_a_record_again_while_it_holds_it(world: RightsWorld) -> None:
    record = StockRecord.objects.get(product=world.product(stock=5)).pk
    order, now = empty_order(), database_now()
    assert reserve_records(order_id=order.pk, units={record: 2}, expires_at=now)
    with pytest.raises((RuntimeError, IntegrityError)), transaction.atomic():
        reserve_records(order_id=order.pk, units={record: 1}, expires_at=now)
    assert StockRecord.objects.get(pk=record).num_held == 2


def test_the_stock_of_a_statement_is_the_stock_of_the_orm_everywhere(world: RightsWorld) -> None:
    product, now = world.product(stock=4), database_now()
    places = [
        LocationFactory(channels=["WEB"], territory_id="DE", rank=3),
        LocationFactory(channels=["WEB", "VENUE"], active=False),
        LocationFactory(channels=["VENUE"]),
        LocationFactory(channels=["WEB"]),
    ]
    places[0].ships_to.set(["DE", "AT"])
    places[3].ships_to.set(["FR"])
    for number, place in enumerate(places):
        world.stock(product, number + 1, location=place)
        for days, arrived_at in ((-9, None), (-5, now), (0, None), (9, None)):
            StockRecord.objects.create(
                product=product,
                partner=StockRecord.objects.filter(product=product)[0].partner,
                location=place,
                partner_sku=f"LOT-{number}{days}",
                num_in_stock=7,
                ships_on=now.date() + timedelta(days=days),
                arrived_at=arrived_at,
            )
    for territory in ("FR", "DE", "JP"):
        for channel in ("WEB", "VENUE", "APP"):
            place = (territory, channel)
            (row,) = Product.objects.filter(pk=product.pk).values_list(
                candidates_for("pk", *place), candidates_column("catalogue_product.id", *place)
            )
            by_orm, by_sql = (read_candidates(rows, territory) for rows in row)
            assert by_sql == by_orm
            assert candidates_of([product.pk], *place) == {product.pk: by_sql}
