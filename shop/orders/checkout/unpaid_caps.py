"""Caps on what one client may hold unpaid: orders, units and a share of each article.

A client is known by network address, email and account; a keyed hash of each is kept beside the
order while it waits. What counts is what the reservations hold now, so nothing is counted back.
Placements of one client wait for each other in the database (an advisory lock until the end of the
transaction), so two orders at once never pass a cap together; other clients do not wait.

The caps are per client and not for all together: ten thousand buyers of five hundred units hold one
each, and no cap is near. An address may be shared by many (a hotel, a mobile network), so its caps
are wider than those of an email or an account.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from shop.orders.checkout.person_limits import mailbox_hash
from shop.orders.errors import TooMuchUnpaid
from shop.orders.models import UnpaidHolder
from shop.oscar.order.models import Order, OrderState
from shop.platform.limits.counting import limits_apply

SALT = "shop.ordering.unpaid_caps"
# One client may hold a fifth of an article's unsold units, or ten where that is less.
SHARE_PERCENT, LEAST_SHARE = 20, 10
LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
HELD = """
    select count(distinct r.order_id), coalesce(sum(r.quantity), 0)
    from inventory_reservation r join ordering_unpaidholder h on h.order_id = r.order_id
    where h.kind = %s and h.person = %s and r.state = 'HELD'
"""
# Per article of the order: asked now, held by the client in other orders, unsold altogether.
SHARES = """
    select w.upc, w.units, coalesce(h.units, 0), coalesce(s.units, 0)
    from (select product_id, min(upc) as upc, sum(quantity) as units
          from order_line where order_id = %(order)s group by product_id) w
    left join (
        select p.product_id, sum(r.quantity) as units from inventory_reservation r
        join ordering_unpaidholder u on u.order_id = r.order_id
        join partner_stockrecord p on p.id = r.stock_record_id
        where u.kind = %(kind)s and u.person = %(person)s and r.state = 'HELD'
        group by p.product_id) h on h.product_id = w.product_id
    left join (
        select product_id, sum(num_in_stock - coalesce(num_allocated, 0)) as units
        from partner_stockrecord group by product_id) s on s.product_id = w.product_id
    order by w.upc
"""


@dataclass(frozen=True, slots=True)
class Cap:
    """The most orders and units that wait for payment at once."""

    orders: int
    units: int


CAPS: Mapping[str, Cap] = {
    UnpaidHolder.Kind.ACCOUNT: Cap(orders=5, units=60),
    UnpaidHolder.Kind.EMAIL: Cap(orders=5, units=60),
    UnpaidHolder.Kind.CLIENT: Cap(orders=30, units=100),
}


def hold_within_caps(order: Order, client: str) -> None:
    """Note whose order it is, before its units are reserved, in the order's transaction.

    `client` is the network address that asks, "" when there is none. Raises `TooMuchUnpaid`.
    """
    if not limits_apply():
        return
    persons = sorted(_persons(order, client))
    with connection.cursor() as cursor:
        for kind, person in persons:
            cursor.execute(LOCK, [f"{SALT}:{kind}:{person}"])
        units = sum(order.lines.values_list("quantity", flat=True))
        for kind, person in persons:
            cursor.execute(HELD, [kind, person])
            orders_held, units_held = cursor.fetchone()
            _check_cap(kind, orders_held + 1, units_held + units)
            cursor.execute(SHARES, {"order": order.pk, "kind": kind, "person": person})
            for sku, asked, held, unsold in cursor.fetchall():
                _check_share(kind, sku, asked + held, unsold)
    UnpaidHolder.objects.bulk_create(
        UnpaidHolder(order=order, kind=kind, person=person) for kind, person in persons
    )


def forget_settled_holders() -> int:
    """Delete the hashes of orders that no longer wait for payment; return how many."""
    return UnpaidHolder.objects.exclude(order__status=OrderState.PENDING).delete()[0]


def _check_cap(kind: str, orders: int, units: int) -> None:
    cap, factor = CAPS[kind], settings.ENV.LIMITS_FACTOR
    if orders > cap.orders * factor:
        raise TooMuchUnpaid(by=kind, limit=cap.orders * factor)
    if units > cap.units * factor:
        raise TooMuchUnpaid(by=kind, limit=cap.units * factor)


def _check_share(kind: str, sku: str, wanted: int, unsold: int) -> None:
    share = max(LEAST_SHARE, unsold * SHARE_PERCENT // 100)
    if wanted > share:
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
