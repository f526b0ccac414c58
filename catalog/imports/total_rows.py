"""Recognition of rows that sum up the table, which spreadsheets and shops' exports end with."""

import re
from collections.abc import Iterable

_WORDS = frozenset(
    (
        # English, German, French, Spanish, Italian, Portuguese, Japanese, Arabic
        "total", "totals", "grand total", "subtotal", "sub-total", "sum", "summe", "gesamt",
        "gesamtsumme", "zwischensumme", "total général", "sous-total", "somme", "total general",
        "suma", "totale", "totale generale", "somma", "total geral", "soma", "合計", "総計", "小計",
        "الإجمالي", "المجموع", "الاجمالي",
    )
)  # fmt: skip
_AROUND = " \u00a0:：=*.()"
_NUMBER = re.compile(r"[^\w\s]*\d[\d\W]*(?:[A-Z]{3})?")


def is_total(cells: Iterable[str]) -> bool:
    """Return whether a row begins with a word for a total and has only numbers beside it.

    A row of a single word is none: it may be a product whose other cells were forgotten.
    """
    filled = [text for cell in cells if (text := str(cell).strip())]
    return (
        len(filled) > 1
        and filled[0].strip(_AROUND).casefold() in _WORDS
        and all(_NUMBER.fullmatch(text) for text in filled[1:])
    )
