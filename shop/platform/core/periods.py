"""Half-open periods [from, until): the only kind this project stores or compares."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """A period that includes its start and excludes its end; None is open."""

    start: datetime | None
    end: datetime | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start >= self.end:
            raise EmptyPeriodError(self.start, self.end)

    def __contains__(self, at: datetime) -> bool:
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)


class EmptyPeriodError(ValueError):
    """A period whose end is not after its start."""
