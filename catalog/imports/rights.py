"""Check whether a licensee's agreements grant the marks, channels and territories of a row.

Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from catalog.imports.errors import WARNING, Problem
from catalog.imports.reference import MarketFact, MarkFact
from licensing.rules.coverage import contract_failure
from licensing.rules.facts import GrantFact
from licensing.rules.number_sets import NOWHERE, NumberSet


class RightsRequest(NamedTuple):
    """The rights that a product's row needs; equal requests share one result."""

    agreements: tuple[str, ...]
    category: str
    marks: tuple[str, ...]
    channels: tuple[str, ...]
    territories: tuple[str, ...]
    markets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightsContext:
    """The facts to check a request: numbers of its codes, grants by agreement, open territories.

    `open` has the territories in which all marks may be sold now. `places` has the numbers of the
    requested territories, by code.
    """

    category: int
    category_name: str
    marks: Mapping[str, MarkFact]
    channels: Mapping[str, int]
    places: Mapping[str, int]
    markets: Mapping[str, MarketFact]
    homes: Mapping[str, int]
    grants: Mapping[str, tuple[GrantFact, ...]]
    open: NumberSet = NOWHERE


def build_request(values: Mapping[str, str]) -> RightsRequest | None:
    """Return the rights a row needs, or None if required cells are empty."""
    if not (values.get("agreement_no") and values.get("category_code")):
        return None
    if not values.get("property_codes"):
        return None
    return RightsRequest(
        agreements=tuple(values["agreement_no"].split(";")),
        category=values["category_code"],
        marks=tuple(values["property_codes"].split(";")),
        channels=_split(values.get("channels_requested")),
        territories=_split(values.get("territories_requested")),
        markets=tuple(
            name.removeprefix("price_")
            for name in values
            if name.startswith("price_") and values[name]
        ),
    )


def check_request(
    request: RightsRequest, context: RightsContext, at: datetime
) -> tuple[Problem, ...]:
    """Return the problems of a request: rights that no named agreement grants."""
    problems: list[Problem] = []
    for code in request.marks:
        problems += _check_mark(context.marks[code], request, context, at)
    if not problems:
        problems += _check_markets(request, context)
    return tuple(problems)


def _suggest_agreement(mark: MarkFact, context: RightsContext) -> str:
    """Return how to fix a mark that the named agreements do not grant."""
    others = sorted(
        number
        for number, grants in context.grants.items()
        if any(mark.number in grant.properties for grant in grants)
    )
    if not others:
        return "Name the agreement that does, or remove the mark."
    listed = " or ".join(others[:2])
    return f"Add {listed} to agreement_no, or remove the mark."


def _check_mark(
    mark: MarkFact, request: RightsRequest, context: RightsContext, at: datetime
) -> Iterator[Problem]:
    named = ", ".join(request.agreements)
    grants = [grant for number in request.agreements for grant in context.grants.get(number, ())]
    with_mark = [grant for grant in grants if mark.number in grant.properties]
    if not with_mark:
        message = f"{named} does not grant “{mark.code}”."
        yield Problem(
            "mark_not_granted", "property_codes", message, _suggest_agreement(mark, context)
        )
        return
    with_category = [grant for grant in with_mark if context.category in grant.categories]
    if not with_category:
        message = f"{named} grants “{mark.code}”, but not for {context.category_name}."
        yield Problem("category_not_granted", "category_code", message, "Ask your licensor.")
        return
    live = [grant for grant in with_category if _ended(grant, at) is None]
    if not live:
        message = f"{named}: its grant of “{mark.code}” {_ended(with_category[-1], at)}."
        yield Problem("grant_ended", "agreement_no", message, "Ask your licensor.")
        return
    yield from _check_scope(mark, request, context, live)
    starts = [grant.window.start for grant in live if grant.window.start]
    if len(starts) == len(live) and min(starts) > at:
        message = f"{named} grants “{mark.code}” only from {min(starts):%Y-%m-%d} on."
        yield Problem("grant_not_begun", "agreement_no", message, "", WARNING)


def _check_scope(
    mark: MarkFact, request: RightsRequest, context: RightsContext, grants: list[GrantFact]
) -> Iterator[Problem]:
    channels = places = NOWHERE
    for grant in grants:
        channels, places = channels | grant.channels, places | grant.territories
    named = ", ".join(request.agreements)
    missing = [code for code in request.channels if context.channels[code] not in channels]
    if missing:
        message = f"{named} does not grant “{mark.code}” for {', '.join(missing)}."
        yield Problem("channel_not_granted", "channels_requested", message, "Remove them.")
    beyond = [code for code, number in context.places.items() if number not in places]
    if beyond:
        listed = f"{', '.join(beyond[:8])}{' …' if len(beyond) > 8 else ''}"  # noqa: PLR2004  enough to see
        message = f"{named} does not grant “{mark.code}” for {listed}."
        yield Problem("territory_not_granted", "territories_requested", message, "Remove them.")


def _check_markets(request: RightsRequest, context: RightsContext) -> Iterator[Problem]:
    """Yield warnings of prices in markets in which nothing may be sold now."""
    for code in request.markets:
        market = context.markets[code]
        if context.homes[code] not in context.open:
            message = (
                f"{', '.join(request.agreements)} doesn't cover {market.name} with these marks now."
                " The price is kept, but nothing is sold there."
            )
            yield Problem("market_closed", f"price_{code}", message, "", WARNING)


def _ended(grant: GrantFact, at: datetime) -> str | None:
    """Return why a grant is no longer in force, or None if it is."""
    failure = contract_failure(grant.agreement, at)
    if failure == "SUSPENDED":
        return "is suspended"
    if failure == "REVOKED":
        return "was revoked"
    for period in (grant.window, grant.agreement.term):
        if period.end is not None and period.end <= at:
            return f"ended on {period.end:%Y-%m-%d}"
    return None


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
