"""Caps on what one client may reserve without paying: orders, units and a share of each article.

A client is identified by network address, email and account; keyed hashes are stored with the order
while it is unpaid. The caps count current reservations, so nothing has to be counted back. An
advisory lock serializes the placements of one client, so simultaneous orders cannot exceed a cap.

The caps are per client: ten thousand buyers of five hundred units reserve one each, far below any
cap. An address may be shared (a hotel, a mobile network), so its caps are wider.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from shop.orders.checkout.person_limits import mailbox_hash
from shop.orders.errors import TooMuchUnpaid
from shop.orders.models import UnpaidHolder
from shop.oscar.order.models import Order, OrderState
from shop.platform.limits.counting import limits_apply

SALT = "shop.ordering.unpaid_caps"
# One client may reserve a fifth of an article's unsold units, or ten if that is more.
SHARE_PERCENT, LEAST_SHARE = 20, 10
# The locks are taken in the order of the array: the same for every order.
LOCK = """
    select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(%s::text[]) as n (name)
"""
# By person: orders and units reserved in other orders; for each article of the order: requested
# now, reserved in other orders, unsold in total. The persons are recorded for the next order.
HELD = """
    with persons as (
        select * from unnest(%(kinds)s::text[], %(persons)s::text[]) as p (kind, person)
    ), requested as (
        select product_id, min(upc) as upc, sum(quantity) as units
        from order_line where order_id = %(order)s group by product_id
    ), held as (
        select u.kind, r.order_id, s.product_id, r.quantity from persons
        join ordering_unpaidholder u using (kind, person)
        join inventory_reservation r on r.order_id = u.order_id and r.state = 'HELD'
        join partner_stockrecord s on s.id = r.stock_record_id
    ), recorded as (
        insert into ordering_unpaidholder (order_id, kind, person)
        select %(order)s, kind, person from persons
    )
    select p.kind, w.upc, w.units,
        (select count(distinct order_id) from held h where h.kind = p.kind),
        (select coalesce(sum(quantity), 0) from held h where h.kind = p.kind),
        (select coalesce(sum(quantity), 0) from held h
            where h.kind = p.kind and h.product_id = w.product_id),
        (select coalesce(sum(num_in_stock - coalesce(num_allocated, 0)), 0)
            from partner_stockrecord s where s.product_id = w.product_id)
    from persons p cross join requested w order by p.kind, w.upc
"""


@dataclass(frozen=True, slots=True)
class Cap:
    """The maximum number of unpaid orders and units at once."""

    orders: int
    units: int


CAPS: Mapping[str, Cap] = {
    UnpaidHolder.Kind.ACCOUNT: Cap(orders=5, units=60),
    UnpaidHolder.Kind.EMAIL: Cap(orders=5, units=60),
    UnpaidHolder.Kind.CLIENT: Cap(orders=30, units=100),
}


def check_unpaid_caps(order: Order, client: str) -> None:
    """Check the caps and record the client, before units are reserved, in the order's transaction.

    `client` is the network address of the request, or "". Raises `TooMuchUnpaid`.
    """
    if not limits_apply():
        return
    persons = sorted(_persons(order, client))
    kinds, hashes = [kind for kind, _ in persons], [person for _, person in persons]
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [[f"{SALT}:{kind}:{person}" for kind, person in persons]])
        # A statement of its own: it sees the orders that were committed while it waited.
        cursor.execute(HELD, {"order": order.pk, "kinds": kinds, "persons": hashes})
        rows = cursor.fetchall()
    for kind, articles in groupby(rows, key=itemgetter(0)):
        _check_articles(kind, list(articles))


def delete_settled_holders() -> int:
    """Delete the hashes of orders that are no longer unpaid; return how many."""
    return UnpaidHolder.objects.exclude(order__status=OrderState.PENDING).delete()[0]


def _check_articles(kind: str, rows: Sequence[tuple[Any, ...]]) -> None:
    units = sum(requested for _, _, requested, *_ in rows)
    *_, orders_held, units_held, _, _ = rows[0]
    _check_cap(kind, orders_held + 1, units_held + units)
    for _, sku, requested, *_, held, unsold in rows:
        _check_share(kind, sku, requested + held, unsold)


def _check_cap(kind: str, orders: int, units: int) -> None:
    cap, factor = CAPS[kind], settings.ENV.LIMITS_FACTOR
    if orders > cap.orders * factor:
        raise TooMuchUnpaid(by=kind, limit=cap.orders * factor)
    if units > cap.units * factor:
        raise TooMuchUnpaid(by=kind, limit=cap.units * factor)


def _check_share(kind: str, sku: str, requested: int, unsold: int) -> None:
    share = max(LEAST_SHARE, unsold * SHARE_PERCENT // 100)
    if requested > share:
        raise TooMuchUnpaid(by=kind, sku=sku, limit=share)


def _persons(order: Order, client: str) -> Iterator[tuple[str, str]]:
    if order.user_id is not None:
        yield UnpaidHolder.Kind.ACCOUNT, _hash(UnpaidHolder.Kind.ACCOUNT, str(order.user_id))
    if order.guest_email:
        yield UnpaidHolder.Kind.EMAIL, mailbox_hash(order.guest_email)
    if client:
        yield UnpaidHolder.Kind.CLIENT, _hash(UnpaidHolder.Kind.CLIENT, client)


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"{SALT}.{kind}", value, algorithm="sha256").hexdigest()
