"""How many units of a limited product one person may have, over all orders.

A person is known by account, email, address and, once a payment is authorized, by card. What is
kept of each is a keyed hash: it tells the same person again and says nothing else. The limit is in
the statement that counts, so two orders at once never pass it together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from shop.forks.order.models import Order
from shop.ordering.errors import PersonLimitReached
from shop.ordering.models import CountedUnits, PersonCount, PersonKind

SALT = "shop.ordering.person_limits"
COUNT = """
    insert into ordering_personcount (product_id, kind, person, units) values (%s, %s, %s, %s)
    on conflict (product_id, kind, person)
    do update set units = ordering_personcount.units + excluded.units
    where ordering_personcount.units + excluded.units <= %s
"""


@dataclass(frozen=True, slots=True)
class LimitedUnits:
    """Units of one limited product in an order, its variants together."""

    product_id: int
    title: str
    sku: str
    units: int
    limit: int


def limited_units(order: Order) -> list[LimitedUnits]:
    """Return what an order has of products with a limit, in product order."""
    found: dict[int, LimitedUnits] = {}
    lines = order.lines.filter(
        Q(product__limit_per_person__isnull=False)
        | Q(product__parent__limit_per_person__isnull=False)
    )
    for line in lines.select_related("product__parent").order_by("pk"):
        top = line.product.top
        units = line.quantity + (found[top.pk].units if top.pk in found else 0)
        found[top.pk] = LimitedUnits(top.pk, line.title, top.sku, units, top.limit_per_person)
    return [found[product] for product in sorted(found)]


def count_buyer(order: Order) -> None:
    """Count an order's limited units for its account, email and address, in its transaction.

    Raises `PersonLimitReached`.
    """
    limited = limited_units(order)
    if limited:
        persons = dict(_persons(order))
        for units in limited:
            for kind in sorted(persons):
                _count(order, units, kind, persons[kind])


def count_card(order: Order, fingerprint: str) -> None:
    """Count them for the card that will pay; raises `PersonLimitReached`."""
    for units in limited_units(order):
        _count(order, units, PersonKind.CARD, _known_as(PersonKind.CARD, fingerprint))


def uncount(order: Order) -> None:
    """Take away what an order that came to nothing had added; a second call changes nothing."""
    counted = CountedUnits.objects.filter(order=order).order_by("product_id", "kind")
    for row in list(counted.select_for_update()):
        PersonCount.objects.filter(
            product_id=row.product_id, kind=row.kind, person=row.person
        ).update(units=F("units") - row.units)
        row.delete()


def _count(order: Order, wanted: LimitedUnits, kind: str, person: str) -> None:
    row = {"product_id": wanted.product_id, "kind": kind}
    if CountedUnits.objects.filter(order=order, **row).exists():
        return  # a repeated step: the order's lock keeps others out
    refusal = PersonLimitReached(sku=wanted.sku, title=wanted.title, limit=wanted.limit)
    if wanted.units > wanted.limit:
        raise refusal
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [wanted.product_id, kind, person, wanted.units, wanted.limit])
        if cursor.rowcount != 1:
            raise refusal
    CountedUnits.objects.create(
        order=order, **row, person=person, units=wanted.units, limit=wanted.limit
    )


def _persons(order: Order) -> Iterator[tuple[str, str]]:
    """Return the kinds by which the buyer is known at placement, each with its hash."""
    if order.user_id is not None:
        yield PersonKind.ACCOUNT, _known_as(PersonKind.ACCOUNT, str(order.user_id))
    yield PersonKind.EMAIL, mailbox_hash(order.guest_email)
    address = order.shipping_address
    if address is not None:
        # The door, not the name on it: who lives there counts as one.
        door = (address.country_id, address.postcode, address.line1, address.line2)
        plain = "|".join(re.sub(r"[\W_]+", "", str(part or "")).casefold() for part in door)
        yield PersonKind.ADDRESS, _known_as(PersonKind.ADDRESS, plain)


def mailbox_hash(email: str) -> str:
    """Return what tells a mailbox again without telling which it is."""
    return _known_as(PersonKind.EMAIL, _one_mailbox(email))


def _one_mailbox(email: str) -> str:
    """Write the addresses that reach one mailbox alike: case and what follows a plus."""
    local, _, domain = email.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _known_as(kind: str, value: str) -> str:
    return salted_hmac(f"{SALT}.{kind}", value, algorithm="sha256").hexdigest()
