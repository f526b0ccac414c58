"""Decisions on products: releases and licensing rights.

Pages, basket and placement use `decide_products`; lists use `ProductQuerySet.sellable_in`, the same
decision in SQL.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from psycopg.types.multirange import Int4Multirange

from catalog.models import Product
from catalog.releases import Release, find_releases, find_releases_and_rights
from licensing.fields import multirange
from licensing.models import Holdback, Property, Territory
from licensing.reading.snapshot import RightsSnapshot
from licensing.rules.decision import Decision, TerritoryFact
from licensing.services import (
    MarkCheck,
    ProductRightsInput,
    check_marks,
    decide_everywhere,
    decide_inputs,
    decide_many,
    find_holds,
    territory_facts,
)

# One statement for any number of products; Django's `bulk_update` builds a CASE for each row.
_WRITE_RELEASES = """
    update catalogue_product p
    set released = w.released, released_territories = w.territories
    from unnest(%s::bigint[], %s::tstzrange[], %s::int4multirange[])
        as w (id, released, territories)
    where p.id = w.id
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with all facts that were checked; for staff only."""

    decision: Decision
    marks: tuple[tuple[Property, MarkCheck], ...]
    holds: tuple[Holdback, ...]
    release: Release | None


@dataclass(frozen=True, slots=True)
class ReadRights:
    """The facts of some products and a territory, read at one instant, for one or more decisions.

    `snapshot` is the revision they belong to.
    """

    read_at: datetime
    inputs: Sequence[ProductRightsInput]
    territory: TerritoryFact | None
    snapshot: RightsSnapshot

    def decide(
        self, channel: str, at: datetime, *, ship_at: datetime | None = None
    ) -> dict[int, Decision]:
        """Decide for each top product, by id, whether it may be sold by a channel."""
        rights = (self.territory, self.snapshot)
        return decide_inputs(self.inputs, rights, channel, at, ship_at=ship_at)

    def decide_preorders(self, channel: str, at: datetime, ships_on: date) -> dict[int, Decision]:
        """Decide for goods ordered now and dispatched from a later day on."""
        return self.decide(channel, at, ship_at=datetime.combine(ships_on, time.min, UTC))


def read_rights(products: Iterable[Product], territory: str) -> ReadRights:
    """Read what a decision on products in a territory rests on, in one query if cached."""
    tops = {product.top.pk: product.top for product in products}
    read = find_releases_and_rights(tops.keys(), territory)
    inputs = [_rights_input(top, read.releases.get(pk)) for pk, top in tops.items()]
    return ReadRights(read.read_at, inputs, read.territory, read.snapshot)


def rights_of(
    product: Product,
    release: Release | None,
    place: tuple[TerritoryFact | None, RightsSnapshot],
    at: datetime,
) -> ReadRights:
    """Return the facts of a top product whose release was just read, for one or more decisions."""
    return ReadRights(at, [_rights_input(product, release)], *place)


def decide_products(
    products: Sequence[Product],
    territory: str,
    channel: str,
    at: datetime,
    postcode: str = "",
    ship_at: datetime | None = None,
) -> dict[int, Decision]:
    """Decide for each top product, by id, whether it may be sold in a territory by a channel.

    Variants are decided by their parent. Runs a fixed number of queries.
    """
    if not products:
        return {}
    if postcode:
        inputs = _rights_inputs(products)
        return decide_many(inputs, territory, channel, at, postcode=postcode, ship_at=ship_at)
    return read_rights(products, territory).decide(channel, at, ship_at=ship_at)


def decide_preorders(
    products: Sequence[Product], territory: str, channel: str, at: datetime, ships_on: date
) -> dict[int, Decision]:
    """Decide like `decide_products` for goods ordered now and dispatched from a later day on.

    Every grant must be in force on that day too, whichever event it counts.
    """
    ship_at = datetime.combine(ships_on, time.min, UTC)
    return decide_products(products, territory, channel, at, ship_at=ship_at)


def decide_in_territories(
    product: Product, territories: Iterable[Territory], channel: str, at: datetime
) -> dict[str, Decision]:
    """Decide a product for many territories and return the decisions by code."""
    (rights,) = _rights_inputs([product])
    return decide_everywhere(rights, territory_facts(territories), channel, at)


def explain_product(
    product: Product, territory: str, channel: str, at: datetime, *, postcode: str = ""
) -> Explanation:
    """Decide a product, and return for every mark the checked grants and why each failed."""
    (rights,) = _rights_inputs([product])
    decided = decide_many([rights], territory, channel, at, postcode=postcode)
    checks = check_marks(rights, territory, channel, at, postcode=postcode)
    marks = {
        mark.number: mark for mark in Property.objects.filter(number__in=[m.number for m in checks])
    }
    return Explanation(
        decision=decided[rights.product_id],
        marks=tuple((marks[mark.number], mark) for mark in checks),
        holds=tuple(find_holds(rights, territory, channel, at)),
        release=find_releases([rights.product_id]).get(rights.product_id),
    )


def _rights_inputs(products: Iterable[Product]) -> list[ProductRightsInput]:
    tops = {product.top.pk: product.top for product in products}
    releases = find_releases(tops.keys()) if tops else {}
    return [_rights_input(top, releases.get(pk)) for pk, top in tops.items()]


def _rights_input(product: Product, release: Release | None) -> ProductRightsInput:
    return ProductRightsInput(
        product_id=product.pk,
        published=product.is_public and release is not None,
        profile_id=product.rights_profile_id,
        unmarked=product.unmarked,
        embargo_until=release.embargo_until if release else None,
        approvals=tuple(release.approvals) if release else (),
        compliance=release.compliance if release else (),
        sale=release.sale if release else (None, None),
    )


@transaction.atomic
def compile_releases(product_ids: Collection[int]) -> None:
    """Save the period and territories in which products may be shown.

    Call it in the transaction of every change of approvals, embargoes, sale dates or versions.
    """
    releases = find_releases(product_ids)
    products = list(Product.objects.filter(pk__in=product_ids).values_list("pk", "unmarked"))
    periods: list[DateTimeTZRange | None] = []
    territories: list[Int4Multirange | None] = []
    for pk, unmarked in products:
        release = releases.get(pk)
        period, places = release.compiled(unmarked=unmarked) if release else (None, None)
        periods.append(period)
        territories.append(multirange(places) if places is not None else None)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_RELEASES, [[pk for pk, _ in products], periods, territories])
