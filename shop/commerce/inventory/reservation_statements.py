"""The statements that reserve, sell and release the units of an order, each with its ledger rows.

Placement and settlement run them once for all lines. Rows of stock records are locked in id order,
and the condition that decides is part of the statement that writes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from shop.platform.database.prepared import execute, fetch_rows

# All records have the units, or none is changed. A row that waited for another order is read again
# under its lock. A released reservation of the same record is used again.
RESERVE = """
    with requested as (
        select * from unnest(%(records)s::bigint[], %(units)s::int[]) as r (id, units)
    ), free as (
        select s.id from partner_stockrecord s join requested r on r.id = s.id
        where s.num_in_stock - s.num_allocated - s.num_held >= r.units
        order by s.id for no key update of s
    ), held as (
        update partner_stockrecord s set num_held = s.num_held + r.units
        from requested r
        where s.id = r.id and s.num_in_stock - s.num_allocated - s.num_held >= r.units
            and (select count(*) from free) = (select count(*) from requested)
        returning s.id, r.units
    ), reserved as (
        insert into inventory_reservation (stock_record_id, order_id, quantity, state, expires_at)
        select id, %(order)s, units, 'HELD', %(expires_at)s from held order by id
        on conflict (order_id, stock_record_id) do update set quantity = excluded.quantity,
            state = excluded.state, expires_at = excluded.expires_at
            where inventory_reservation.state = 'RELEASED'
        returning id, stock_record_id, quantity
    ), moved as (
        insert into inventory_stockmovement
            (stock_record_id, kind, in_stock, held, allocated, reservation_id, reason)
        select stock_record_id, 'HELD', 0, quantity, 0, id, %(reason)s
        from reserved order by stock_record_id
        returning reservation_id
    )
    select (select count(*) from held), (select count(*) from moved)
"""
# The reservations are locked in the order of their stock records, and so are those.
SETTLE = """
    with ended as (
        select id, stock_record_id, quantity from inventory_reservation
        where order_id = %(order)s and state = 'HELD' order by stock_record_id for update
    ), records as (
        select s.id from partner_stockrecord s join ended e on e.stock_record_id = s.id
        order by s.id for no key update of s
    ), counted as (
        update partner_stockrecord s set num_held = s.num_held - e.quantity,
            num_allocated = s.num_allocated + case when %(sold)s then e.quantity else 0 end
        from ended e join records r on r.id = e.stock_record_id where s.id = e.stock_record_id
        returning s.id
    ), settled as (
        update inventory_reservation r set state = %(state)s
        from ended e join counted c on c.id = e.stock_record_id where r.id = e.id
        returning r.id, r.stock_record_id, r.quantity
    )
    insert into inventory_stockmovement
        (stock_record_id, kind, in_stock, held, allocated, reservation_id, reason)
    select stock_record_id, %(state)s, 0, -quantity,
        case when %(sold)s then quantity else 0 end, id, %(reason)s
    from settled order by stock_record_id
"""


class Reserved(NamedTuple):
    """Stock records that gave their units, and reservations written for them."""

    records: int
    reservations: int


def reserve_records(
    *, order_id: int, units: Mapping[int, int], expires_at: datetime, reason: str = ""
) -> bool:
    """Reserve units of stock records for an order, all or none; return whether they were free."""
    values = {
        "records": list(units),
        "units": list(units.values()),
        "order": order_id,
        "expires_at": expires_at,
        "reason": reason,
    }
    (row,) = fetch_rows(RESERVE, values)
    reserved = Reserved(*row)
    if reserved.records != reserved.reservations:
        raise RuntimeError("An order reserves a stock record once.")
    return reserved.records == len(units)


def settle_reservations(*, order_id: int, state: str, reason: str = "") -> None:
    """Sell or release the held reservations of an order; a second call changes nothing."""
    values = {"order": order_id, "state": state, "sold": state == "SOLD", "reason": reason}
    execute(SETTLE, values)
