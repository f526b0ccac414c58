"""Full text over every language of a product, and trigrams for what was mistyped.

PostgreSQL here has no dictionary for Japanese: titles in it are found by trigrams.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection, models
from django.db.models import F, Q

from catalog.querysets import ProductQuerySet

CONFIGS = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "it": "italian",
    "es": "spanish",
    "ar": "arabic",
    "pt": "portuguese",
    "ja": "simple",
}
LIKENESS = 0.45  # below this a mistyped word finds things nobody meant

_REFRESH = """
    update catalogue_product as p set
        search_document = {document},
        search_text = lower(unaccent(concat_ws(' ',
            p.upc, {titles}, s.name_en, s.name_fr, g.name, n.name_ioc, n.ioc_code, g.code)))
    from catalogue_product as q
        left join catalogue_sport s on s.id = q.sport_id
        left join licensing_gamesedition g on g.code = q.games_id
        left join licensing_noc n on n.ioc_code = q.noc_id
    where q.id = p.id and p.id = any(%s)
"""


def refresh_search(product_ids: Iterable[int]) -> None:
    """Rebuild the search columns of products, in one statement."""
    vectors = [
        f"setweight(to_tsvector('{config}', unaccent(coalesce(p.title_{language}, ''))), 'A') || "
        f"setweight(to_tsvector('{config}', unaccent(left(coalesce(p.description_{language}, ''),"
        " 2000))), 'C')"
        for language, config in CONFIGS.items()
    ]
    facts = (
        "setweight(to_tsvector('simple', unaccent(concat_ws(' ', p.upc, s.name_en, s.name_fr,"
        " g.name, g.code, n.name_ioc, n.ioc_code, p.kind, p.color))), 'B')"
    )
    titles = ", ".join(f"p.title_{language}" for language in CONFIGS)
    statement = _REFRESH.format(document=" || ".join([*vectors, facts]), titles=titles)
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(product_ids)])


def by_words(products: ProductQuerySet, text: str, language: str) -> ProductQuerySet:
    """Products that contain every word, in the page's language or plainly; best first."""
    clean = models.Func(models.Value(text), function="unaccent", output_field=models.TextField())
    query = SearchQuery(
        clean, config=CONFIGS.get(language, "simple"), search_type="websearch"
    ) | SearchQuery(clean, config="simple", search_type="websearch")
    if language != "en":
        query |= SearchQuery(clean, config="english", search_type="websearch")
    return products.filter(search_document=query).annotate(
        rank=SearchRank(F("search_document"), query)
    )


def by_likeness(products: ProductQuerySet, text: str) -> ProductQuerySet:
    """Products whose text holds something written much like it; for typing errors."""
    clean = models.Func(
        models.Func(models.Value(text), function="unaccent"),
        function="lower",
        output_field=models.TextField(),
    )
    likeness: Any = TrigramWordSimilarity
    return products.annotate(rank=likeness(clean, "search_text")).filter(Q(rank__gte=LIKENESS))
