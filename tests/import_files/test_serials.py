"""Serials are read alike here and in the database; issued ranges and audits join up."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.factories import (
    audited_until,
    is_issued,
    merge_serials,
    parse_serial,
    parse_serial_range,
)

JAN, FEB, MAR, DEC = (date(2027, month, 1) for month in (1, 2, 3, 12))
PAIRS = [
    ("AB-0001", "AB-0100"),
    ("AB-0100", "AB-0001"),
    ("AB-001", "AB-0002"),
    ("AB-0001", "AC-0002"),
    ("7", "9"),
    ("A1B2", "A1B9"),
    ("A-999999999999999998", "A-999999999999999999"),
    ("A-0000000000000000001", "A-0000000000000000002"),
    ("AB", "AB-2"),
    ("", ""),
]


@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_the_database_reads_serials_the_same_way(db, first, last):
    found = parse_serial_range(first, last)
    with connection.cursor() as cursor:
        cursor.execute(
            "select label_series(%s), lower(n), upper(n) from label_numbers(%s, %s) n",
            [first, first, last],
        )
        series, start, end = cursor.fetchone()
    assert (found is None) == (start is None)
    if found:
        assert (found.series, found.first, found.last) == (series, start, end - 1)


@given(st.text(alphabet="AB-/_.09", max_size=45))
def test_what_is_a_serial_ends_with_its_number(text):
    found = parse_serial(text)
    if found:
        series, number = found
        digits = series.count("#")
        assert text == series.replace("#", "") + f"{number:0{digits}}"


def test_ranges_that_follow_each_other_are_one():
    issued = merge_serials([("A-##", 51, 99), ("A-##", 1, 50), ("B-##", 1, 5)])
    assert issued == {"A-##": ((1, 99),), "B-##": ((1, 5),)}
    assert is_issued(parse_serial_range("A-40", "A-60"), issued)
    assert not is_issued(parse_serial_range("B-04", "B-06"), issued)
    assert not is_issued(parse_serial_range("C-01", "C-02"), issued)


@pytest.mark.parametrize(
    ("audits", "until"),
    [
        ([], None),
        ([(JAN, FEB)], FEB),
        ([(FEB, MAR)], None),
        ([(FEB, DEC), (JAN, MAR)], DEC),
        ([(JAN, FEB), (MAR, DEC)], FEB),
        ([(JAN, FEB), (FEB, MAR)], MAR),
        ([(date(2026, 1, 1), JAN)], None),
    ],
)
def test_audits_hold_one_after_another(audits, until):
    assert audited_until(audits, date(2027, 1, 15)) == until
