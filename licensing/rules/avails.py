"""Availability of a mark for new grants, by territory and period. Pure.

A territory is free at an instant if the mark is held there and nothing blocks it. Territories with
the same sequence of periods form one `Availability`.
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
class LabeledPeriod:
    """A holding of the mark or a blocker: where it applies and when. `label` names it."""

    label: str
    period: Period
    territories: NumberSet


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the window, free if the mark is held and nothing blocks it."""

    start: datetime
    end: datetime
    held: bool
    blockers: tuple[str, ...]

    @property
    def free(self) -> bool:
        """Return whether a grant can be made for this period."""
        return self.held and not self.blockers


@dataclass(frozen=True, slots=True)
class Availability:
    """The segments shared by a group of territories, given by their numbers."""

    territories: tuple[int, ...]
    segments: tuple[Segment, ...]

    @property
    def covers(self) -> bool:
        """Return whether the whole window is free."""
        return all(segment.free for segment in self.segments)

    @property
    def overlaps(self) -> bool:
        """Return whether any part of the window is free."""
        return any(segment.free for segment in self.segments)


def find_avails(
    window: Period,
    territories: Iterable[int],
    holdings: Sequence[LabeledPeriod],
    blockers: Sequence[LabeledPeriod],
) -> tuple[Availability, ...]:
    """Return the availability in a window, the largest group of territories first."""
    groups: dict[tuple[tuple[LabeledPeriod, ...], tuple[LabeledPeriod, ...]], list[int]] = (
        defaultdict(list)
    )
    for number in territories:
        key = (
            tuple(item for item in holdings if number in item.territories),
            tuple(item for item in blockers if number in item.territories),
        )
        groups[key].append(number)
    availabilities = [
        Availability(tuple(numbers), _segments(window, held, blocked))
        for (held, blocked), numbers in groups.items()
    ]
    return tuple(sorted(availabilities, key=lambda item: -len(item.territories)))


def _segments(
    window: Period, holdings: Sequence[LabeledPeriod], blockers: Sequence[LabeledPeriod]
) -> tuple[Segment, ...]:
    first, last = window.start or BEGINNING, window.end or END
    edges = {first, last}
    for item in (*holdings, *blockers):
        edges |= {
            edge for edge in (item.period.start, item.period.end) if edge and first < edge < last
        }
    segments: list[Segment] = []
    for start, end in pairwise(sorted(edges)):
        held = any(start in item.period for item in holdings)
        names = tuple(item.label for item in blockers if start in item.period) if held else ()
        if segments and (segments[-1].held, segments[-1].blockers) == (held, names):
            segments[-1] = replace(segments[-1], end=end)  # Nothing changes at this edge.
        else:
            segments.append(Segment(start, end, held, names))
    return tuple(segments)
