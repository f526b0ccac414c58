"""Which stock records give the units of a basket: the rule of several warehouses, plain and pure.

One location that has the whole basket comes first, else each line is filled by the best location
that has all of it, else it is split. Of two locations the one in the buyer's country is better,
then the one of the lower rank. A line is all from the shelf or all a pre-order, as was promised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Place(NamedTuple):
    """A location as routing compares them: the least is asked first."""

    abroad: bool
    rank: int
    location_id: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stock record that may give units; `ships_on` only while they are announced."""

    record_id: int
    place: Place
    free: int
    ships_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Units of an article; `ships_on` is the day by which a pre-order was promised to be sent."""

    product_id: int
    quantity: int
    ships_on: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What a buyer may have of an article: units on the shelf, or announced and from when."""

    shelf: int = 0
    announced: int = 0
    ships_on: date | None = None

    @property
    def most(self) -> int:
        """The most units that one line can be of."""
        return max(self.shelf, self.announced)


@dataclass(frozen=True, slots=True)
class Routed:
    """Units by product and stock record; `settled` when no other record could give any of them."""

    units: Mapping[int, Mapping[int, int]]
    settled: bool

    @property
    def by_record(self) -> dict[int, int]:
        """Units by stock record, in the order in which records are locked."""
        merged = {record: units for given in self.units.values() for record, units in given.items()}
        return dict(sorted(merged.items()))

    def main_record(self, product_id: int) -> int:
        """The record that gives most of a product's units."""
        given = self.units[product_id]
        return min(given, key=lambda record: (-given[record], record))


def count_left(candidates: Iterable[Candidate]) -> Left:
    """Add up what can be had of one article."""
    shelf = announced = 0
    days = []
    for one in candidates:
        if one.ships_on is None:
            shelf += one.free
        elif one.free > 0:
            announced += one.free
            days.append(one.ships_on)
    return Left(max(shelf, 0), announced, min(days, default=None))


def promise(product_id: int, quantity: int, candidates: Iterable[Candidate]) -> Wanted | None:
    """Return what can be promised of an article: the shelf first, else the earliest day by which
    enough is announced; None when neither has as many.
    """
    known = [one for one in candidates if one.free > 0]
    if sum(one.free for one in known if one.ships_on is None) >= quantity:
        return Wanted(product_id, quantity)
    lots = sorted((one.ships_on, one.free) for one in known if one.ships_on is not None)
    found = 0
    for day, free in lots:
        found += free
        if found >= quantity:
            return Wanted(product_id, quantity, day)
    return None


def route(wanted: Sequence[Wanted], candidates: Mapping[int, Sequence[Candidate]]) -> Routed | None:
    """Spread what is wanted (each article once) over stock records; None: not all can be had."""
    offered = {want.product_id: _offered(want, candidates) for want in wanted}
    chosen = _whole_basket(wanted, offered) or {
        want.product_id: _line(want, offered[want.product_id]) for want in wanted
    }
    units = {want.product_id: _take(want, chosen[want.product_id]) for want in wanted}
    if any(sum(units[want.product_id].values()) < want.quantity for want in wanted):
        return None
    settled = all(len(units[product]) == len(given) for product, given in offered.items())
    return Routed(units, settled)


def _offered(want: Wanted, candidates: Mapping[int, Sequence[Candidate]]) -> list[Candidate]:
    """The records that keep the promise, the best first."""
    kept = [
        one
        for one in candidates.get(want.product_id, ())
        if one.free > 0 and _keeps(one.ships_on, want.ships_on)
    ]
    return sorted(kept, key=lambda one: (one.place, one.ships_on or date.min, one.record_id))


def _keeps(ships_on: date | None, promised: date | None) -> bool:
    if ships_on is None or promised is None:
        return ships_on is promised
    return ships_on <= promised


def _whole_basket(
    wanted: Sequence[Wanted], offered: Mapping[int, list[Candidate]]
) -> dict[int, list[Candidate]] | None:
    places = sorted({one.place for given in offered.values() for one in given})
    for place in places:
        there = {product: _at(place, given) for product, given in offered.items()}
        if all(_has_all(want, there[want.product_id]) for want in wanted):
            return there
    return None


def _line(want: Wanted, offered: list[Candidate]) -> list[Candidate]:
    for place in dict.fromkeys(one.place for one in offered):
        there = _at(place, offered)
        if _has_all(want, there):
            return there
    return offered


def _at(place: Place, offered: Iterable[Candidate]) -> list[Candidate]:
    return [one for one in offered if one.place == place]


def _has_all(want: Wanted, offered: Iterable[Candidate]) -> bool:
    return sum(one.free for one in offered) >= want.quantity


def _take(want: Wanted, offered: Iterable[Candidate]) -> dict[int, int]:
    units: dict[int, int] = {}
    missing = want.quantity
    for one in offered:
        if missing and (given := min(one.free, missing)):
            units[one.record_id] = given
            missing -= given
    return units
