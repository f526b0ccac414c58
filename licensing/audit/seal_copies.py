"""Comparison of the seals with a copy that was kept outside the shop.

Somebody who can write to the database could change events and rewrite all later seals. Such a chain
is complete in itself; only an older copy shows the difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from licensing.models import TrailDay

COLUMNS = ("Day", "Events", "Seal")


@dataclass(frozen=True, slots=True)
class SealComparison:
    """Days whose seal is that of the copy, days with another or no seal, and days added since."""

    matching: int
    different: Sequence[date]
    missing: Sequence[date]
    added: int

    @property
    def agrees(self) -> bool:
        """Return whether all seals of the copy are unchanged."""
        return not self.different and not self.missing


def seal_rows() -> list[tuple[date, int, str]]:
    """Return all seals in the order of days, as a copy has them."""
    return list(TrailDay.objects.order_by("day").values_list("day", "events", "digest"))


def read_copy(rows: Sequence[Mapping[str, str]]) -> dict[date, str]:
    """Return the seals of a copy by day. Raises `ValueError` for another table, or none."""
    seals = {date.fromisoformat(row.get("Day") or ""): row.get("Seal") or "" for row in rows}
    if not seals or any(len(seal) != 64 for seal in seals.values()):  # noqa: PLR2004  SHA-256
        raise ValueError("not a copy of seals")
    return seals


def compare_seals(copy: Mapping[date, str]) -> SealComparison:
    """Compare the stored seals with those of a copy."""
    stored = dict(TrailDay.objects.values_list("day", "digest"))
    return SealComparison(
        matching=sum(stored.get(day) == seal for day, seal in copy.items()),
        different=sorted(day for day in copy if day in stored and stored[day] != copy[day]),
        missing=sorted(copy.keys() - stored.keys()),
        added=len(stored.keys() - copy.keys()),
    )
