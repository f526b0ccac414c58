"""Numbers that come from outside as text, and rates written as percent."""

from decimal import Decimal

LONGEST = 20  # digits; Python refuses to read thousands of them
MOST = 2**31 - 1  # what a column of the database holds


def whole_number(text: str | None, most: int = MOST) -> int | None:
    """Return the number from 0 to `most` that ASCII digits write; None for anything else."""
    if not text or len(text) > LONGEST or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if number <= most else None


def percent(rate: Decimal) -> str:
    """Return a fraction as percent with as many decimals as it has: "12 %", "12.5 %"."""
    written = f"{100 * rate:f}"
    return f"{written.rstrip('0').rstrip('.') if '.' in written else written} %"
