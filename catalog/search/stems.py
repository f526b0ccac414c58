"""Stems and stop words of the shop's languages, in the folded form of `folding`."""

import csv
import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from catalog.search.folding import Word, fold

ALGORITHMS = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "it": "italian",
    "es": "spanish",
    "ar": "arabic",
    "pt": "portuguese",
}
# Stop words that can also be search terms: omitted in texts, kept in queries.
SOUGHT = {"fr": frozenset({"été"})}
# The Arabic article, with the conjunctions and prepositions that are written before it. The stemmer
# removes either the article or the ending, so that "the cap" and "cap" would have two stems.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=\\w{3})")
_LISTS = Path(__file__).parent / "data" / "stop_words.csv"
_THREAD = threading.local()  # stemmers are not thread-safe


def is_stop_word(word: Word, language: str, *, in_query: bool = False) -> bool:
    """Return whether a word is a stop word. Accents count, so the word must not be folded."""
    words = stop_words().get(language, frozenset())
    if not in_query:
        return word.written in words
    if word.text in {fold(sought) for sought in SOUGHT.get(language, ())}:
        return False
    # In a query, "fur" can mean the stop word "für", but "dés" does not mean "des".
    return word.written in words or (word.written.isascii() and word.text in _folded(language))


def stems(word: Word, language: str) -> Iterator[str]:
    """Yield the folded stems of a word, with and without accents; none without a stemmer."""
    if word.unspaced or language not in ALGORITHMS:
        return
    forms = (word.written, word.text)
    if language == "ar":
        forms = (_ARTICLE.sub("", word.text), word.text)
    yield from dict.fromkeys(_stem(form, language) for form in forms)


@cache
def stop_words() -> dict[str, frozenset[str]]:
    """Return the stop words by language: PostgreSQL's Snowball lists, "size" and "color"."""
    with _LISTS.open(encoding="utf-8", newline="") as file:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


@cache
def _folded(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in stop_words().get(language, ()))


@lru_cache(maxsize=50_000)
def _stem(written: str, language: str) -> str:
    stemmers: dict[str, Stemmer.Stemmer] = _THREAD.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(ALGORITHMS[language])
    source = fold(written) if language == "ar" else written
    return fold(stemmers[language].stemWord(source))
