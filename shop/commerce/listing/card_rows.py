"""The rows of a page of a list: what cards and rows of the API show, read by one statement.

`ranking` orders them. A test compares the rows with those of Django's queries on generated worlds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings

from catalog.pictures import PictureValues
from shop.commerce.listing import ranking
from shop.commerce.listing.conditions import Conditions, serving_locations
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.ranking import Found
from shop.commerce.pricing.history import HISTORY, PricePeriod, read_history
from shop.commerce.promotions.reductions import Reduction
from shop.platform.database.prepared import fetch_rows

LOW_STOCK = 5
_PICTURES_AT = 12  # the column of `_CARDS`
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
# The pictures of a product `p` as an array of texts, for `read_pictures`; the database writes them
# ten times as fast as JSON. The alternative text is last, because it may contain anything.
PICTURES = """
    select array_agg(concat_ws('|', i.width, i.height, i.focal_x, i.focal_y, i.published,
        array_to_string(i.widths, ','), array_to_string(i.formats, ','), i.stem,
        coalesce(nullif(i.alt_{language}, ''), i.alt_en, '')) order by i.display_order, i.id)
    from catalogue_productimage i where i.product_id = p.id and i.approved and i.published
"""
# Variants count for their product, at locations that serve the destination. Announced units that
# are overdue are not sold before they arrive. Units and the first shipping day are one text: a
# column of its own plans faster than a join.
_STOCK = """
    select concat_ws('|',
        coalesce(sum(case when s.ships_on is not null and s.arrived_at is null then 0
            else s.num_in_stock - s.num_allocated - s.num_held end), 0),
        min(s.ships_on) filter (where s.arrived_at is null
            and s.ships_on >= (statement_timestamp() at time zone 'UTC')::date
            and s.num_in_stock - s.num_allocated - s.num_held > 0))
    from (
        select p.id union all select v.id from catalogue_product v where v.parent_id = p.id
    ) as a join partner_stockrecord s on s.product_id = a.id
    where s.location_id = any(%(locations)s::bigint[])
"""
_CARDS = """
    select p.id, p.upc, p.slug, p.kind, p.games_id, p.noc_id,
        (select sport.slug from catalogue_sport sport where sport.id = p.sport_id),
        (select games.name from licensing_gamesedition games where games.code = p.games_id),
        coalesce(nullif(p.title_{language}, ''), p.title_en, ''),
        coalesce(p.title_{language}, '') <> '',
        p.licensee_id, p.rights_category_id, ({pictures}), ({prices}), page.amount, ({stock})
    from ({page}) as page
    join catalogue_product p on p.id = page.id
    order by page.place
"""
_PRICES = HISTORY.format(market="%(market)s", product="p.id", at="%(at)s")


@dataclass(frozen=True, slots=True)
class CardProduct:
    """A product as a list shows it; `translated` if the title is in the list's language."""

    pk: int
    sku: str
    slug: str
    kind: str
    games_id: str | None
    noc_id: str | None
    sport: str | None
    games: str | None
    title: str
    translated: bool
    licensee_id: int | None
    rights_category_id: int | None
    pictures: tuple[PictureValues, ...]

    def __hash__(self) -> int:
        """Return the product's number: products are looked up in caches of what is written."""
        return self.pk


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product in a list with its lowest price in the market and its units in stock.

    `ships_on` is the first shipping day of announced units; `history` has the prices of the last
    months, and `reduction` the reduced price if it is.
    """

    product: CardProduct
    amount: Decimal
    left: int
    ships_on: date | None = None
    history: tuple[PricePeriod, ...] = ()
    reduction: Reduction | None = None

    def __hash__(self) -> int:
        """Return the product's number: rows are looked up in caches of what is written."""
        return self.product.pk

    @property
    def price(self) -> Decimal:
        """Return the price after promotions on the product alone."""
        return self.reduction.price if self.reduction else self.amount

    @property
    def availability(self) -> str:
        """Return in_stock, low, preorder or sold_out."""
        return availability_of(self.left, self.ships_on)


def availability_of(left: int, ships_on: date | None) -> str:
    """Return the availability of an article: in_stock, low, preorder or sold_out."""
    if left > 0:
        return "low" if left <= LOW_STOCK else "in_stock"
    return "preorder" if ships_on else "sold_out"


def read_card_rows(
    conditions: Conditions, query: ListQuery, found: Found | None = None
) -> list[ListedProduct]:
    """Return a page and one more row, which tells whether there is a next page; one statement.

    `found` is what counting has found.
    """
    found = found or Found()
    parameters = {
        **conditions.parameters,
        "locations": serving_locations(query.territory, query.channel),
        "limit": query.limit + 1,
        "start": (query.page - 1) * query.limit,
        "ranked": ranking.RANKED,
    }
    known = ranking.page_of_found(query, found, conditions.where_one_by_one)
    page, others = known or _page(conditions, query, found)
    language = query.language if query.language in LANGUAGES else "en"
    rows = fetch_rows(
        _statement(page, language),
        parameters | others,
        plan_for_values=conditions.depends_on_values and known is None,
    )
    return [_listed(*_hashable(row)) for row in rows]


def _page(conditions: Conditions, query: ListQuery, found: Found) -> tuple[str, dict[str, Any]]:
    """Return the statement of a page that is found by its conditions, and its own parameters."""
    order = ranking.order_of(query.sort)
    tables = ranking.tables_of(conditions, query, are_many=found.are_many)
    if found.are_many and ranking.is_soon_full(query) and conditions.narrowing.bounds:
        tables, where = ranking.NEWEST, conditions.where_one_by_one
    else:
        is_found = bool(conditions.found) and conditions.found in tables
        where = conditions.beyond_found if is_found else conditions.where
    others: dict[str, Any] = {}
    if query.after is not None:
        where = f"{where} and p.id < %(after)s"
        others = {"after": query.after, "start": 0}
    elif query.before is not None:
        where, order = f"{where} and p.id > %(before)s", "p.id"
        others = {"before": query.before, "start": 0}
    return ranking.page_statement(tables, where, order), others


@lru_cache(maxsize=512)
def _statement(page: str, language: str) -> str:
    pictures = PICTURES.format(language=language)
    return _CARDS.format(
        page=page, pictures=pictures, language=language, prices=_PRICES, stock=_STOCK
    )


def _hashable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    pictures = tuple(row[_PICTURES_AT] or ())
    return (*row[:_PICTURES_AT], pictures, *row[_PICTURES_AT + 1 :])


@lru_cache(maxsize=4_096)
def _listed(*row: Any) -> ListedProduct:
    """Return the product of a row; a row that was read before is the same object then."""
    *facts, history, amount, stock = row
    units, _, day = stock.partition("|")
    return ListedProduct(
        _product(*facts),
        amount,
        max(int(units), 0),
        date.fromisoformat(day) if day else None,
        read_history(history),
    )


@lru_cache(maxsize=8_192)
def _product(*facts: Any) -> CardProduct:
    """Return the product of a row; most rows were read before, and are the same object then."""
    *values, pictures = facts
    columns: Any = (*values, read_pictures(pictures))
    return CardProduct(*columns)


def read_pictures(values: Sequence[str] | None) -> tuple[PictureValues, ...]:
    """Return the pictures of the column of `PICTURES`; it is None if there are none."""
    return tuple(map(_picture, values or ()))


@lru_cache(maxsize=16_384)
def _picture(values: str) -> PictureValues:
    width, height, across, down, published, widths, formats, stem, alt = values.split("|", 8)
    return PictureValues(
        stem=stem,
        alt=alt,
        width=int(width),
        height=int(height),
        widths=tuple(int(number) for number in widths.split(",") if number),
        formats=tuple(name for name in formats.split(",") if name),
        focal_x=float(across),
        focal_y=float(down),
        published=published == "t",
    )
