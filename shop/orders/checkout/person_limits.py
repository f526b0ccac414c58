"""Limits on units of a product that one person may buy, over all orders.

A product has its own limit or the shop's default, which staff set; `LIMITS_FACTOR` applies to the
default only.

A person is identified by account, email, address and, once a payment is authorized, by card. Only
keyed hashes are stored. The statement that counts also checks the limit, so simultaneous orders
cannot exceed it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Prefetch, prefetch_related_objects
from django.utils.crypto import salted_hmac
from structlog import get_logger

from catalog.models import Product
from shop.commerce.fulfillment.pick_up_models import PICK_UP
from shop.orders.errors import PersonLimitReached
from shop.orders.models import CountedUnits, DefaultLimit, PersonCount, PersonKind
from shop.oscar.order.models import Line, Order
from shop.platform.database.clock import database_now
from shop.platform.limits.counting import limits_apply

log = get_logger("shop.security")
SALT = "shop.ordering.person_limits"
# Counts the units of every product and kind at once, in this order, which is that of the locks.
# A product without a limit of its own has the default limit, times a factor; without one it is not
# counted. What the order has counted already is left out. Returns what would exceed a limit.
COUNT = """
    with requested as (
        select product_id, kind, person, units, coalesce(
            own, (select units from ordering_defaultlimit order by id limit 1) * %(factor)s) as most
        from unnest(
            %(products)s::bigint[], %(kinds)s::text[], %(persons)s::text[], %(units)s::int[],
            %(limits)s::int[]
        ) as r (product_id, kind, person, units, own)
    ), pending as (
        select * from requested r where most is not null and not exists (
            select from ordering_countedunits c
            where c.order_id = %(order)s and c.product_id = r.product_id and c.kind = r.kind)
    ), counted as (
        insert into ordering_personcount as p (product_id, kind, person, units)
        select product_id, kind, person, units from pending where units <= most
        order by product_id, kind
        on conflict (product_id, kind, person) do update set units = p.units + excluded.units
        where p.units + excluded.units <= (
            select most from pending n
            where n.product_id = excluded.product_id and n.kind = excluded.kind)
        returning product_id, kind
    ), recorded as (
        insert into ordering_countedunits (order_id, product_id, kind, person, units, "limit")
        select %(order)s, product_id, kind, person, units, most
        from pending join counted using (product_id, kind)
    )
    select product_id, most from pending
    where (product_id, kind) not in (select product_id, kind from counted)
"""
LINES = Prefetch("lines", Line.objects.select_related("product__parent").order_by("pk"))


@dataclass(frozen=True, slots=True)
class LimitedUnits:
    """Units of one product in an order, all variants together; `limit` is the product's own."""

    product_id: int
    title: str
    sku: str
    units: int
    limit: int | None


def default_limit() -> int | None:
    """Return the limit of products without their own; None for no limit."""
    if not limits_apply():
        return None
    units = DefaultLimit.objects.values_list("units", flat=True).first()
    return units * settings.ENV.LIMITS_FACTOR if units else None


def limit_of(product: Product) -> int | None:
    """Return how many units of a product one person may buy; None for no limit."""
    return product.top.limit_per_person or default_limit()


@transaction.atomic
def set_default_limit(*, units: int | None, by_id: int) -> None:
    """Set the default limit; None removes it. Counts of earlier orders stay."""
    changes = {"units": units, "changed_by_id": by_id, "changed_at": database_now()}
    DefaultLimit.objects.update_or_create(pk=1, defaults=changes)
    log.info("limits.default_changed", units=units, by=by_id)


def limited_units(order: Order) -> list[LimitedUnits]:
    """Return an order's units, by product id, of products that may have a limit per person."""
    limited: dict[int, LimitedUnits] = {}
    prefetch_related_objects([order], LINES)
    for line in order.lines.all():
        if line.product is None:
            continue
        top = line.product.top
        units = line.quantity + (limited[top.pk].units if top.pk in limited else 0)
        if top.limit_per_person or limits_apply():
            own = top.limit_per_person
            limited[top.pk] = LimitedUnits(top.pk, line.title, top.sku, units, own)
    return [limited[product] for product in sorted(limited)]


def count_buyer(order: Order) -> None:
    """Count an order's limited units for its account, email and address, in its transaction.

    Raises `PersonLimitReached`.
    """
    limited = limited_units(order)
    if limited:
        _count(order, limited, dict(persons_of(order)))


def count_card(order: Order, fingerprint: str) -> None:
    """Count an order's limited units for the card that pays. Raises `PersonLimitReached`."""
    limited = limited_units(order)
    if limited:
        _count(order, limited, {PersonKind.CARD: _person_hash(PersonKind.CARD, fingerprint)})


def release_person_counts(order: Order) -> None:
    """Subtract the counts of an order that ended unpaid; a second call changes nothing."""
    counted = CountedUnits.objects.filter(order=order).order_by("product_id", "kind")
    for row in list(counted.select_for_update()):
        PersonCount.objects.filter(
            product_id=row.product_id, kind=row.kind, person=row.person
        ).update(units=F("units") - row.units)
        row.delete()


def recount_address(order: Order) -> None:
    """Count an order for its present address instead of the one before.

    Raises `PersonLimitReached`.
    """
    counted = CountedUnits.objects.filter(order=order, kind=PersonKind.ADDRESS)
    rows = list(counted.order_by("product_id").select_for_update())
    if not rows:
        return
    for row in rows:
        PersonCount.objects.filter(
            product_id=row.product_id, kind=row.kind, person=row.person
        ).update(units=F("units") - row.units)
        row.delete()
    persons = dict(persons_of(order))
    units = {row.product_id: row.units for row in rows}
    limited = [
        replace(each, units=units[each.product_id])
        for each in limited_units(order)
        if each.product_id in units
    ]
    if limited:
        _count(order, limited, {PersonKind.ADDRESS: persons[PersonKind.ADDRESS]})


def release_person_units(order: Order, units: Mapping[int, int]) -> None:
    """Subtract units by product from the counts of an order of which a part was cancelled."""
    counted = CountedUnits.objects.filter(order=order, product__in=units)
    for row in list(counted.order_by("product_id", "kind").select_for_update()):
        released = min(row.units, units[row.product_id])
        PersonCount.objects.filter(
            product_id=row.product_id, kind=row.kind, person=row.person
        ).update(units=F("units") - released)
        if released == row.units:
            row.delete()
        else:
            row.units -= released
            row.save(update_fields=["units"])


def _count(order: Order, limited: Sequence[LimitedUnits], persons: Mapping[str, str]) -> None:
    """Count units for persons by kind; a repeated step counts nothing: the order is locked."""
    rows = [(units, kind) for units in limited for kind in sorted(persons)]
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "order": order.pk,
                "products": [units.product_id for units, _ in rows],
                "kinds": [kind for _, kind in rows],
                "persons": [persons[kind] for _, kind in rows],
                "units": [units.units for units, _ in rows],
                "limits": [units.limit for units, _ in rows],
                "factor": settings.ENV.LIMITS_FACTOR,
            },
        )
        refused = dict(cursor.fetchall())
    for units in limited:
        if limit := refused.get(units.product_id):
            raise PersonLimitReached(sku=units.sku, title=units.title, limit=limit)


def persons_of(order: Order) -> Iterator[tuple[str, str]]:
    """Yield the kinds by which the buyer is known at placement, each with its hash."""
    if order.user_id is not None:
        yield PersonKind.ACCOUNT, _person_hash(PersonKind.ACCOUNT, str(order.user_id))
    yield PersonKind.EMAIL, mailbox_hash(order.guest_email)
    address = order.shipping_address
    if address is not None:
        # The name is left out: a household counts as one person. Buyers who collect share the
        # address of the pick-up point, and are told apart by their names.
        door = [address.country_id, address.postcode, address.line1, address.line2]
        if order.shipping_code.startswith(PICK_UP):
            door.append(address.name)
        plain = "|".join(re.sub(r"[\W_]+", "", str(part or "")).casefold() for part in door)
        yield PersonKind.ADDRESS, _person_hash(PersonKind.ADDRESS, plain)


def mailbox_hash(email: str) -> str:
    """Return a keyed hash that identifies a mailbox."""
    return _person_hash(PersonKind.EMAIL, _normalize_mailbox(email))


def _normalize_mailbox(email: str) -> str:
    """Return one form for addresses of the same mailbox: lower case, without a plus suffix."""
    local, _, domain = email.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _person_hash(kind: str, value: str) -> str:
    return salted_hmac(f"{SALT}.{kind}", value, algorithm="sha256").hexdigest()
