"""Numbers from outside: digits, in bounds, and nothing else."""

import pytest

from shop.platform.core.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("0007", 7),
        ("2147483647", 2_147_483_647),
        ("2147483648", None),
        ("9" * 5000, None),
        ("", None),
        (None, None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("1\n", None),
        ("\u0663", None),
        ("\u00b2", None),
        ("1\x00", None),
    ],
)
def test_only_ascii_digits_in_bounds_are_a_number(text: str | None, number: int | None) -> None:
    assert whole_number(text) == number


def test_the_bound_is_included() -> None:
    assert whole_number("10", 10) == 10
    assert whole_number("11", 10) is None
