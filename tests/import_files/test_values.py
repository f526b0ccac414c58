"""Cells: one written form of each value, which is read as itself again."""

from contextlib import suppress
from decimal import Decimal

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from catalog.imports import amounts, parsers
from catalog.imports.columns import all_columns
from catalog.imports.errors import InvalidCell
from catalog.imports.gtins import parse_gtin
from catalog.imports.headers import read_header
from catalog.imports.reference import Reference


def refused(read, *arguments) -> str:
    """Return the code of a refusal."""
    with pytest.raises(InvalidCell) as refusal:
        read(*arguments)
    return refusal.value.code


@given(st.text(max_size=200))
def test_text_is_refused_or_read_as_itself_again(raw):
    try:
        found = parsers.text(raw, 120)
    except InvalidCell:
        return
    assert parsers.text(found, 120) == found
    assert len(found) <= 120
    assert not any(sign in found for sign in "\u202e\u2066\u200b\x00\n")


@given(st.text(alphabet="<>/abpscript &\"'=\n", max_size=80))
def test_rich_text_is_read_as_itself_again_and_holds_no_other_markup(raw):
    found = parsers.rich_text(raw, 4000)
    assert parsers.rich_text(found, 4000) == found
    assert "<script" not in found
    assert "<s" not in found.replace("<strong", "")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.booleans())
def test_paragraphs_that_need_no_cleaning_are_what_cleaning_leaves(texts, lines):
    found = ("\n" if lines else "").join(f"<p>{text}</p>" for text in texts)
    if parsers.PARAGRAPHS.fullmatch(found):
        assert nh3.clean(found, tags=parsers.TAGS, attributes={}) == found
    assert parsers.clean_markup(found) == nh3.clean(found, tags=parsers.TAGS, attributes={})


@given(st.integers(0, 10**11))
def test_a_gtin_is_taken_with_its_check_digit_alone(number):
    digits = f"{number:012d}"
    right = digits + ean.calc_check_digit(digits)
    assert parse_gtin(right) == right
    wrong = digits + str((int(right[-1]) + 1) % 10)
    assert refused(parse_gtin, wrong) == "check_digit"


@given(st.decimals("0.01", "9999999999.99", places=2))
def test_money_has_two_decimals_whichever_sign_parts_them(amount):
    expected = str(amount.quantize(Decimal("0.01")))
    for written in (f"{amount:f}", f"{amount:f}".replace(".", ",")):
        found = amounts.money(written, "EUR")
        assert Decimal(found) == Decimal(expected)
        assert amounts.money(found, "EUR") == found


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1,299", "ambiguous"),
        ("1.299", "decimals"),
        ("1,2,3.50", "number"),
        ("0", "not_positive"),
        ("-5", "not_positive"),
        ("1.999", "decimals"),
        ("£5", "currency"),
        ("5 USD", "currency"),
        ("1e3", "number"),
        ("abc", "number"),
        ("free", "number"),
        ("€", "number"),
        ("99999999999", "range"),
        ("", "number"),
    ],
)
def test_money_that_cannot_be_meant_is_refused(raw, code):
    assert refused(amounts.money, raw, "EUR") == code


@pytest.mark.parametrize(
    ("raw", "currency", "amount"),
    [
        ("29,90 €", "EUR", "29.90"),
        ("€29.90", "EUR", "29.90"),
        ("29.90 EUR", "EUR", "29.90"),
        ("1,299.00", "EUR", "1299.00"),
        ("1.299,00", "EUR", "1299.00"),
        ("1 299,00", "EUR", "1299.00"),
        ("1'299.50", "EUR", "1299.50"),
        ("¥5,900.00", "JPY", "5900"),
        ("２９．９０", "EUR", "29.90"),
    ],
)
def test_money_is_read_as_people_and_spreadsheets_write_it(raw, currency, amount):
    assert amounts.money(raw, currency) == amount


@pytest.mark.parametrize(
    "raw",
    [*("10-Dec", "Dec-10", "10. Dez", "2026-12-10", "10/12/2026", "46366", "10.12.26", "3-May-26")],
)
def test_a_size_that_became_a_date_is_refused(raw):
    assert refused(parsers.size, raw) == "excel_date"


@pytest.mark.parametrize(
    ("raw", "size"),
    [("m", "M"), ("xxl", "XXL"), ("s/m", "S/M"), ("10-12", "10-12"), ("uni", "uni"), ("42", "42")],
)
def test_letter_sizes_are_written_in_capitals(raw, size):
    assert parsers.size(raw) == size


@pytest.mark.parametrize(
    ("raw", "whole"),
    [("36000291452", "036000291452"), ("3600029145", ""), ("123", ""), ("9638507", "")],
)
def test_a_gtin_that_lost_its_zeros_is_named(raw, whole):
    with pytest.raises(InvalidCell) as refusal:
        parse_gtin(raw)
    assert (f"write {whole}," in refusal.value.fix) is bool(whole)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_a_composition_sums_to_a_hundred(shares):
    names = ["cotton", "wool", "silk", "linen", "hemp", "jute"]
    written = ";".join(f"{name}:{share}" for name, share in zip(names, shares, strict=False))
    if sum(shares) == 100:
        found = parsers.percentages(written)
        assert parsers.percentages(found) == found
    else:
        assert refused(parsers.percentages, written) == "composition"


@pytest.mark.parametrize("raw", ["cotton", "cotton:x", ":100", "cotton:50;cotton:50", "a:NaN"])
def test_a_composition_that_is_none_is_refused(raw):
    assert refused(parsers.percentages, raw) == "composition"


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_is_kept_in_utc_to_the_second(at):
    written = at.replace(microsecond=0).isoformat()
    try:
        found = parsers.instant(written)
    except InvalidCell:
        return  # zones of history with odd offsets, and the ends of the calendar
    assert found.endswith("+00:00")
    assert parsers.instant(found) == found


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2027-03-01", "offset"),
        ("2027-03-01T00:00", "offset"),
        ("01.03.2027", "instant"),
        ("46082", "serial_date"),
        ("9999-12-31T23:00-05:00", "far_day"),
        ("46082.5", "serial_date"),
        ("2027-02-30T00:00Z", "instant"),
    ],
)
def test_an_instant_says_its_clock(raw, code):
    assert refused(parsers.instant, raw) == code


@pytest.mark.parametrize(
    "raw",
    [
        "a/b.jpg",
        "..\\a.jpg",
        "../a.jpg",
        "a.svg",
        "a.jpg.exe",
        "http://x/a.jpg",
        ".jpg",
        "a\x00.jpg/",
    ],
)
def test_a_picture_is_a_name_in_the_zip(raw):
    assert refused(parsers.picture, raw) == "picture"


@given(st.text(max_size=40))
def test_no_cell_makes_a_reader_fail_otherwise_than_by_refusing_it(raw):
    readers = (
        lambda: parsers.sku(raw),
        lambda: parse_gtin(raw),
        lambda: parsers.whole_number(raw),
        lambda: amounts.money(raw, "JPY"),
        lambda: amounts.currency(raw),
        lambda: parsers.percentages(raw),
        lambda: parsers.yes_or_no(raw),
        lambda: parsers.instant(raw),
        lambda: parsers.day(raw),
        lambda: parsers.address(raw),
        lambda: parsers.electronic_address(raw),
        lambda: parsers.picture(raw),
        lambda: parsers.hs_code(raw),
        lambda: parsers.choices(raw, {"WEB", "APP"}, "channel"),
    )
    for read in readers:
        with suppress(InvalidCell):
            read()


def test_a_column_of_a_location_keeps_its_dash():
    columns = all_columns(Reference(locations=("main", "milano-venue")))
    header = read_header(["SKU", "Stock_Milano-Venue", "stock_main"], columns)
    assert [column and column.name for column in header.columns] == [
        *("licensee_sku", "stock_milano-venue", "stock_main")
    ]
    assert header.notes == []
