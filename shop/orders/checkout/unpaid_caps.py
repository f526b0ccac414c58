"""Caps on what one client may reserve without paying: orders, units and a share of each article.

A client is identified by network address, email and account; keyed hashes are stored with the order
while it is unpaid. The caps count current reservations, so nothing has to be counted back. An
advisory lock serializes the placements of one client, so simultaneous orders cannot exceed a cap.

The caps are per client: ten thousand buyers of five hundred units reserve one each, far below any
cap. An address may be shared (a hotel, a mobile network), so its caps are wider.
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
# One client may reserve a fifth of an article's unsold units, or ten if that is more.
SHARE_PERCENT, LEAST_SHARE = 20, 10
LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
HELD = """
    select count(distinct r.order_id), coalesce(sum(r.quantity), 0)
    from inventory_reservation r join ordering_unpaidholder h on h.order_id = r.order_id
    where h.kind = %s and h.person = %s and r.state = 'HELD'
"""
# For each article of the order: requested now, reserved in other orders, unsold in total.
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
    with connection.cursor() as cursor:
        for kind, person in persons:
            cursor.execute(LOCK, [f"{SALT}:{kind}:{person}"])
        units = sum(order.lines.values_list("quantity", flat=True))
        for kind, person in persons:
            cursor.execute(HELD, [kind, person])
            orders_held, units_held = cursor.fetchone()
            _check_cap(kind, orders_held + 1, units_held + units)
            cursor.execute(SHARES, {"order": order.pk, "kind": kind, "person": person})
            for sku, requested, held, unsold in cursor.fetchall():
                _check_share(kind, sku, requested + held, unsold)
    UnpaidHolder.objects.bulk_create(
        UnpaidHolder(order=order, kind=kind, person=person) for kind, person in persons
    )


def delete_settled_holders() -> int:
    """Delete the hashes of orders that are no longer unpaid; return how many."""
    return UnpaidHolder.objects.exclude(order__status=OrderState.PENDING).delete()[0]


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
