"""Parse a search text: each word must match, by itself, its stem or a synonym.

`read_text` returns a `SearchText`; `correct` replaces words that match nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, Value

from catalog.models import SearchSynonym
from catalog.querysets import ProductQuerySet
from catalog.search.folding import Word, code_forms, split_words
from catalog.search.stems import is_stop_word
from catalog.search.terms import (
    LONGEST_PHRASE,
    meaningful,
    phrase_keys,
    quote,
    read_terms,
    write_term,
    write_word,
)
from catalog.search.vocabulary import similar_words
from licensing.reading.snapshot import time_and_snapshot

MOST_WORDS = 12
MOST_COUNTED = 1_000  # products that match a part of a search
# The words are looked up in their index, and the products one by one until enough fit. If the
# database knew the limit, it would read the table instead, all of it for a word without matches.
_MATCHING = """
    select from catalogue_product w where w.search_document @@ %s::tsquery
        and exists (select from ({products}) as p where p.pk = w.id offset 0)
    limit (select %s::int)
"""
_NEWEST = """
    select n.id, n.search_document from catalogue_product n
    where n.is_public and n.structure <> 'child' order by n.id desc limit {number}
"""
_SAMPLE, _WALKED = _NEWEST.format(number=100), _NEWEST.format(number=20_000)
# A word that many products have is found among the newest ones; its list in the index is long.
_HAS_MATCH = """
    exists (
        select from ({newest}) as w
        where w.search_document @@ %s::tsquery
            and exists (select from ({products}) as p where p.pk = w.id offset 0)
    ) or (select count(*) from ({matching}) as matching) > 0
"""
LARGE = 200_000  # products and variants; of fewer, the list of a word in the index is short
# The number of products that match. A word that ten of the newest hundred products have is
# frequent: in a large catalog its products are counted from the newest on.
_COUNT = """
    coalesce(
        case when {large} < (
                select reltuples from pg_class where oid = 'catalogue_product'::regclass
            )
            and (select count(*) from ({sample}) as sample) >= 10
        then (
            select walked.number from (
                select count(*) as number from (
                    select from ({newest}) as w
                    where w.search_document @@ %s::tsquery
                        and exists (select from ({products}) as p where p.pk = w.id offset 0)
                    limit (select %s::int)
                ) as matching
            ) as walked where walked.number >= %s
        ) end,
        (select count(*) from ({matching}) as matching)
    )
"""
FALLBACK = "en"  # buyers of every language also use English words


class LexemeQuery(Func):
    """A tsquery from literal lexemes."""

    template = "(%(expressions)s)::tsquery"
    output_field = SearchQueryField()


class Matches(Func):
    """A condition: the document of a product matches the text of a tsquery."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, tsquery: str) -> None:
        super().__init__(F("search_document"), LexemeQuery(Value(tsquery)))


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a search, or a phrase that has synonyms, with the text of its tsquery."""

    words: tuple[Word, ...]
    tsquery: str
    ignored: bool = False

    @property
    def text(self) -> str:
        """The words as typed, in lower case."""
        return " ".join(
            "-".join(word.parts) if word.pieces else word.written for word in self.words
        )


@dataclass(frozen=True, slots=True)
class SearchText:
    """A search: all parts must match, or the whole text must be an article's number."""

    text: str
    language: str
    parts: tuple[Part, ...]

    @property
    def tsquery(self) -> str:
        """The text of the tsquery."""
        every = " & ".join(part.tsquery for part in self.parts)
        codes = [quote(f"/{form}") for form in code_forms(self.text)]
        return " | ".join([f"({every})", *codes]) if every else " | ".join(codes)


def read_text(text: str, language: str) -> SearchText:
    """Parse a search text for the pages of a language."""
    words = split_words(text)[:MOST_WORDS]
    groups = _synonyms(words, language)
    spoken = _page_languages(language)
    parts: list[Part] = []
    position = 0
    while position < len(words):
        length, found_groups = _longest(words, position, groups, language)
        phrase = tuple(words[position : position + length])
        if not found_groups:
            parts.append(Part(phrase, write_word(phrase[0], spoken)))
        else:
            ignored = any(group.ignored for group in found_groups)
            parts.append(Part(phrase, _combine_synonyms(phrase, found_groups, spoken), ignored))
        position += length
    return SearchText(text, language, tuple(_meaningful(parts, language)))


def search_products(products: ProductQuerySet, search: SearchText) -> ProductQuerySet:
    """Return the products that match a search, with their `rank`.

    Lists order a page by `shop.commerce.listing.ranking`.
    """
    text = search.tsquery
    if not text:
        return products.none().annotate(rank=Value(0.0))
    rank = SearchRank(F("search_document"), LexemeQuery(Value(text)))
    return products.filter(Matches(text)).annotate(rank=rank)


def find_by_number(products: ProductQuerySet, text: str) -> ProductQuerySet:
    """Return the products with an article whose SKU or GTIN is the text."""
    codes = [quote(f"/{form}") for form in code_forms(text)]
    return products.filter(Matches(" | ".join(codes))) if codes else products.none()


def count_parts(products: ProductQuerySet, search: SearchText) -> list[tuple[str, int]]:
    """Return the parts of a search that match products by themselves, with the number of products.

    A part without matches is replaced by a possible correction. Empty for a single part.
    """
    if len(search.parts) == 1:
        return []
    fitting = [part for part in _fit_parts(products, search, last=False) if part]
    counts = _count_matches(products, [part.tsquery for part in fitting])
    return [(part.text, number) for part, number in zip(fitting, counts, strict=True)]


def correct(products: ProductQuerySet, search: SearchText) -> SearchText | None:
    """Replace each word that matches no product; return None if there is no replacement.

    The last word may be a prefix; others are compared with words that differ by a typing error.
    Runs at most two queries.
    """
    fitting = _fit_parts(products, search, last=True)
    parts = tuple(part for part in fitting if part)
    if len(parts) < len(fitting) or parts == search.parts:
        return None
    return replace(search, parts=parts, text=" ".join(part.text for part in parts))


def matches_any(products: ProductQuerySet, search: SearchText) -> bool:
    """Return whether a search finds one of the products."""
    return bool(search.tsquery) and _first_fitting(products, [[search.tsquery]])[0] == 0


def _fit_parts(
    products: ProductQuerySet, search: SearchText, *, last: bool
) -> Sequence[Part | None]:
    """Return for each part the first option that matches products, most often as typed.

    Only for parts that match nothing as typed, others are looked up. `last`: the last part may be a
    prefix.
    """
    typed = _first_fitting(products, [[part.tsquery] for part in search.parts])
    options = {
        place: _find_options(part, search, last=last and part is search.parts[-1])
        for place, part in enumerate(search.parts)
        if typed[place] is None
    }
    choices = [[choice.tsquery for choice in parts] for parts in options.values()]
    fitting: list[Part | None] = list(search.parts)
    for place, first in zip(options, _first_fitting(products, choices), strict=True):
        fitting[place] = None if first is None else options[place][first]
    return fitting


def _first_fitting(
    products: ProductQuerySet, choices: Sequence[Sequence[str]]
) -> Sequence[int | None]:
    """Return for each list of tsqueries the place of the first one that matches products."""
    statement, values = _statement_of(products)
    if not statement or not any(choices):
        return [None] * len(choices)
    matching = _MATCHING.format(products=statement)
    has_match = _HAS_MATCH.format(products=statement, newest=_SAMPLE, matching=matching)
    columns, parameters = [], []
    for texts in choices:
        cases = "".join(f" when {has_match} then {place}" for place in range(len(texts)))
        columns.append(f"case{cases} end" if texts else "null::int")
        for text in texts:
            parameters += [text, *values, text, *values, 1]
    return _fetch_columns(columns, parameters)


def _count_matches(products: ProductQuerySet, texts: Sequence[str]) -> Sequence[int]:
    """Return the number of products that match each tsquery, up to `MOST_COUNTED`."""
    statement, values = _statement_of(products)
    if not statement or not texts:
        return [0] * len(texts)
    matching = _MATCHING.format(products=statement)
    sample = f"select from ({_SAMPLE}) as w where w.search_document @@ %s::tsquery"
    count = _COUNT.format(
        large=LARGE, sample=sample, newest=_WALKED, products=statement, matching=matching
    )
    parameters: list[Any] = []
    for text in texts:
        limited = (text, *values, MOST_COUNTED)
        parameters += [text, *limited, MOST_COUNTED, *limited]
    return _fetch_columns([count] * len(texts), parameters)


def _statement_of(products: ProductQuerySet) -> tuple[str, tuple[Any, ...]]:
    """Return the statement of the products' keys with its values; empty if there can be none."""
    try:
        statement, values = products.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "", ()
    return statement, tuple(values)


def _fetch_columns(columns: Sequence[str], parameters: Sequence[Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(columns)}", parameters)
        row: Sequence[Any] = cursor.fetchone()
        return row


def _find_options(part: Part, search: SearchText, *, last: bool) -> list[Part]:
    """Return a part as a prefix, and with each possible correction."""
    choices: list[Part] = []
    if len(part.words) > 1:
        return choices
    word = part.words[0]
    spoken = _page_languages(search.language)
    if last and len(word.text) > 1:
        choices.append(Part(part.words, write_word(word, spoken, prefix=True)))
    for similar in similar_words(word.text):
        choices.extend(read_text(similar, search.language).parts)
    return choices


def _page_languages(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([language, FALLBACK]))


def _synonyms(words: Sequence[Word], language: str) -> dict[str, list[SearchSynonym]]:
    """Return the synonym groups of all phrases of the words by key."""
    keys = [
        key
        for start in range(len(words))
        for phrase in _phrases(words, start)
        for key in _keys(phrase, language)
    ]
    languages = {"", *_page_languages(language)}
    every = _active_synonyms() if keys else {}
    return {
        key: [group for group in every[key] if group.language in languages]
        for key in keys
        if key in every
    }


def _active_synonyms() -> Mapping[str, list[SearchSynonym]]:
    """Return all active groups by key, kept for a revision; staff write some hundreds."""
    _, kept = time_and_snapshot()
    return kept.keep("synonyms", _read_synonyms)


def _read_synonyms() -> dict[str, list[SearchSynonym]]:
    groups_by_key: dict[str, list[SearchSynonym]] = {}
    for group in SearchSynonym.objects.filter(active=True).order_by("pk"):
        for key in group.keys:
            groups_by_key.setdefault(key, []).append(group)
    return groups_by_key


def _phrases(words: Sequence[Word], start: int) -> list[Sequence[Word]]:
    ends = range(min(len(words), start + LONGEST_PHRASE), start, -1)
    return [words[start:end] for end in ends]


def _keys(phrase: Sequence[Word], language: str) -> list[str]:
    """Return the keys of a phrase in the page's language and in English."""
    words_with_meaning = meaningful(phrase, language)
    return [
        key
        for spoken in _page_languages(language)
        for key in phrase_keys(words_with_meaning, spoken)
    ]


def _longest(
    words: Sequence[Word], start: int, groups: dict[str, list[SearchSynonym]], language: str
) -> tuple[int, list[SearchSynonym]]:
    """Return the length of the longest phrase that has synonyms, and its groups."""
    for phrase in _phrases(words, start):
        matching = [group for key in _keys(phrase, language) for group in groups.get(key, ())]
        if matching:
            return len(phrase), list(dict.fromkeys(matching))
    return 1, []


def _combine_synonyms(
    phrase: Sequence[Word], groups: Sequence[SearchSynonym], spoken: Sequence[str]
) -> str:
    """Return the tsquery of a phrase or any term of its groups."""
    own = " & ".join(write_word(word, spoken) for word in meaningful(phrase, spoken[0]))
    terms = [
        write_term(term, list(dict.fromkeys([*filter(None, [group.language]), *spoken])))
        for group in groups
        if not group.ignored
        for term in read_terms(group.terms)
    ]
    return f"({' | '.join([f'({own})', *filter(None, dict.fromkeys(terms))])})"


def _meaningful(parts: Sequence[Part], language: str) -> list[Part]:
    """Return the parts without stop words and ignored words, unless there are no others."""
    remaining = [
        part
        for part in parts
        if not part.ignored
        and (len(part.words) > 1 or not is_stop_word(part.words[0], language, in_query=True))
    ]
    return remaining or list(parts)
