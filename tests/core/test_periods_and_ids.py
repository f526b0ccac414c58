"""Periods are half-open; public ids are UUIDs of version 7 that sort by time."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shop.platform.core.ids import uuid7
from shop.platform.core.periods import EmptyPeriodError, Period

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def test_a_period_includes_its_start_and_excludes_its_end() -> None:
    period = Period(START, END)
    assert START in period
    assert END - TICK in period
    assert START - TICK not in period
    assert END not in period


def test_an_open_side_has_no_bound() -> None:
    assert datetime(1, 1, 1, tzinfo=UTC) in Period(None, END)
    assert datetime(9999, 1, 1, tzinfo=UTC) in Period(START, None)
    assert START in Period(None, None)


@pytest.mark.parametrize("end", [START, START - TICK])
def test_a_period_lasts_some_time(end: Any) -> None:
    with pytest.raises(EmptyPeriodError):
        Period(START, end)


def test_ids_are_of_version_seven_and_of_the_variant_of_the_standard() -> None:
    made = uuid7()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_ids_begin_with_the_millisecond_they_were_made_in() -> None:
    before = time.time_ns() // 1_000_000
    stamp = uuid7().int >> 80
    assert before <= stamp <= time.time_ns() // 1_000_000


def test_ids_sort_by_time_and_never_repeat() -> None:
    ids = []
    for _ in range(5):
        ids.append(uuid7())
        time.sleep(0.002)
    assert ids == sorted(ids)
    assert len({uuid7() for _ in range(5000)}) == 5000
