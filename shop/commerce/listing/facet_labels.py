"""Labels of the Games, sports and countries in a list's facets, kept for a revision."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from catalog.models import Sport
from licensing.models import NOC, GamesEdition
from licensing.reading.snapshot import time_and_snapshot

Names = Mapping[tuple[str, str], str]


def facet_names(facets: Mapping[str, Collection[str]], language: str) -> Names:
    """Return labels by (facet, value) in a language; unknown values are absent."""
    _, kept = time_and_snapshot()
    every = kept.keep(("facet names", language), lambda: _all_names(language))
    return {
        (facet, value): every[facet, value]
        for facet, values in facets.items()
        for value in values
        if (facet, value) in every
    }


def _all_names(language: str) -> dict[tuple[str, str], str]:
    """Return the labels of all Games, sports and countries in a language; one query."""
    # Plain query sets, because those of translated models reorder columns, which breaks the union.
    sport_name = Coalesce(NullIf(F(f"name_{language}"), Value("")), F("name_en"))
    reads: tuple[tuple[str, Any, Any, Any], ...] = (
        ("games", QuerySet(GamesEdition), F("code"), F("name")),
        ("sport", QuerySet(Sport), F("slug"), sport_name),
        ("noc", QuerySet(NOC), F("ioc_code"), F("name_ioc")),
    )
    games, sports, committees = (
        rows.order_by()
        .annotate(
            facet=Value(facet, output_field=CharField()),
            value=Cast(value, CharField()),
            label=Cast(label, CharField()),
        )
        .values_list("facet", "value", "label")
        for facet, rows, value, label in reads
    )
    rows = games.union(sports, committees, all=True).order_by()
    return {(facet, value): label for facet, value, label in rows}
