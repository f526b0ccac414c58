"""Search documents: the searchable texts of a product, its variants, Games, sport and team.

`refresh_search` writes them. Triggers record changes that bypass the services in `StaleDocument`,
and `refresh_stale` updates those documents in batches.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction

from catalog.search.folding import Word, code_forms, spellings, split_words
from catalog.search.stems import is_stop_word
from catalog.search.terms import fact_lexeme, quote, stem_lexemes
from catalog.search.vocabulary import learn_words
from shop.platform.core.locales import country_name

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
LONGEST_DESCRIPTION = 2000
LONGEST_WORD = 60
LAST_POSITION = 16_383  # PostgreSQL's maximum
GAP = 5  # positions between two texts, so that phrases do not span them
TITLE, FACT, DESCRIPTION = "A", "B", "C"
_SEASONS = Path(__file__).parent / "data" / "seasons.csv"

# The facts of a product: its sport `s`, Games `g` and team `n`.
_FACTS = f"""
    s.slug as sport, {", ".join(f"s.name_{code} as sport_{code}" for code in LANGUAGES)},
    g.code as games, g.name as games_name, g.season, g.starts_on,
    n.ioc_code as noc, n.name_ioc,
    (
        select json_agg(json_build_array(t.code, t.iso3)) from licensing_noc_territories l
        join licensing_territory t on t.code = l.territory_id where l.noc_id = n.ioc_code
    ) as territories
"""  # noqa: S608  names of our own columns
_READ = f"""
    select p.id, p.upc, p.gtin, p.kind, p.color, p.size,
        {", ".join(f"p.title_{code}" for code in LANGUAGES)},
        {
    ", ".join(
        f"left(p.description_{code}, {LONGEST_DESCRIPTION}) as description_{code}"
        for code in LANGUAGES
    )
},
        {_FACTS},
        (
            select json_agg(json_build_array(c.upc, c.gtin, c.color, c.size) order by c.id)
            from catalogue_product c where c.parent_id = p.id and c.is_public
        ) as variants
    from catalogue_product p
        left join catalogue_sport s on s.id = p.sport_id
        left join licensing_gamesedition g on g.code = p.games_id
        left join licensing_noc n on n.ioc_code = p.noc_id
    where p.id = any(%s)
"""  # noqa: S608  names of our own columns
_READ_FACTS = f"""
    select f.kind, {_FACTS}
    from unnest(%s::text[], %s::text[], %s::text[], %s::text[])
        with ordinality as f(kind, games, noc, sport, place)
        left join catalogue_sport s on s.slug = f.sport
        left join licensing_gamesedition g on g.code = f.games
        left join licensing_noc n on n.ioc_code = f.noc
    order by f.place
"""  # noqa: S608  names of our own columns
_WRITE = """
    update catalogue_product p set search_document = w.document::tsvector
    from unnest(%s::bigint[], %s::text[]) w(id, document)
    where p.id = w.id and p.search_document is distinct from w.document::tsvector
"""
_TOPS = "select distinct coalesce(parent_id, id) from catalogue_product where id = any(%s)"
_TAKE_STALE = """
    delete from catalogue_staledocument where product_id in (
        select product_id from catalogue_staledocument order by product_id limit %s
        for update skip locked
    ) returning product_id
"""


def refresh_search(product_ids: Iterable[int]) -> None:
    """Update the documents of products; a variant updates its parent's."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TOPS, [list(product_ids)])
        tops = [row[0] for row in cursor.fetchall()]
        # First, so that concurrent changes wait here and mark the document again.
        cursor.execute("delete from catalogue_staledocument where product_id = any(%s)", [tops])
        _write(cursor, tops)


def refresh_stale(limit: int) -> int:
    """Update up to `limit` stale documents and return their number."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE_STALE, [limit])
        tops = [row[0] for row in cursor.fetchall()]
        _write(cursor, tops)
    return len(tops)


def documents_of_facts(facts: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Return the part that facts have in the documents of all their products, as tsvectors.

    Facts are kind, Games, team and sport. A search that matches it matches all their products.
    """
    if not facts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_READ_FACTS, [list(values) for values in zip(*facts, strict=True)])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    documents = [Document() for _ in rows]
    for document, row in zip(documents, rows, strict=True):
        _add_facts(document, row)
    return [document.as_tsvector() for document in documents]


def _write(cursor: Any, tops: Sequence[int]) -> None:
    if not tops:
        return
    cursor.execute(_READ, [tops])
    names = [column.name for column in cursor.description]
    products = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    documents = [_document(product) for product in sorted(products, key=lambda row: row["id"])]
    ids = sorted(product["id"] for product in products)
    cursor.execute(_WRITE, [ids, [document.as_tsvector() for document in documents]])
    learn_words({word for document in documents for word in document.plain_words})


class Document:
    """Lexemes with their positions and weights."""

    def __init__(self) -> None:
        self.lexemes: dict[str, dict[int, str]] = {}
        self.plain_words: set[str] = set()
        self.position = 1

    def add_text(self, text: str | None, language: str, weight: str) -> None:
        """Add a text of a language, without its stop words."""
        self._add_chunks(text, language, weight, without_stop_words=True)

    def add_names(self, text: str | None, weight: str, language: str = "") -> None:
        """Add names, including stop words."""
        self._add_chunks(text, language, weight, without_stop_words=False)

    def add_fact(self, name: str, value: str | None) -> None:
        """Add a fact as a word and as the lexeme used by synonyms."""
        if value:
            self._add(fact_lexeme(name, value), self.position, FACT)
            self.add_names(value, FACT)

    def add_article(self, sku: str, gtin: str, color: str, size: str) -> None:
        """Add an article's numbers, color and size."""
        for code in (sku, gtin):
            for form in code_forms(code or ""):
                self._add(f"/{form}", self.position, FACT)
        self.add_names(sku, FACT)
        self.add_fact("color", color)
        self.add_names(size, FACT)

    def as_tsvector(self) -> str:
        """Return the document as a tsvector literal."""
        return " ".join(
            quote(lexeme) + ":" + ",".join(f"{place}{weight}" for place, weight in places.items())
            for lexeme, places in sorted(self.lexemes.items())
        )

    def _add_chunks(
        self, text: str | None, language: str, weight: str, *, without_stop_words: bool
    ) -> None:
        for chunk in (text or "").split():
            read = _read_chunk(chunk, language, without_stop_words)
            for lexeme, place in read.lexemes:
                self._add(lexeme, self.position + place, weight)
            self.plain_words |= read.plain_words
            self.position += read.width
        self.position += GAP

    def _add(self, lexeme: str, position: int, weight: str) -> None:
        if len(lexeme) <= LONGEST_WORD + len("/sku/"):
            places = self.lexemes.setdefault(lexeme, {})
            places.setdefault(min(position, LAST_POSITION), weight)


class _Chunk(NamedTuple):
    """The lexemes of the words between two spaces, by position, and the positions they take."""

    lexemes: tuple[tuple[str, int], ...]
    plain_words: frozenset[str]
    width: int


@lru_cache(maxsize=50_000)
def _read_chunk(chunk: str, language: str, without_stop_words: bool) -> _Chunk:  # noqa: FBT001  part of the key
    """Return what a chunk adds to a document; texts of products repeat them, so they are kept."""
    reader = _ChunkReader((language,) if language else ())
    for word in split_words(chunk):
        if without_stop_words and is_stop_word(word, language):
            reader.position += 1
        else:
            reader.add_word(word)
    return _Chunk(tuple(reader.lexemes), frozenset(reader.plain_words), reader.position)


class _ChunkReader:
    """Lexemes of words at positions from 0 on."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.lexemes: list[tuple[str, int]] = []
        self.plain_words: set[str] = set()
        self.position = 0

    def add_word(self, word: Word) -> None:
        """Add a word, and the words that it joins."""
        if word.unspaced:
            for pair in word.parts:
                self.lexemes.append((pair, self.position))
                self.position += 1
            if len(word.text) > 1:  # a single character is found as the prefix of a pair
                self.lexemes.append((word.text[-1], self.position))
        for piece in word.pieces:
            self.add_word(piece)
        if word.unspaced:
            return
        self.position -= 1 if word.pieces else 0  # joined word: position of its last piece
        for lexeme in (*spellings(word), *stem_lexemes(word, self.languages)):
            self.lexemes.append((lexeme, self.position))
        self.plain_words.add(word.text)
        self.position += 1


def _document(product: Mapping[str, Any]) -> Document:
    document = Document()
    for language in LANGUAGES:
        document.add_text(product[f"title_{language}"], language, TITLE)
    _add_facts(document, product)
    _add_variants(document, product)
    for language in LANGUAGES:
        document.add_text(product[f"description_{language}"], language, DESCRIPTION)
    return document


def _add_facts(document: Document, product: Mapping[str, Any]) -> None:
    document.add_fact("kind", product["kind"])
    _add_games(document, product)
    _add_team(document, product)
    document.add_fact("sport", product["sport"])
    for language in LANGUAGES:
        document.add_names(product[f"sport_{language}"], FACT, language)


def _add_variants(document: Document, product: Mapping[str, Any]) -> None:
    own = (product["upc"], product["gtin"], product["color"], product["size"])
    for sku, gtin, color, size in [own, *(product["variants"] or ())]:
        document.add_article(sku, gtin, color, size)


def _add_games(document: Document, product: Mapping[str, Any]) -> None:
    if not product["games"]:
        return
    document.add_fact("games", product["games"])
    document.add_names(product["games_name"], FACT)
    if product["starts_on"]:
        document.add_names(str(product["starts_on"].year), FACT)
    for language, names in _seasons().get(product["season"], {}).items():
        document.add_names(names, FACT, language)


def _add_team(document: Document, product: Mapping[str, Any]) -> None:
    if not product["noc"]:
        return
    document.add_fact("noc", product["noc"])
    document.add_names(product["name_ioc"], FACT, "en")
    territories = product["territories"] or []
    own = [row for row in territories if row[1] == product["noc"] or len(territories) == 1]
    for code, iso3 in own:
        document.add_names(iso3, FACT)
        for language in LANGUAGES:
            document.add_names(country_name(code, language), FACT, language)


@cache
def _seasons() -> dict[str, dict[str, str]]:
    """Return the name of the Games by season and language."""
    seasons: dict[str, dict[str, str]] = {}
    with _SEASONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            seasons.setdefault(row["season"], {})[row["language"]] = row["names"]
    return seasons
