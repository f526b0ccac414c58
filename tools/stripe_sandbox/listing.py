"""Lists, newest first, in pages that start after or end before an object, filtered by fields."""

from collections.abc import Callable, Iterator
from itertools import islice

from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.errors import bad_param
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.store import Record

PAGING = frozenset({"limit", "starting_after", "ending_before", "expand", "created"})
FILTERS: dict[str, frozenset[str]] = {
    "payment_intent": frozenset({"customer"}),
    "charge": frozenset({"customer", "payment_intent"}),
    "refund": frozenset({"charge", "payment_intent"}),
    "dispute": frozenset({"charge", "payment_intent"}),
    "event": frozenset({"type", "types"}),
    "balance_transaction": frozenset({"source", "type", "currency"}),
    "customer": frozenset({"email"}),
    "payment_method": frozenset({"customer", "type"}),
}
MAX_PAGE = 100


def allowed(kind: str) -> frozenset[str]:
    """Return the parameters of the list of a kind."""
    return PAGING | FILTERS[kind]


def page_size(params: Params) -> int:
    """Return the requested page size, 10 by default."""
    limit = params.integer("limit")
    if limit is None:
        return 10
    if not 1 <= limit <= MAX_PAGE:
        message = f"This value must be between 1 and {MAX_PAGE}."
        raise bad_param(message, "limit", "parameter_invalid_integer")
    return limit


def lister(kind: str, url: str) -> Callable[[Call, Params], Record]:
    """Return the operation that lists a kind; the path may set one filter, such as `customer`."""

    def list_page(call: Call, params: Params) -> Record:
        keeps = [*_filters(kind, params)]
        if "customer" in call.path:
            call.get("customer", call.path["customer"], "customer")
            keeps.append(lambda record: record["customer"] == call.path["customer"])
        matching = (
            record for record in call.box.store.newest(kind) if all(keep(record) for keep in keeps)
        )
        size = page_size(params)
        page, more = _page(list(islice(_after(call, kind, params, matching), size + 1)), size)
        if "ending_before" in params:
            page, more = _page_before(call, kind, params, list(matching), size)
        return {"object": "list", "data": page, "has_more": more, "url": url}

    return list_page


def _page(found: list[Record], size: int) -> tuple[list[Record], bool]:
    return found[:size], len(found) > size


def _after(call: Call, kind: str, params: Params, matching: Iterator[Record]) -> Iterator[Record]:
    """Skip to the object after `starting_after`."""
    start = params.text("starting_after")
    if start is None:
        if "ending_before" not in params:
            yield from matching
        return
    call.get(kind, start, "starting_after")
    passed = False
    for record in matching:
        if passed:
            yield record
        passed = passed or record["id"] == start


def _page_before(
    call: Call, kind: str, params: Params, matching: list[Record], size: int
) -> tuple[list[Record], bool]:
    """Return the page that ends just before `ending_before`."""
    end = call.get(kind, params.required("ending_before"), "ending_before")
    earlier = matching[: matching.index(end)] if end in matching else matching
    return earlier[-size:], len(earlier) > size


def _filters(kind: str, params: Params) -> Iterator[Callable[[Record], bool]]:
    """Return the conditions of the parameters."""
    for name in sorted(FILTERS[kind] - {"types"}):
        value = params.text(name)
        if value is not None:
            yield _equals(name, value)
    types = params.texts("types") if "types" in FILTERS[kind] else []
    if types:
        yield lambda record: record["type"] in types
    if isinstance(params.values.get("created"), dict):
        yield from _created_bounds(params.nested("created", frozenset({"gt", "gte", "lt", "lte"})))
    else:
        moment = params.integer("created")
        if moment is not None:
            yield lambda record: record["created"] == moment


def _equals(name: str, wanted: str) -> Callable[[Record], bool]:
    if name == "type" and wanted.endswith(".*"):
        return lambda record: record[name].startswith(wanted[:-1])
    return lambda record: record[name] == wanted


def _created_bounds(bounds: Params | None) -> Iterator[Callable[[Record], bool]]:
    for name in bounds or ():
        moment = bounds.required_integer(name) if bounds else 0
        yield _bound(name, moment)


def _bound(name: str, moment: int) -> Callable[[Record], bool]:
    return {
        "gt": lambda record: record["created"] > moment,
        "gte": lambda record: record["created"] >= moment,
        "lt": lambda record: record["created"] < moment,
        "lte": lambda record: record["created"] <= moment,
    }[name]
