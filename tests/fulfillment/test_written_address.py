"""An address is written as the post of its country reads it."""

import pytest

from shop.commerce.fulfillment.addresses import format_address_lines, label_lines
from shop.oscar.order.models import ShippingAddress


@pytest.mark.parametrize(
    ("country", "state", "language", "lines"),
    [
        ("FR", "", "en", ["Ada Example", "1 Long Street", "75001 PARIS", "France"]),
        ("US", "TX", "es", ["Ada Example", "1 Long Street", "PARIS, TX 75001", "Estados Unidos"]),
        ("AE", "دبي", "ar", ["Ada Example", "1 Long Street", "دبي", "الإمارات العربية المتحدة"]),
    ],
)
def test_lines_stand_in_the_order_of_the_country(
    country: str, state: str, language: str, lines: list[str]
) -> None:
    address = ShippingAddress(
        first_name="Ada Example",
        line1="1 Long Street",
        line4="Paris",
        state=state,
        postcode="75001",
        country_id=country,
    )
    assert format_address_lines(address, language) == lines


def test_a_second_line_and_a_country_without_rules_are_written_too() -> None:
    address = ShippingAddress(
        first_name="Ada", line1="1 Street", line2="Flat 2", line4="Town", country_id="JP"
    )
    written = format_address_lines(address, "en")
    assert written[-1] == "Japan"
    assert {"Ada", "1 Street", "Flat 2"} <= set(written)


@pytest.mark.parametrize(
    ("country", "state", "city", "language", "area"),
    [
        ("AE", "إمارة دبيّ", "", "en", "Dubai"),
        ("AE", "إمارة دبيّ", "", "ar", "إمارة دبيّ"),
        ("KR", "경기도", "수원시", "fr", "Gyeonggi-do"),
        ("KR", "경기도", "수원시", "ja", "Gyeonggi-do"),
        ("JP", "東京都", "", "de", "TOKYO"),
        ("JP", "東京都", "", "ja", "東京都"),
        ("EG", "القاهرة", "", "it", "Cairo"),
    ],
)
def test_areas_stand_in_the_script_that_the_reader_reads(
    country: str, state: str, city: str, language: str, area: str
) -> None:
    address = ShippingAddress(
        first_name="Ada", line1="1 Street", line4=city, state=state, country_id=country
    )
    lines = format_address_lines(address, language)
    assert area in ", ".join(lines)
    assert ("Suwon" in ", ".join(lines)) == bool(city)


def test_a_label_has_the_latin_and_the_local_name_of_an_area() -> None:
    address = ShippingAddress(
        first_name="Ada", line1="1 Street", state="إمارة دبيّ", country_id="AE"
    )
    expected = ["Ada", "1 Street", "Dubai", "إمارة دبيّ", "United Arab Emirates"]
    assert label_lines(address) == expected
