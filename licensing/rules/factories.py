"""Rules of manufacturing: audit periods of factories and serials of security labels. Pure.

A series is a pattern such as `AB-####`. Two labels are of one series if everything but the digits
at their end is equal, including the number of digits: `AB-0100` follows `AB-0099`, while `AB-099`
is of another series.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


def audited_until(audits: Iterable[tuple[date, date]], day: date) -> date | None:
    """Return the first day after `day` without a valid audit, or None if `day` itself has none."""
    until: date | None = None
    for start, end in sorted(audits):
        if start <= (until or day) < end:
            until = end
    return until


SERIAL = re.compile(r"((?:[A-Z0-9._/-]*[A-Z._/-])?)([0-9]{1,18})")
LONGEST = 40
IssuedRanges = Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class SerialRange:
    """Labels from the first to the last, both included."""

    series: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """The number of labels."""
        return self.last - self.first + 1


def parse_serial(serial: str) -> tuple[str, int] | None:
    """Return the series and number of a serial, or None if it is invalid."""
    match = SERIAL.fullmatch(serial) if len(serial) <= LONGEST else None
    if match is None:
        return None
    return match[1] + "#" * len(match[2]), int(match[2])


def parse_serial_range(first: str, last: str) -> SerialRange | None:
    """Return the range between two serials, or None if they are not the ends of one range."""
    start, end = parse_serial(first), parse_serial(last)
    if start is None or end is None or start[0] != end[0] or start[1] > end[1]:
        return None
    return SerialRange(start[0], start[1], end[1])


def merge_serials(ranges: Iterable[tuple[str, int, int]]) -> IssuedRanges:
    """Return ranges (series, first, last) by series, sorted, with adjacent ranges merged."""
    merged: dict[str, list[tuple[int, int]]] = {}
    for series, first, last in sorted(ranges):
        series_ranges = merged.setdefault(series, [])
        if series_ranges and first <= series_ranges[-1][1] + 1:
            series_ranges[-1] = (series_ranges[-1][0], max(last, series_ranges[-1][1]))
        else:
            series_ranges.append((first, last))
    return {series: tuple(series_ranges) for series, series_ranges in merged.items()}


def is_issued(labels: SerialRange, issued: IssuedRanges) -> bool:
    """Return whether all labels of a range were issued."""
    return any(
        first <= labels.first and labels.last <= last
        for first, last in issued.get(labels.series, ())
    )
