"""May this licensee make such goods with these marks? What is missing, named by agreement; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from catalog.imports.errors import WARNING, Problem
from catalog.imports.reference import MarketFact, MarkFact
from licensing.rules.coverage import contract_failure
from licensing.rules.facts import GrantFact
from licensing.rules.number_sets import NOWHERE, NumberSet


class RightsQuestion(NamedTuple):
    """What a product's row asks for; rows alike in it share one answer."""

    agreements: tuple[str, ...]
    category: str
    marks: tuple[str, ...]
    channels: tuple[str, ...]
    territories: tuple[str, ...]
    markets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is known for an answer: numbers of what was asked, grants by agreement, open places.

    `open` has the territories where all marks together may be sold now. `places` are the numbers
    of the territories that were asked for, by code.
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


def question_of(values: Mapping[str, str]) -> RightsQuestion | None:
    """Return what a row asks; None when it does not say enough to ask."""
    if not (values.get("agreement_no") and values.get("category_code")):
        return None
    if not values.get("property_codes"):
        return None
    return RightsQuestion(
        agreements=tuple(values["agreement_no"].split(";")),
        category=values["category_code"],
        marks=tuple(values["property_codes"].split(";")),
        channels=_listed(values.get("channels_requested")),
        territories=_listed(values.get("territories_requested")),
        markets=tuple(
            name.removeprefix("price_")
            for name in values
            if name.startswith("price_") and values[name]
        ),
    )


def answer(asked: RightsQuestion, known: Offered, at: datetime) -> tuple[Problem, ...]:
    """Return every problem of the question: what no named agreement grants, and where it ends."""
    problems: list[Problem] = []
    for code in asked.marks:
        problems += _mark(known.marks[code], asked, known, at)
    if not problems:
        problems += _markets(asked, known)
    return tuple(problems)


def agreement_of(mark: MarkFact, asked: RightsQuestion, known: Offered) -> str | None:
    """Return the first named agreement that grants a mark for the category."""
    for number in asked.agreements:
        for grant in known.grants.get(number, ()):
            if mark.number in grant.properties and known.category in grant.categories:
                return number
    return None


def _granting(mark: MarkFact, known: Offered) -> str:
    """Return which of the licensee's agreements grant a mark, for who named another one."""
    others = sorted(
        number
        for number, grants in known.grants.items()
        if any(mark.number in grant.properties for grant in grants)
    )
    if not others:
        return "Name the agreement that does, or remove the mark."
    listed = " or ".join(others[:2])
    return f"Add {listed} to agreement_no, or remove the mark."


def _mark(mark: MarkFact, asked: RightsQuestion, known: Offered, at: datetime) -> Iterator[Problem]:
    named = ", ".join(asked.agreements)
    grants = [grant for number in asked.agreements for grant in known.grants.get(number, ())]
    carrying = [grant for grant in grants if mark.number in grant.properties]
    if not carrying:
        message = f"{named} does not grant “{mark.code}”."
        yield Problem("mark_not_granted", "property_codes", message, _granting(mark, known))
        return
    fitting = [grant for grant in carrying if known.category in grant.categories]
    if not fitting:
        message = f"{named} grants “{mark.code}”, but not for {known.category_name}."
        yield Problem("category_not_granted", "category_code", message, "Ask your licensor.")
        return
    live = [grant for grant in fitting if _over(grant, at) is None]
    if not live:
        message = f"{named}: its grant of “{mark.code}” {_over(fitting[-1], at)}."
        yield Problem("grant_ended", "agreement_no", message, "Ask your licensor.")
        return
    yield from _reach(mark, asked, known, live)
    starts = [grant.window.start for grant in live if grant.window.start]
    if len(starts) == len(live) and min(starts) > at:
        message = f"{named} grants “{mark.code}” only from {min(starts):%Y-%m-%d} on."
        yield Problem("grant_not_begun", "agreement_no", message, "", WARNING)


def _reach(
    mark: MarkFact, asked: RightsQuestion, known: Offered, grants: list[GrantFact]
) -> Iterator[Problem]:
    channels = places = NOWHERE
    for grant in grants:
        channels, places = channels | grant.channels, places | grant.territories
    named = ", ".join(asked.agreements)
    missing = [code for code in asked.channels if known.channels[code] not in channels]
    if missing:
        message = f"{named} does not grant “{mark.code}” for {', '.join(missing)}."
        yield Problem("channel_not_granted", "channels_requested", message, "Remove them.")
    beyond = [code for code, number in known.places.items() if number not in places]
    if beyond:
        listed = f"{', '.join(beyond[:8])}{' …' if len(beyond) > 8 else ''}"  # noqa: PLR2004  enough to see
        message = f"{named} does not grant “{mark.code}” for {listed}."
        yield Problem("territory_not_granted", "territories_requested", message, "Remove them.")


def _markets(asked: RightsQuestion, known: Offered) -> Iterator[Problem]:
    """Warn of prices in markets where nothing may be sold now."""
    for code in asked.markets:
        market = known.markets[code]
        if known.homes[code] not in known.open:
            message = (
                f"{', '.join(asked.agreements)} doesn't cover {market.name} with these marks now."
                " The price is kept, but nothing is sold there."
            )
            yield Problem("market_closed", f"price_{code}", message, "", WARNING)


def _over(grant: GrantFact, at: datetime) -> str | None:
    """Return why goods under a grant cannot be made any more; None while they can."""
    failure = contract_failure(grant.agreement, at)
    if failure == "SUSPENDED":
        return "is suspended"
    if failure == "REVOKED":
        return "was revoked"
    for period in (grant.window, grant.agreement.term):
        if period.end is not None and period.end <= at:
            return f"ended on {period.end:%Y-%m-%d}"
    return None


def _listed(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
