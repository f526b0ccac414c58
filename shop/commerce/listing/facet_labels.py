"""Labels of the Games, sports and countries in a list's facets, in one query."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from catalog.models import Sport
from licensing.models import NOC, GamesEdition

Names = Mapping[tuple[str, str], str]


def facet_names(facets: Mapping[str, Collection[str]], language: str) -> Names:
    """Return labels by (facet, value) in a language; unknown values are absent."""
    # Plain query sets, because those of translated models reorder columns, which breaks the union.
    sport_name = Coalesce(NullIf(F(f"name_{language}"), Value("")), F("name_en"))
    reads: dict[str, tuple[Any, Any, Any]] = {
        "games": (QuerySet(GamesEdition), F("code"), F("name")),
        "sport": (QuerySet(Sport), F("slug"), sport_name),
        "noc": (QuerySet(NOC), F("ioc_code"), F("name_ioc")),
    }
    queries = [
        rows.order_by()
        .annotate(
            facet=Value(facet, output_field=CharField()),
            value=Cast(value, CharField()),
            label=Cast(label, CharField()),
        )
        .filter(value__in=facets[facet])
        .values_list("facet", "value", "label")
        for facet, (rows, value, label) in reads.items()
        if facets.get(facet)
    ]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:]).order_by() if len(queries) > 1 else queries[0]
    return {(facet, value): label for facet, value, label in rows}
