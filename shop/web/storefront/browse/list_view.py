"""Controls of a list page: filters with counts, chips, sort orders, page links."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from shop.commerce.listing.facet_labels import Names, facet_names
from shop.commerce.listing.list_query import FILTERS, Sort
from shop.commerce.listing.rollup import MOST
from shop.commerce.listing.search import Page
from shop.web.locale_names import sort_by_name
from shop.web.storefront.browse.labels import FACETS, SORTS, value_label
from shop.web.storefront.browse.query_params import Parameters, address, parameters
from shop.web.templatetags.shop_tags import money_text

WINDOW = 2  # page numbers shown on either side of the current one


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with its number of products, unless it is not `counted`."""

    value: str
    label: str
    count: int
    chosen: bool
    counted: bool = True
    most: int = MOST

    @property
    def more(self) -> bool:
        """Return whether there are more products than a list counts."""
        return self.count > self.most

    @property
    def number(self) -> str:
        """Return the number as it is shown; empty if it is not known."""
        if not self.counted:
            return ""
        return f"{self.most}+" if self.more else str(self.count)


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A labeled address; `current` marks the visitor's position."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of products with everything its controls need."""

    page: Page
    groups: tuple[Group, ...]
    chips: tuple[Link, ...]
    sorts: tuple[Link, ...]
    numbers: tuple[Link, ...]
    previous: str
    following: str
    clear: str
    kept: tuple[tuple[str, str], ...]


def list_page(page: Page, path: str, fixed: Collection[str] = ()) -> ListPage:
    """Return the controls of a list at a path; filters in `fixed` belong to the path itself."""
    query = page.query
    values = parameters(query, fixed)
    mentioned = {
        name: {*page.facets.get(name, {}), *query.filtered_by().get(name, ())} for name in FILTERS
    }
    names = facet_names(mentioned, query.language)
    current = min(query.page, page.pages)
    return ListPage(
        page=page,
        groups=tuple(_groups(page, names, fixed)),
        chips=tuple(_chips(page, path, values, names)),
        sorts=tuple(_sorts(page, path, values)),
        numbers=tuple(
            Link(str(number), _page_address(path, values, number), number == current)
            for number in range(max(1, current - WINDOW), min(page.pages, current + WINDOW) + 1)
        ),
        previous=_page_address(path, values, current - 1) if current > 1 else "",
        following=_page_address(path, values, current + 1) if page.has_next else "",
        clear=address(path, {name: values[name] for name in ("q", "sort") if name in values}),
        kept=tuple((name, values[name][0]) for name in ("q", "sort") if name in values),
    )


def choices(page: Page, facet: str, names: Names) -> list[Choice]:
    """Return a filter's values, sorted for its readers; active ones even without products.

    The latest Games come first, sizes from small to large, kinds by number, all others by name.
    """
    chosen = page.query.filtered_by().get(facet, ())
    counts = {**page.facets.get(facet, {})}
    rows = [
        Choice(
            value,
            value_label(facet, value, names.get((facet, value))),
            count,
            value in chosen,
            page.has_numbers,
        )
        for value, count in (counts | {value: counts.get(value, 0) for value in chosen}).items()
    ]
    if facet == "size":
        return rows
    if facet == "games":
        return sorted(rows, key=lambda choice: (choice.value[-4:], choice.label), reverse=True)
    by_label = sort_by_name(rows, lambda choice: choice.label)
    if facet == "kind":
        return sorted(by_label, key=lambda choice: -choice.count)
    return by_label


def _groups(page: Page, names: Names, fixed: Collection[str]) -> Iterator[Group]:
    for name in FILTERS:
        rows = () if name in fixed else tuple(choices(page, name, names))
        if len(rows) > 1 or any(choice.chosen for choice in rows):
            yield Group(name, str(FACETS[name]), rows)


def _chips(page: Page, path: str, values: Parameters, names: Names) -> Iterator[Link]:
    """Return the values of active filters, each with the address of the list without it."""
    query = page.query
    for name in FILTERS:
        chosen = values.get(name, ())
        for value in chosen:
            label = value_label(name, value, names.get((name, value)))
            others = tuple(other for other in chosen if other != value)
            yield Link(label, address(path, values, **{name: others}))
    bounds: tuple[tuple[str, str, Decimal | None], ...] = (
        ("min", _("from {amount}"), query.price_min),
        ("max", _("up to {amount}"), query.price_max),
    )
    for name, wording, bound in bounds:
        if bound is not None:
            label = wording.format(amount=money_text(bound, query.market.currency))
            yield Link(label, address(path, values, **{name: ""}))
    if query.in_stock:
        yield Link(_("In stock"), address(path, values, in_stock=""))


def _sorts(page: Page, path: str, values: Parameters) -> Iterator[Link]:
    default = Sort.BEST_MATCH if page.query.text else Sort.NEWEST
    for sort, label in SORTS.items():
        if sort is Sort.BEST_MATCH and not page.query.text:
            continue
        changed = "" if sort is default else sort.value
        yield Link(str(label), address(path, values, sort=changed), sort is page.query.sort)


def _page_address(path: str, values: Parameters, number: int) -> str:
    return address(path, values, page=str(number) if number > 1 else "")
