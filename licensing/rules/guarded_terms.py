"""Finds guarded words in texts: whole words, whatever their case and accents; pure.

The time it takes grows with the text alone, not with the number of guarded words: each is found by
its first word. Scripts that put no spaces between words are searched sign by sign.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+")
INLINE = re.compile(r"</?(?:strong|em|b|i)>")
TAG = re.compile(r"<[^>]*>")
# Accents of Latin, Greek, Cyrillic and Arabic writing, soft hyphens and what has no width.
MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
BANNED, ATHLETE = "BANNED", "ATHLETE"


@dataclass(frozen=True, slots=True)
class GuardedTerm:
    """A word or name; `language` "" means any. `mark` is the code of an athlete's mark, or ""."""

    term: str
    language: str = ""
    kind: str = BANNED
    why: str = ""
    mark: str = ""


@dataclass(slots=True)
class _Index:
    by_first: dict[str, list[tuple[list[str], GuardedTerm]]] = field(default_factory=dict)
    unspaced: list[tuple[str, GuardedTerm]] = field(default_factory=list)


class Words:
    """Guarded words, made ready once for many texts."""

    def __init__(self, terms: Iterable[GuardedTerm] = ()) -> None:
        self.terms = tuple(terms)
        self._indexes: dict[str, _Index] = {}

    def __bool__(self) -> bool:
        return bool(self.terms)

    def may_be_in(self, text: str) -> bool:
        """Whether a text of any languages may hold a term: said quickly, false is certain."""
        index = self._indexes.get("")
        if index is None:
            index = self._indexes[""] = self._index(None)
        said = fold(plain_text(text))
        if not index.by_first.keys().isdisjoint(WORD.findall(said)):
            return True
        return bool(index.unspaced) and UNSPACED.search(said) is not None

    def find(self, text: str, language: str) -> Iterator[GuardedTerm]:
        """Yield the terms that a text of a language holds, each once."""
        index = self._indexes.get(language)
        if index is None:
            index = self._indexes[language] = self._index(language)
        said = fold(plain_text(text))
        words = WORD.findall(said)
        if not index.by_first.keys().isdisjoint(words):
            yield from _whole(index, words)
        if index.unspaced and not said.isascii():
            joined = "".join(words)
            yield from (term for sought, term in index.unspaced if sought in joined)

    def _index(self, language: str | None) -> _Index:
        index = _Index()
        for term in self.terms:
            words = words_of(term.term)
            if not words or (language is not None and term.language not in {"", language}):
                continue
            if UNSPACED.search(term.term):
                index.unspaced.append(("".join(words), term))
            else:
                index.by_first.setdefault(words[0], []).append((words, term))
        return index


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return WORD.findall(fold(text))


def fold(text: str) -> str:
    """Return a text without capitals, accents and signs that cannot be seen."""
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text.translate(PLAIN)))
    return text.casefold()


def plain_text(text: str) -> str:
    """Return what a reader sees of a text with markup."""
    if "<" in text:
        text = TAG.sub(" ", INLINE.sub("", text))
    return html.unescape(text) if "&" in text else text


def _whole(index: _Index, words: list[str]) -> Iterator[GuardedTerm]:
    found = set()
    for place, word in enumerate(words):
        for sought, term in index.by_first.get(word, ()):
            if words[place : place + len(sought)] == sought and term not in found:
                found.add(term)
                yield term
