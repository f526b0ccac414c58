"""Find guarded terms in texts as whole words, ignoring case and accents. Pure.

The time grows with the length of the text, not with the number of terms: terms are indexed by their
first word. Scripts without spaces between words are searched character by character.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+")
INLINE = re.compile(r"</?(?:strong|em|b|i)>")
TAG = re.compile(r"<[^>]*>")
# Accents of Latin, Greek, Cyrillic and Arabic scripts, soft hyphens and zero-width characters.
MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
BANNED, ATHLETE = "BANNED", "ATHLETE"


@dataclass(frozen=True, slots=True)
class GuardedTerm:
    """A guarded word or name.

    `language` "" means every language. `mark` is the code of an athlete's mark, or "".
    """

    term: str
    language: str = ""
    kind: str = BANNED
    why: str = ""
    mark: str = ""


@dataclass(slots=True)
class _Index:
    by_first: dict[str, list[tuple[list[str], GuardedTerm]]] = field(default_factory=dict)
    unspaced: list[tuple[str, GuardedTerm]] = field(default_factory=list)


class TermMatcher:
    """Guarded terms, indexed once and matched against many texts."""

    def __init__(self, terms: Iterable[GuardedTerm] = ()) -> None:
        self.terms = tuple(terms)
        self._indexes: dict[str, _Index] = {}

    def __bool__(self) -> bool:
        return bool(self.terms)

    def may_match(self, text: str) -> bool:
        """Return whether a text in any language may contain a term. Fast; False is certain."""
        index = self._indexes.get("")
        if index is None:
            index = self._indexes[""] = self._index(None)
        folded = fold(plain_text(text))
        if not index.by_first.keys().isdisjoint(WORD.findall(folded)):
            return True
        return bool(index.unspaced) and UNSPACED.search(folded) is not None

    def find(self, text: str, language: str) -> Iterator[GuardedTerm]:
        """Yield each term that a text in a language contains, once."""
        index = self._indexes.get(language)
        if index is None:
            index = self._indexes[language] = self._index(language)
        folded = fold(plain_text(text))
        words = WORD.findall(folded)
        if not index.by_first.keys().isdisjoint(words):
            yield from _whole(index, words)
        if index.unspaced and not folded.isascii():
            joined = "".join(words)
            yield from (term for joined_term, term in index.unspaced if joined_term in joined)

    def _index(self, language: str | None) -> _Index:
        index = _Index()
        for term in self.terms:
            words = split_words(term.term)
            if not words or (language is not None and term.language not in {"", language}):
                continue
            if UNSPACED.search(term.term):
                index.unspaced.append(("".join(words), term))
            else:
                index.by_first.setdefault(words[0], []).append((words, term))
        return index


def split_words(text: str) -> list[str]:
    """Return the words of a text, folded for comparison."""
    return WORD.findall(fold(text))


def fold(text: str) -> str:
    """Return a text in lower case without accents and invisible characters."""
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text.translate(PLAIN)))
    return text.casefold()


def plain_text(text: str) -> str:
    """Return the visible text of HTML markup."""
    if "<" in text:
        text = TAG.sub(" ", INLINE.sub("", text))
    return html.unescape(text) if "&" in text else text


def _whole(index: _Index, words: list[str]) -> Iterator[GuardedTerm]:
    matched = set()
    for position, word in enumerate(words):
        for term_words, term in index.by_first.get(word, ()):
            if words[position : position + len(term_words)] == term_words and term not in matched:
                matched.add(term)
                yield term
