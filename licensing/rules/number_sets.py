"""Set algebra for numbered items: territories, categories, properties and channels. Pure.

Sets are sorted, disjoint, half-open ranges, as in PostgreSQL's int4multirange, so that a worldwide
grant is one range instead of 250 rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

FIRST = 0
Bound = int | None


@dataclass(frozen=True, slots=True)
class NumberSet:
    """Sorted, disjoint, non-adjacent ranges [low, high); None as `high` means unbounded."""

    ranges: tuple[tuple[int, Bound], ...] = ()

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "NumberSet":
        """Return the set of exactly these numbers."""
        return cls(_merge([(number, number + 1) for number in numbers]))

    @classmethod
    def from_ranges(cls, ranges: Iterable[tuple[Bound, Bound]]) -> "NumberSet":
        """Return the union of ranges; None as the low bound means the first number."""
        return cls(_merge([(FIRST if low is None else low, high) for low, high in ranges]))

    def __contains__(self, number: int) -> bool:
        for (
            low,
            high,
        ) in self.ranges:  # A plain loop, because each decision runs it about 100 times.
            if number < low:
                return False
            if high is None or number < high:
                return True
        return False

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def __or__(self, other: "NumberSet") -> "NumberSet":
        return NumberSet(_merge(list(chain(self.ranges, other.ranges))))

    def __and__(self, other: "NumberSet") -> "NumberSet":
        shared: list[tuple[int, Bound]] = []
        mine, others = self.ranges, other.ranges
        index = other_index = 0
        # Both are sorted and disjoint: the range that ends first meets no later range of the other.
        while index < len(mine) and other_index < len(others):
            low, high = mine[index]
            other_low, other_high = others[other_index]
            if other_high is None or (high is not None and high <= other_high):
                end = high
                index += 1
            else:
                end = other_high
                other_index += 1
            start = max(low, other_low)
            if end is None or start < end:
                shared.append((start, end))
        return NumberSet(tuple(shared))

    def __sub__(self, other: "NumberSet") -> "NumberSet":
        return self & other.complement()

    def complement(self) -> "NumberSet":
        """Return the set of all numbers that are not in this set."""
        edges: list[Bound] = [FIRST]
        for low, high in self.ranges:
            edges += [low, high]
        if not self.ranges or self.ranges[-1][1] is not None:
            edges.append(None)
        else:
            edges.pop()
        pairs = [pair for position, pair in enumerate(pairwise(edges)) if position % 2 == 0]
        return NumberSet(
            tuple((low, high) for low, high in pairs if low is not None and low != high)
        )

    def issuperset(self, other: "NumberSet") -> bool:
        """Return whether every number of the other set is in this one."""
        return not other - self

    def numbers(self, among: Iterable[int]) -> list[int]:
        """Return the given numbers that are in the set, in their order."""
        return [number for number in among if number in self]


NOWHERE = NumberSet()
EVERYWHERE = NumberSet(((FIRST, None),))


def _merge(ranges: list[tuple[int, Bound]]) -> tuple[tuple[int, Bound], ...]:
    merged: list[tuple[int, Bound]] = []
    for low, high in sorted(ranges, key=lambda item: item[0]):
        if merged and (merged[-1][1] is None or low <= merged[-1][1]):
            merged[-1] = (merged[-1][0], _higher(merged[-1][1], high))
        elif high is None or low < high:
            merged.append((low, high))
    return tuple(_shared(low, high) for low, high in merged)


@lru_cache(maxsize=4_096)
def _shared(low: int, high: Bound) -> tuple[int, Bound]:
    """Return one tuple for equal ranges: the sets that a process keeps repeat few of them."""
    return low, high


def _higher(first: Bound, second: Bound) -> Bound:
    return None if first is None or second is None else max(first, second)
