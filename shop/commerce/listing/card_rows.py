"""The rows of a page of a list: what cards and rows of the API show, read by one statement.

A test compares it with Django's form on generated worlds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings

from catalog.pictures import PictureValues
from shop.commerce.listing.conditions import LISTED, Conditions, serving_locations
from shop.commerce.listing.list_query import ListQuery, Sort
from shop.commerce.pricing.history import HISTORY, PricePeriod, read_history
from shop.commerce.promotions.reductions import Reduction
from shop.platform.database.prepared import fetch_rows

LOW_STOCK = 5
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_ORDERS = {
    Sort.NEWEST: "p.id desc",
    Sort.PRICE_UP: "price.amount, p.id desc",
    Sort.PRICE_DOWN: "price.amount desc, p.id",  # the index of the prices, read backward
}
# A search that finds very many products ranks the newest ones only; the others follow by age.
RANKED = 500
_PAGE = f"""
    select p.id, price.amount, row_number() over (order by {{order}}) as place
    from {LISTED}
    where {{where}}
    order by {{order}} limit %(limit)s offset %(start)s
"""  # noqa: S608  our own parts
# The pictures of a product `p` in two columns, for `read_pictures`: alternative texts, and the
# other values as text, which the database writes ten times as fast as JSON.
PICTURES = """
    select
        array_agg(coalesce(nullif(i.alt_{language}, ''), i.alt_en, '')
            order by i.display_order, i.id) as texts,
        array_agg(concat_ws('|', i.width, i.height, i.focal_x, i.focal_y, i.published,
            array_to_string(i.widths, ','), array_to_string(i.formats, ','), i.stem)
            order by i.display_order, i.id) as list
    from catalogue_productimage i where i.product_id = p.id and i.approved and i.published
"""
_RANKED_PAGE = f"""
    select f.id, f.amount, row_number() over (
        order by f.age > %(ranked)s::int,
            case when f.age <= %(ranked)s::int
                then ts_rank(d.search_document, %(words)s::tsquery) end desc nulls last,
            f.age
    ) as place
    from (
        select p.id, price.amount, row_number() over (order by p.id desc) as age
        from {LISTED}
        where {{where}}
        order by p.id desc limit greatest(%(ranked)s::int, %(start)s::int + %(limit)s::int)
    ) as f
    join catalogue_product d on d.id = f.id
    order by place limit %(limit)s offset %(start)s
"""  # noqa: S608  our own parts
# Variants count for their product, at locations that serve the destination. Announced units that
# are overdue are not sold before they arrive.
_CARDS = """
    select p.id, p.upc, p.slug, p.kind, p.games_id, p.noc_id, sport.slug, games.name,
        coalesce(nullif(p.title_{language}, ''), p.title_en, ''),
        coalesce(p.title_{language}, '') <> '',
        p.licensee_id, p.rights_category_id, prices.list,
        page.amount, stock.units, stock.day, pictures.texts, pictures.list
    from ({page}) as page
    join catalogue_product p on p.id = page.id
    left join catalogue_sport sport on sport.id = p.sport_id
    left join licensing_gamesedition games on games.code = p.games_id
    left join lateral (
        select
            sum(case when s.ships_on is not null and s.arrived_at is null then 0
                else s.num_in_stock - s.num_allocated - s.num_held end) as units,
            min(s.ships_on) filter (where s.arrived_at is null
                and s.ships_on >= (statement_timestamp() at time zone 'UTC')::date
                and s.num_in_stock - s.num_allocated - s.num_held > 0) as day
        from catalogue_product a join partner_stockrecord s on s.product_id = a.id
        where (a.id = p.id or a.parent_id = p.id) and s.location_id = any(%(locations)s::bigint[])
    ) as stock on true
    left join lateral (
        {pictures}
    ) as pictures on true
    left join lateral ({prices}) as prices (list) on true
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


def read_card_rows(conditions: Conditions, query: ListQuery) -> list[ListedProduct]:
    """Return a page and one more row, which tells whether there is a next page; one statement."""
    where, start = conditions.where, (query.page - 1) * query.limit
    order = _ORDERS.get(query.sort, "")
    parameters = {
        **conditions.parameters,
        "locations": serving_locations(query.territory, query.channel),
        "limit": query.limit + 1,
    }
    if query.after is not None:
        where, start = f"{where} and p.id < %(after)s", 0
        parameters["after"] = query.after
    elif query.before is not None:
        where, order, start = f"{where} and p.id > %(before)s", "p.id", 0
        parameters["before"] = query.before
    parameters |= {"start": start, "ranked": RANKED}
    language = query.language if query.language in LANGUAGES else "en"
    rows = fetch_rows(_statement(where, order, language), parameters)
    return [_listed(row) for row in rows]


@lru_cache(maxsize=512)
def _statement(where: str, order: str, language: str) -> str:
    page = _PAGE.format(where=where, order=order) if order else _RANKED_PAGE.format(where=where)
    pictures = PICTURES.format(language=language)
    return _CARDS.format(page=page, pictures=pictures, language=language, prices=_PRICES)


def _listed(row: Sequence[Any]) -> ListedProduct:
    *facts, history, amount, units, day, texts, pictures = row
    product = CardProduct(*(*facts, read_pictures(texts, pictures)))
    return ListedProduct(product, amount, max(units or 0, 0), day, read_history(history))


def read_pictures(
    texts: Sequence[str] | None, values: Sequence[str] | None
) -> tuple[PictureValues, ...]:
    """Return the pictures of the columns of `PICTURES`; both are None if there are none."""
    return tuple(map(_picture, texts or (), values or ()))


@lru_cache(maxsize=16_384)
def _picture(alt: str, values: str) -> PictureValues:
    width, height, across, down, published, widths, formats, stem = values.split("|", 7)
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
