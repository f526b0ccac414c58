"""An agreement and its grants on a time axis, in units of a picture 1000 wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from licensing.models import Agreement, Grant
from licensing.rules.agreement_states import sell_off_end

WIDTH, LEFT, TOP, ROW = 1000, 170, 44, 34
MARGIN = timedelta(days=60)
OPEN_END = timedelta(days=5 * 365)
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A period in a row of the picture."""

    label: str
    kind: str
    x: int
    width: int
    y: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An instant: a year of the axis, now, a suspension or a revocation."""

    label: str
    kind: str
    x: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All parts of the picture."""

    height: int
    bars: tuple[Bar, ...]
    axis: tuple[Mark, ...]
    cuts: tuple[Mark, ...]


def draw_timeline(agreement: Agreement, grants: Sequence[Grant], at: datetime) -> Timeline:
    """Lay out the term, its sell-off, a bar for each grant, the current time, and early ends."""
    start = min(agreement.term.lower or at, at) - MARGIN
    end = agreement.term.upper or max(agreement.term.lower or at, at) + OPEN_END
    tail = sell_off_end(agreement)
    last = max(tail or end, at) + MARGIN

    def place(moment: datetime) -> int:
        share = (moment - start) / (last - start)
        return round(LEFT + max(0.0, min(1.0, share)) * (WIDTH - LEFT))

    def bar(label: str, kind: str, low: datetime | None, high: datetime | None, row: int) -> Bar:
        x = place(low or start)
        return Bar(label, kind, x, max(3, place(high or last) - x), TOP + row * ROW)

    bars = [bar("Term", "term", agreement.term.lower, agreement.term.upper, 0)]
    if tail is not None:
        bars.append(bar("", "selloff", agreement.term.upper, tail, 0))
    bars += [
        bar(
            f"Grant {grant.pk}",
            grant.exclusivity.lower().replace("_", "-"),
            grant.window.lower,
            grant.window.upper,
            row,
        )
        for row, grant in enumerate(grants, 1)
    ]
    cuts = [Mark("Now", "now", place(at))]
    if agreement.suspended_from:
        cuts.append(Mark("Suspended", "suspended", place(agreement.suspended_from)))
    if agreement.revoked_from:
        cuts.append(Mark("Revoked", "revoked", place(agreement.revoked_from)))
    axis = tuple(Mark(label, "tick", place(moment)) for label, moment in _ticks(start, last))
    return Timeline(TOP + (len(grants) + 1) * ROW + 8, tuple(bars), axis, tuple(cuts))


def _ticks(start: datetime, last: datetime) -> list[tuple[str, datetime]]:
    """Return years, thinned out if there are many; quarters for up to two years."""
    years = range(start.year, last.year + 1)
    if len(years) <= 3:  # noqa: PLR2004  short terms are read by the quarter
        moments = [
            datetime(year, month, 1, tzinfo=UTC) for year in years for month in (1, 4, 7, 10)
        ]
        ticks = [(f"{moment:%b %Y}", moment) for moment in moments]
    else:
        step = 1 + len(years) // MOST_LABELS
        ticks = [(str(year), datetime(year, 1, 1, tzinfo=UTC)) for year in years[::step]]
    return [(label, moment) for label, moment in ticks if start <= moment < last]
