"""Data files of the demo, read as typed rows."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
PICTURES = FOLDER / "pictures"


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a file of `data/` (or of `pictures/`), keyed by column."""
    path = FOLDER / name
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
