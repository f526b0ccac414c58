"""Routing of a basket to stock records: pure functions.

A location that has the whole basket comes first; otherwise each line is filled by the best location
that has all of it; otherwise it is split. Locations in the buyer's country are better, then those
of lower rank. A line is filled entirely from stock or entirely as a pre-order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Place(NamedTuple):
    """A location in the order of preference; the least is best."""

    abroad: bool
    rank: int
    location_id: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stock record that may give units; `ships_on` is set while they are announced."""

    record_id: int
    place: Place
    free: int
    ships_on: date | None = None


@dataclass(frozen=True, slots=True)
class RequestedUnits:
    """Units of an article; `ships_on` is the promised shipping day of a pre-order."""

    product_id: int
    quantity: int
    ships_on: date | None = None


@dataclass(frozen=True, slots=True)
class AvailableUnits:
    """Units of an article that a buyer may have: in stock, or announced and from when."""

    in_stock: int = 0
    announced: int = 0
    ships_on: date | None = None

    @property
    def most(self) -> int:
        """Return the largest quantity of one line."""
        return max(self.in_stock, self.announced)


@dataclass(frozen=True, slots=True)
class Routing:
    """Units by product and stock record; `settled` if no other record could give any of them."""

    units: Mapping[int, Mapping[int, int]]
    settled: bool

    @property
    def by_record(self) -> dict[int, int]:
        """Return units by stock record, in the order in which records are locked."""
        merged = {record: units for given in self.units.values() for record, units in given.items()}
        return dict(sorted(merged.items()))

    def main_record(self, product_id: int) -> int:
        """Return the record that gives most of a product's units."""
        given = self.units[product_id]
        return min(given, key=lambda record: (-given[record], record))


def count_available(candidates: Iterable[Candidate]) -> AvailableUnits:
    """Return the available units of one article."""
    in_stock = announced = 0
    days = []
    for candidate in candidates:
        if candidate.ships_on is None:
            in_stock += candidate.free
        elif candidate.free > 0:
            announced += candidate.free
            days.append(candidate.ships_on)
    return AvailableUnits(max(in_stock, 0), announced, min(days, default=None))


def promise(
    product_id: int, quantity: int, candidates: Iterable[Candidate]
) -> RequestedUnits | None:
    """Return the units that can be promised: from stock, else by the earliest sufficient day.

    None if neither has enough.
    """
    available = [candidate for candidate in candidates if candidate.free > 0]
    if sum(candidate.free for candidate in available if candidate.ships_on is None) >= quantity:
        return RequestedUnits(product_id, quantity)
    lots = sorted(
        (candidate.ships_on, candidate.free)
        for candidate in available
        if candidate.ships_on is not None
    )
    units = 0
    for day, free in lots:
        units += free
        if units >= quantity:
            return RequestedUnits(product_id, quantity, day)
    return None


def route(
    requested: Sequence[RequestedUnits], candidates: Mapping[int, Sequence[Candidate]]
) -> Routing | None:
    """Return the stock records for requested units (each article once); None if not all fit."""
    offered = {want.product_id: _offered(want, candidates) for want in requested}
    chosen = _whole_basket(requested, offered) or {
        want.product_id: _line(want, offered[want.product_id]) for want in requested
    }
    units = {want.product_id: _take(want, chosen[want.product_id]) for want in requested}
    if any(sum(units[want.product_id].values()) < want.quantity for want in requested):
        return None
    settled = all(len(units[product]) == len(given) for product, given in offered.items())
    return Routing(units, settled)


def _offered(
    want: RequestedUnits, candidates: Mapping[int, Sequence[Candidate]]
) -> list[Candidate]:
    """Return the records that keep the promise, the best first."""
    kept = [
        candidate
        for candidate in candidates.get(want.product_id, ())
        if candidate.free > 0 and _keeps(candidate.ships_on, want.ships_on)
    ]
    return sorted(
        kept,
        key=lambda candidate: (
            candidate.place,
            candidate.ships_on or date.min,
            candidate.record_id,
        ),
    )


def _keeps(ships_on: date | None, promised: date | None) -> bool:
    if ships_on is None or promised is None:
        return ships_on is promised
    return ships_on <= promised


def _whole_basket(
    requested: Sequence[RequestedUnits], offered: Mapping[int, list[Candidate]]
) -> dict[int, list[Candidate]] | None:
    places = sorted({candidate.place for given in offered.values() for candidate in given})
    for place in places:
        there = {product: _at(place, given) for product, given in offered.items()}
        if all(_has_all(want, there[want.product_id]) for want in requested):
            return there
    return None


def _line(want: RequestedUnits, offered: list[Candidate]) -> list[Candidate]:
    for place in dict.fromkeys(candidate.place for candidate in offered):
        there = _at(place, offered)
        if _has_all(want, there):
            return there
    return offered


def _at(place: Place, offered: Iterable[Candidate]) -> list[Candidate]:
    return [candidate for candidate in offered if candidate.place == place]


def _has_all(want: RequestedUnits, offered: Iterable[Candidate]) -> bool:
    return sum(candidate.free for candidate in offered) >= want.quantity


def _take(want: RequestedUnits, offered: Iterable[Candidate]) -> dict[int, int]:
    units: dict[int, int] = {}
    missing = want.quantity
    for candidate in offered:
        if missing and (given := min(candidate.free, missing)):
            units[candidate.record_id] = given
            missing -= given
    return units
