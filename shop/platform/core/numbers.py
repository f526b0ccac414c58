"""Parsing of numbers from untrusted text, and formatting of percentages."""

from decimal import Decimal

LONGEST = 20  # digits; Python refuses to parse thousands of them
MOST = 2**31 - 1  # maximum of a database column


def whole_number(text: str | None, most: int = MOST) -> int | None:
    """Return the number from 0 to `most` written in ASCII digits; None for anything else."""
    if not text or len(text) > LONGEST or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if number <= most else None


def percent(rate: Decimal) -> str:
    """Return a fraction as percent with as many decimals as it has: "12 %", "12.5 %"."""
    written = f"{100 * rate:f}"
    return f"{written.rstrip('0').rstrip('.') if '.' in written else written} %"
