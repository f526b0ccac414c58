"""From a request to a `ListQuery`, and from a `ListQuery` back to an address."""

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.utils.translation import get_language

from shop.listing.queries import FILTERS, ListQuery, Sort
from shop.markets.requests import ShopRequest

Parameters = dict[str, str]


def list_query(
    request: ShopRequest, place: Mapping[str, str] | None = None, *, read: bool = True
) -> ListQuery:
    """Return what the request asks for; `place` (`{"games": "PARIS2024"}`) is given by the path."""
    query = ListQuery(
        market=request.market,
        territory=request.ship_to,
        channel=request.channel,
        at=request.at,
        language=get_language() or "en",
    )
    return query.with_values({**(request.GET.dict() if read else {}), **(place or {})})


def parameters(query: ListQuery, fixed: Collection[str] = ()) -> Parameters:
    """Return the URL parameters that say the same; neither the page nor what the path says."""
    default = Sort.BEST_MATCH if query.text else Sort.NEWEST
    values = {
        "q": query.text,
        **{name: getattr(query, name) for name in FILTERS},
        "min": "" if query.price_min is None else f"{query.price_min:f}",
        "max": "" if query.price_max is None else f"{query.price_max:f}",
        "in_stock": "1" if query.in_stock else "",
        "sort": "" if query.sort is default else query.sort.value,
    }
    return {name: value for name, value in values.items() if value and name not in fixed}


def address(path: str, values: Parameters, **changes: str) -> str:
    """Return the path with parameters, some of them changed; an empty value drops one."""
    merged = {name: value for name, value in {**values, **changes}.items() if value}
    return f"{path}?{urlencode(merged)}" if merged else path
