"""The synonyms of a new shop, in `data/synonyms.csv`; staff edit them in the admin.

Kinds of goods, sports, colors, host cities, names of teams and of their people, and words that say
nothing about goods, in every language of the shop.
"""

import csv
from pathlib import Path

from django.db import models

from catalog.search.terms import find_keys

SYNONYMS_FILE = Path(__file__).parent / "data" / "synonyms.csv"


def install_synonyms(synonyms: type[models.Model]) -> None:
    """Add missing groups; `synonyms` is `SearchSynonym` or a migration's version of it."""
    with SYNONYMS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups = []
    for row in rows:
        terms = row["terms"].split(" | ")
        groups.append(
            synonyms(
                language=row["language"],
                ignored=bool(row["ignored"]),
                terms="\n".join(terms),
                keys=find_keys(terms, row["language"]),
            )
        )
    synonyms._default_manager.bulk_create(groups, ignore_conflicts=True)  # noqa: SLF001  Django's documented name
