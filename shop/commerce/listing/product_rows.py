"""The rows of a product page, read by two statements: articles, and facts of the product.

`product_detail.top_product` and a query of articles are the same in Django's form; a test compares
them. Rows become models, because decisions, forms and templates take models.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models
from django.utils.translation import get_language

from catalog.models import Product, Sport
from catalog.releases import RELEASES, Release, read_releases
from licensing.fields import IntMultiRangeField
from licensing.models import NOC, GamesEdition, Licensee
from licensing.rules.channels import channel_number
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.commerce.inventory.availability import CANDIDATES, read_candidates
from shop.commerce.inventory.routing import Candidate
from shop.commerce.listing.card_rows import LANGUAGES, PICTURES, read_pictures
from shop.commerce.markets.models import Market
from shop.commerce.pricing.history import HISTORY, PricePeriod, read_history
from shop.platform.database.prepared import fetch_rows


class Scope(NamedTuple):
    """Territory, channel and instant of a request."""

    territory: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Article:
    """A row of a product or variant with its own price and its stock for the destination."""

    product: Product
    candidates: list[Candidate]
    history: tuple[PricePeriod, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """The facts that decide on a product: its release, and where its rights are cleared."""

    release: Release | None
    cleared: NumberSet


class _Columns[M: models.Model]:
    """The columns of a model under an alias, and its rows as models."""

    def __init__(self, model: type[M], alias: str, *, without: tuple[str, ...] = ()) -> None:
        meta = model._meta  # noqa: SLF001  documented
        fields = [field for field in meta.concrete_fields if field.name not in without]
        self.model = model
        self.names = [field.attname for field in fields]
        self.text = ", ".join(f"{alias}.{connection.ops.quote_name(str(f.column))}" for f in fields)
        self.key = self.names.index(meta.pk.attname)
        self.converted = [
            place for place, field in enumerate(fields) if isinstance(field, IntMultiRangeField)
        ]

    def read(self, values: Sequence[Any]) -> M | None:
        """Return the model of a row; None for a row of an outer join without it."""
        if values[self.key] is None:
            return None
        row = list(values)
        for place in self.converted:
            row[place] = IntMultiRangeField().from_db_value(row[place])
        return self.model.from_db(connection.alias, self.names, row)


_PRODUCT = _Columns(Product, "p", without=("search_document",))
_RELATED: dict[str, _Columns[Any]] = {
    "games": _Columns(GamesEdition, "games"),
    "noc": _Columns(NOC, "noc"),
    "sport": _Columns(Sport, "sport"),
    "licensee": _Columns(Licensee, "licensee"),
}
# The product of a public SKU, or that of a variant, and its public articles.
_ARTICLES = f"""
    with named as (
        select coalesce(parent_id, id) as id from catalogue_product
        where upc = %(sku)s and is_public
    )
    select {_PRODUCT.text}, price.amount, ({
    HISTORY.format(
        market="%(market)s",
        product="case when price.amount is null then p.parent_id else p.id end",
        at="%(at)s",
    )
}), {CANDIDATES.format(article="p.id", channel="%(channel)s", territory="%(territory)s")}
    from catalogue_product p
    left join pricing_marketprice price on price.product_id = p.id
        and price.market_id = %(market)s and price.valid @> %(at)s::timestamptz
    where p.is_public and (p.id = (select id from named) or p.parent_id = (select id from named))
    order by p.structure <> 'child' desc, p.size_position, p.id
"""  # noqa: S608  our own parts
_FACTS = f"""
    select {", ".join(columns.text for columns in _RELATED.values())},
        (
            select range_agg(c.territories) from licensing_clearance c
            where c.profile_id = p.rights_profile_id and c.channel = %(channel)s
                and c.valid @> %(at)s::timestamptz
        ),
        ({PICTURES}), release.*
    from catalogue_product p
    left join licensing_gamesedition games on games.code = p.games_id
    left join licensing_noc noc on noc.ioc_code = p.noc_id
    left join catalogue_sport sport on sport.id = p.sport_id
    left join licensing_licensee licensee on licensee.id = p.licensee_id
    left join lateral ({RELEASES.format(products="= %(product)s")}) as release on true
    where p.id = %(product)s
    order by release.mark_id
"""  # noqa: S608  our own parts


def read_articles(sku: str, market: Market, where: Scope) -> list[Article]:
    """Return the public product of a SKU first, with `amount`, then its public variants.

    Empty if there is no such product; one statement.
    """
    parameters = {"sku": sku, "market": market.pk, **where._asdict()}
    return list(_articles(fetch_rows(_ARTICLES, parameters), where.territory))


def read_product_facts(product: Product, where: Scope) -> ProductFacts:
    """Return the facts of a product, and set its relations and pictures; one statement."""
    parameters = {
        "product": product.pk,
        "channel": channel_number(where.channel) or 0,
        "at": where.at,
    }
    rows = fetch_rows(_facts_in(get_language() or "en"), parameters)
    values = rows[0]
    start = 0
    for name, columns in _RELATED.items():
        end = start + len(columns.names)
        setattr(product, name, columns.read(values[start:end]))
        start = end
    cleared, pictures, released = values[start : start + 3]
    product.read_pictures = list(read_pictures(pictures))
    releases = read_releases(row[start + 2 :] for row in rows if released is not None)
    return ProductFacts(
        releases.get(product.pk), IntMultiRangeField().from_db_value(cleared) or NOWHERE
    )


@cache
def _facts_in(language: str) -> str:
    known = language if language in LANGUAGES else "en"
    return _FACTS.replace("{language}", known)


def _articles(rows: Sequence[Sequence[Any]], territory: str) -> Iterator[Article]:
    top: Product | None = None
    for *values, amount, history, candidates in rows:
        product = _PRODUCT.read(values)
        if product is None or (top is None and product.is_child):
            return  # the variants of a product that is not public
        product.amount = amount
        if top is None:
            top = product
        else:
            product.parent = top
        available = read_candidates(map(_record, candidates), territory)
        yield Article(product, available, read_history(history))


def _record(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
