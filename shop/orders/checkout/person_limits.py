"""The limit of units of a product that one person may buy, over all orders.

A product has a limit of its own or the shop's default, which staff set; `LIMITS_FACTOR` counts for
the default alone.

A person is known by account, email, address and, once a payment is authorized, by card. What is
kept of each is a keyed hash: it tells the same person again and says nothing else. The limit is in
the statement that counts, so two orders at once never pass it together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from structlog import get_logger

from catalog.models import Product
from shop.orders.errors import PersonLimitReached
from shop.orders.models import CountedUnits, DefaultLimit, PersonCount, PersonKind
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from shop.platform.limits.counting import limits_apply

log = get_logger("shop.security")
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


def default_limit() -> int | None:
    """Return the limit of products without one of their own; None when there is none."""
    if not limits_apply():
        return None
    units = DefaultLimit.objects.values_list("units", flat=True).first()
    return units * settings.ENV.LIMITS_FACTOR if units else None


def limit_of(product: Product) -> int | None:
    """Return how many units of a product one person may have; None when it is not limited."""
    return product.top.limit_per_person or default_limit()


@transaction.atomic
def set_default_limit(*, units: int | None, by_id: int) -> None:
    """Set the default limit; None lifts it. Orders that were placed keep what was counted."""
    changes = {"units": units, "changed_by_id": by_id, "changed_at": database_now()}
    DefaultLimit.objects.update_or_create(pk=1, defaults=changes)
    log.info("limits.default_changed", units=units, by=by_id)


def limited_units(order: Order) -> list[LimitedUnits]:
    """Return what an order has of products with a limit, in product order."""
    limited: dict[int, LimitedUnits] = {}
    lines = order.lines.filter(product__isnull=False)
    default = default_limit()
    if default is None:
        lines = lines.filter(
            Q(product__limit_per_person__isnull=False)
            | Q(product__parent__limit_per_person__isnull=False)
        )
    for line in lines.select_related("product__parent").order_by("pk"):
        top = line.product.top
        units = line.quantity + (limited[top.pk].units if top.pk in limited else 0)
        limit = top.limit_per_person or default
        if limit is not None:
            limited[top.pk] = LimitedUnits(top.pk, line.title, top.sku, units, limit)
    return [limited[product] for product in sorted(limited)]


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
