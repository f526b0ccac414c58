"""What of a mark is still free to grant: territories and stretches of time; pure.

A territory is free at an instant when the mark is held there and nothing blocks it. Territories
with the same story are told together.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from licensing.rules.number_sets import NumberSet
from shop.platform.core.periods import Period

BEGINNING, END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Somewhere during a period: a holding of the mark, or what blocks it, named by `label`."""

    label: str
    period: Period
    territories: NumberSet


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the window: free when the mark is held and nothing blocks it."""

    start: datetime
    end: datetime
    held: bool
    blockers: tuple[str, ...]

    @property
    def free(self) -> bool:
        """Whether a grant may be given for it."""
        return self.held and not self.blockers


@dataclass(frozen=True, slots=True)
class Availability:
    """The story of some territories, whose numbers these are."""

    territories: tuple[int, ...]
    segments: tuple[Segment, ...]

    @property
    def covers(self) -> bool:
        """Whether all of the window is free."""
        return all(segment.free for segment in self.segments)

    @property
    def overlaps(self) -> bool:
        """Whether some of the window is free."""
        return any(segment.free for segment in self.segments)


def find_avails(
    window: Period,
    territories: Iterable[int],
    holdings: Sequence[Stretch],
    blockers: Sequence[Stretch],
) -> tuple[Availability, ...]:
    """Return what is free in a window, the territories with most in common first."""
    alike: dict[tuple[tuple[Stretch, ...], tuple[Stretch, ...]], list[int]] = defaultdict(list)
    for number in territories:
        key = (
            tuple(one for one in holdings if number in one.territories),
            tuple(one for one in blockers if number in one.territories),
        )
        alike[key].append(number)
    found = [
        Availability(tuple(numbers), _segments(window, held, blocked))
        for (held, blocked), numbers in alike.items()
    ]
    return tuple(sorted(found, key=lambda one: -len(one.territories)))


def _segments(
    window: Period, holdings: Sequence[Stretch], blockers: Sequence[Stretch]
) -> tuple[Segment, ...]:
    first, last = window.start or BEGINNING, window.end or END
    edges = {first, last}
    for one in (*holdings, *blockers):
        edges |= {
            edge for edge in (one.period.start, one.period.end) if edge and first < edge < last
        }
    told: list[Segment] = []
    for start, end in pairwise(sorted(edges)):
        held = any(start in one.period for one in holdings)
        names = tuple(one.label for one in blockers if start in one.period) if held else ()
        if told and (told[-1].held, told[-1].blockers) == (held, names):
            told[-1] = replace(told[-1], end=end)  # nothing changes at this edge
        else:
            told.append(Segment(start, end, held, names))
    return tuple(told)
