"""Conditions of the products in a list as SQL: `sellable_in`, prices, filters and search.

`search.sellable` and `facets.filtered` are the same in Django's form; a test compares both on
generated worlds. The text depends on which filters are active, never on their values.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from catalog.search.queries import SearchText
from licensing.reading.list_rights import OpenRights, ProfileGroup, open_rights
from licensing.reading.snapshot import time_and_snapshot
from shop.commerce.inventory.models import Location
from shop.commerce.listing.list_query import ListQuery
from shop.commerce.listing.rare_articles import Narrowing, is_large_shop, narrow_articles

# Products are `p`, their prices in force `price`.
LISTED = """
    catalogue_product p
    join pricing_marketprice price on price.product_id = p.id
        and price.market_id = %(market)s and price.valid @> %(at)s::timestamptz
"""
_OPEN = """
    p.released @> %(at)s::timestamptz and p.released_territories @> %({territory})s::int4
    and ({profiles})
"""
_REGULATED = """
    and (
        not exists (
            select from licensing_rightsprofile r
            where r.id = p.rights_profile_id and r.category_id = any(%({regulated})s::int[])
        )
        or exists (
            select from catalogue_compliancerecord c
            where c.product_id = p.id and c.area = %({area})s and c.complete
                and (c.valid_until is null or c.valid_until > %(at)s::timestamptz)
        )
    )
"""
_ARTICLE = """
    exists (
        select from catalogue_product a
        where coalesce(a.parent_id, a.id) = p.id and a.structure <> 'parent' and a.is_public
            {conditions}
    )
"""
# Each product is looked up. Most are in stock, and rare facts are found by `rare_articles`: reading
# all articles that fit would take longer.
_ONE_BY_ONE = " offset 0"
# Of the stock records `s`.
IN_STOCK = """
    s.location_id = any(%(locations)s::bigint[])
    and (s.ships_on is null or s.arrived_at is not null)
    and s.num_in_stock - s.num_allocated - s.num_held > 0
"""
_IN_STOCK = f"""
    and exists (select from partner_stockrecord s where s.product_id = a.id and {IN_STOCK})
"""
# An article's own price, or that of its product.
OWN_PRICE = """
    coalesce(
        (
            select m.amount from pricing_marketprice m
            where m.product_id = {article} and m.market_id = %(market)s
                and m.valid @> %(at)s::timestamptz
        ),
        {amount}
    )
"""
_OWN_PRICE = OWN_PRICE.format(article="a.id", amount="price.amount")
# The price is looked up once; `between` would look it up for each bound.
_WITHIN = """
    (
        select own.amount between %(least)s::numeric and %(most)s::numeric
        from (select {price} as amount offset 0) as own
    )
"""
OPEN_TO_MANY = 32  # profiles; fewer are found by their index, if they have few products
PUBLIC = ("p.is_public", "p.structure <> 'child'")
WORDS = "p.search_document @@ %(words)s::tsquery"
FILTERS = {
    "games": "p.games_id = any(%(games)s::text[])",
    "sport": "p.sport_id in (select id from catalogue_sport where slug = any(%(sport)s::text[]))",
    "noc": "p.noc_id = any(%(noc)s::text[])",
    "kind": "p.kind = any(%(kind)s::text[])",
}
_SHELVED = """
    p.id in (
        select s.product_id from catalogue_productcategory s
        join catalogue_category c on c.id = s.category_id
        where starts_with(c.path, %(category)s)
    )
"""
# Its products or their variants, and the products of its categories.
_COLLECTED = """
    p.id in (
        select coalesce(b.parent_id, b.id) from offer_rangeproduct r
        join catalogue_product b on b.id = r.product_id where r.range_id = %(collection)s
        union all
        select s.product_id from offer_range_included_categories i
        join catalogue_category top on top.id = i.category_id
        join catalogue_category c on starts_with(c.path, top.path)
        join catalogue_productcategory s on s.category_id = c.id
        where i.range_id = %(collection)s
    )
"""


@dataclass(slots=True)
class Conditions:
    """Conditions of a list and the parameters of its statement.

    `filters` has those of the visitor's filters by name; `article` is that of an article.
    `profiles` is the number of profiles that are open; `is_narrowed` tells whether anything else
    than rights decides what is listed. `depends_on_values`: the best plan does, because the shop is
    large and the values may be frequent or rare.
    """

    profiles: int = 0
    is_narrowed: bool = False
    depends_on_values: bool = False
    narrow: Callable[[], Narrowing] = Narrowing
    base: list[str] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    _narrowing: Narrowing | None = None

    @property
    def narrowing(self) -> Narrowing:
        """The narrowing of the filter by facts of articles; a large shop reads it once."""
        if self._narrowing is None:
            self._narrowing = self.narrow()
        return self._narrowing

    @property
    def narrowed_filters(self) -> dict[str, str]:
        """The conditions of filters, for products that are found by them."""
        narrowed = dict(self.filters)
        if "article" in narrowed:
            narrowed["article"] += self.narrowing.every
        return narrowed

    @property
    def where(self) -> str:
        """The conditions of the products that fit everything."""
        return " and ".join([*self.base, *self.narrowed_filters.values()])

    @property
    def where_one_by_one(self) -> str:
        """The conditions for products that are looked at one by one, until enough fit."""
        return " and ".join([*self.base, *self.filters.values()])

    @property
    def found(self) -> str:
        """The conditions of words and facts alone, of a public product `q`; each with an "and"."""
        facts = [WORDS] if "words" in self.parameters else []
        facts += [text for name, text in self.filters.items() if name in FILTERS]
        return "".join(f" and {text.replace('p.', 'q.', 1)}" for text in facts)

    @property
    def beyond_found(self) -> str:
        """The conditions of the public products that fit, without those of `found`."""
        base = [text for text in self.base if text not in {*PUBLIC, WORDS}]
        filters = [text for name, text in self.narrowed_filters.items() if name not in FILTERS]
        return " and ".join([*base, *filters])


def list_conditions(query: ListQuery, search: SearchText | None) -> Conditions | None:
    """Return the conditions of a list; None if nothing can be in it."""
    rights = open_rights(query.territory, query.channel, query.at)
    if rights is None or (search is not None and not search.tsquery):
        return None
    found = Conditions(
        profiles=sum(len(group.profiles) for group in rights.listed if group.products is None),
        parameters={"market": query.market.pk, "at": query.at},
    )
    open_products = _listed(rights, query, found.parameters)
    if not open_products:
        return None
    found.base += [*PUBLIC, open_products]
    found.base += _places(query, found.parameters)
    if search is not None:
        found.parameters["words"] = search.tsquery
        found.base.append(WORDS)
    for name, condition in FILTERS.items():
        if values := getattr(query, name):
            found.parameters[name] = list(values)
            found.filters[name] = condition
    if query.asks_of_articles:
        asked = "".join(_of_articles(query, found.parameters))
        if is_large_shop() or asked.strip() == _IN_STOCK.strip():
            asked += _ONE_BY_ONE
        found.filters["article"] = _ARTICLE.format(conditions=asked)
        found.narrow = partial(narrow_articles, query, found.parameters)
    is_placed = bool(query.category) or query.collection is not None
    found.is_narrowed = bool(is_placed or found.filters or search is not None)
    found.depends_on_values = found.is_narrowed and is_large_shop()
    return found


def _places(query: ListQuery, parameters: dict[str, Any]) -> Iterator[str]:
    """Yield the conditions of a category and of a collection."""
    if query.category:
        parameters["category"] = query.category
        yield _SHELVED
    if query.collection is not None:
        parameters["collection"] = query.collection
        yield _COLLECTED


def serving_locations(territory: str, channel: str) -> list[int]:
    """Return the locations that fill orders of a channel to a ship-to, kept for a revision."""
    _, kept = time_and_snapshot()
    name = ("locations", territory, channel)
    return kept.keep(name, lambda: _read_locations(territory, channel))


def _read_locations(territory: str, channel: str) -> list[int]:
    serving = Location.objects.serving(territory, channel)
    return list(serving.values_list("pk", flat=True))


def _listed(rights: OpenRights, query: ListQuery, parameters: dict[str, Any]) -> str:
    """Return the condition of products listed there, as `sellable_in` with the market's home."""
    listed = _open(rights, rights.listed, "", parameters)
    home = query.market.home_id
    if home == query.territory or not rights.on_request:
        return listed
    at_home = open_rights(home, query.channel, query.at)
    promoted = _open(at_home, at_home.listed, "home_", parameters) if at_home else ""
    on_request = _open(rights, rights.on_request, "request_", parameters)
    if not (promoted and on_request):
        return listed
    both = f"({on_request}) and ({promoted})"
    return f"(({listed}) or {both})" if listed else both


def _open(
    rights: OpenRights, groups: tuple[ProfileGroup, ...], prefix: str, parameters: dict[str, Any]
) -> str:
    """Return the condition of products released there whose profile is in one of the groups."""
    if not groups:
        return ""
    parameters[f"{prefix}territory"] = rights.territory
    profiles = " or ".join(_profiles(groups, prefix, parameters))
    text = _OPEN.format(territory=f"{prefix}territory", profiles=profiles)
    if not rights.regulated:
        return text
    parameters |= {f"{prefix}regulated": list(rights.regulated), f"{prefix}area": rights.area}
    return text + _REGULATED.format(regulated=f"{prefix}regulated", area=f"{prefix}area")


def _profiles(
    groups: tuple[ProfileGroup, ...], prefix: str, parameters: dict[str, Any]
) -> Iterator[str]:
    for number, group in enumerate(groups):
        name = f"{prefix}group_{number}"
        parameters[name] = group.array
        text = f"p.rights_profile_id = any(%({name})s::int[])"
        if group.products is not None:
            parameters[f"{name}_products"] = list(group.products)
            text += f" and p.id = any(%({name}_products)s::bigint[])"
        if group.held:
            parameters[f"{name}_held"] = list(group.held)
            text += f" and p.id <> all(%({name}_held)s::bigint[])"
        yield text


def _of_articles(query: ListQuery, parameters: dict[str, Any]) -> Iterator[str]:
    """Yield the conditions of one article: color, size, stock and price."""
    if query.color:
        parameters["color"] = list(query.color)
        yield (
            " and (a.color = any(%(color)s::text[]) or a.color = '' and a.parent_id is not null"
            " and p.color = any(%(color)s::text[]))"
        )
    if query.size:
        parameters["size"] = list(query.size)
        yield " and a.size = any(%(size)s::text[])"
    if query.in_stock:
        parameters["locations"] = serving_locations(query.territory, query.channel)
        yield _IN_STOCK
    bounds = {"least": query.price_min, "most": query.price_max}
    given = {name: bound for name, bound in bounds.items() if bound is not None}
    parameters |= given
    if len(given) == len(bounds):
        yield f" and {_WITHIN.format(price=_OWN_PRICE)}"
    elif given:
        name, sign = ("least", ">=") if "least" in given else ("most", "<=")
        yield f" and {_OWN_PRICE} {sign} %({name})s::numeric"
