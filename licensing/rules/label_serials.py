"""Serials of security labels: a series such as `AB-####` and the numbers in it; pure.

Two labels are of one series when all but the digits at their end is alike, the number of these
digits included: `AB-0099` is followed by `AB-0100`, and `AB-099` is another label.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SERIAL = re.compile(r"((?:[A-Z0-9._/-]*[A-Z._/-])?)([0-9]{1,18})")
LONGEST = 40
Issued = Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Serials:
    """Labels from the first to the last, both of them included."""

    series: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many labels these are."""
        return self.last - self.first + 1


def split_serial(serial: str) -> tuple[str, int] | None:
    """Return the series of a serial and its number; None when it is none."""
    found = SERIAL.fullmatch(serial) if len(serial) <= LONGEST else None
    if found is None:
        return None
    return found[1] + "#" * len(found[2]), int(found[2])


def read_serials(first: str, last: str) -> Serials | None:
    """Return the labels between two serials; None when these are no first and last one."""
    start, end = split_serial(first), split_serial(last)
    if start is None or end is None or start[0] != end[0] or start[1] > end[1]:
        return None
    return Serials(start[0], start[1], end[1])


def merge_serials(ranges: Iterable[tuple[str, int, int]]) -> Issued:
    """Return ranges (series, first, last) by series, in order, with neighbors made one."""
    merged: dict[str, list[tuple[int, int]]] = {}
    for series, first, last in sorted(ranges):
        known = merged.setdefault(series, [])
        if known and first <= known[-1][1] + 1:
            known[-1] = (known[-1][0], max(last, known[-1][1]))
        else:
            known.append((first, last))
    return {series: tuple(known) for series, known in merged.items()}


def are_issued(wanted: Serials, issued: Issued) -> bool:
    """Whether every one of the labels is among those that were issued."""
    return any(
        first <= wanted.first and wanted.last <= last
        for first, last in issued.get(wanted.series, ())
    )
