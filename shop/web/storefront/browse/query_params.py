"""Conversion of a request to a `ListQuery`, and of a `ListQuery` to an address."""

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.utils.translation import get_language

from shop.commerce.listing.list_query import FILTERS, ListQuery, Sort
from shop.commerce.markets.requests import ShopRequest

type Parameters = dict[str, tuple[str, ...]]


def list_query(
    request: ShopRequest, place: Mapping[str, str] | None = None, *, read: bool = True
) -> ListQuery:
    """Return the query of a request; `place` (`{"games": "PARIS2024"}`) is given by the path."""
    query = ListQuery(
        market=request.market,
        territory=request.ship_to,
        channel=request.channel,
        at=request.at,
        language=get_language() or "en",
    )
    values: dict[str, str | list[str]] = dict(request.GET.lists()) if read else {}
    return query.with_values({**values, **(place or {})})


def parameters(query: ListQuery, fixed: Collection[str] = ()) -> Parameters:
    """Return the URL parameters of a query, without the page and the values given by the path."""
    default = Sort.BEST_MATCH if query.text else Sort.NEWEST
    single = {
        "min": "" if query.price_min is None else f"{query.price_min:f}",
        "max": "" if query.price_max is None else f"{query.price_max:f}",
        "in_stock": "1" if query.in_stock else "",
        "sort": "" if query.sort is default else query.sort.value,
    }
    values: Parameters = {
        "q": (query.text,) if query.text else (),
        **{name: getattr(query, name) for name in FILTERS},
        **{name: (value,) if value else () for name, value in single.items()},
    }
    return {name: chosen for name, chosen in values.items() if chosen and name not in fixed}


def address(path: str, values: Parameters, **changes: tuple[str, ...] | str) -> str:
    """Return the path with changed parameters; an empty value removes one."""
    merged: dict[str, tuple[str, ...] | str] = {**values, **changes}
    kept = {name: value for name, value in merged.items() if value}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path
