"""An address is written as the post of its country reads it."""

import pytest

from shop.forks.order.models import ShippingAddress
from shop.fulfillment.addresses import written_address


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
    assert written_address(address, language) == lines


def test_a_second_line_and_a_country_without_rules_are_written_too() -> None:
    address = ShippingAddress(
        first_name="Ada", line1="1 Street", line2="Flat 2", line4="Town", country_id="JP"
    )
    written = written_address(address, "en")
    assert written[-1] == "Japan"
    assert {"Ada", "1 Street", "Flat 2"} <= set(written)
