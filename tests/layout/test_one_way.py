"""There is one module for each of these: pages of lists, tables of files, counters, NUL in text."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def users_of(text: str) -> set[str]:
    """Return the modules of the product that contain a text."""
    return {
        str(path.relative_to(ROOT))
        for package in ("shop", "catalog", "licensing")
        for path in (ROOT / package).rglob("*.py")
        if text in path.read_text(encoding="utf-8")
    }


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("Paginator(", {"shop/web/pagination.py"}),
        ("csv.reader(", {"catalog/imports/table_reader.py"}),
        ("cache.incr(", set()),
        ('.replace("\\x00"', {"catalog/imports/table_reader.py"}),
        ("EmailMultiAlternatives(", {"shop/platform/mail.py"}),
    ],
)
def test_one_module_does_it(text: str, modules: set[str]) -> None:
    assert users_of(text) == modules
