"""Folding of texts and queries for comparison: `split_words` returns folded words. Pure.

Width, case, accents, invisible characters and letter forms are ignored: `ﾏﾌﾗｰ` equals `マフラー`
and `ألمانيا` equals `المانيا`. Scripts without spaces between words are split into pairs of
characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shop.platform.core.typed_text import compact_code, plain_text

_ARABIC = {"ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ـ": ""}
_LATIN = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
_HIRAGANA = {point: point + 0x60 for point in range(0x3041, 0x3097)}
_LETTERS = {ord(sign): plain for sign, plain in (_ARABIC | _LATIN).items()} | _HIRAGANA
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_VOICED = "\u3099\u309a"  # part of the preceding kana, unlike accents
_HAN = r"\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_OTHERS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7af"  # Thai to Khmer, Hangul
_UNSPACED = re.compile(f"[{_HAN}]+|[{_KANA}]+|[{_OTHERS}]+")
_PIECE = re.compile(f"[{_HAN}]+|[{_KANA}]+|[{_OTHERS}]+|[^\\W_{_HAN}{_KANA}{_OTHERS}]+")
_APOSTROPHES = "'\u2019\u02bc\u2018`´"
_ELIDED = re.compile(f"(?<!\\w)\\w[{_APOSTROPHES}](?=\\w)|(?<=\\w)[{_APOSTROPHES}]\\w(?!\\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    `text` is the folded form and `written` the lower case with accents. `parts` has the written
    pieces joined by hyphens and dots, or the folded character pairs of an `unspaced` script.
    """

    text: str
    written: str
    parts: tuple[str, ...]
    unspaced: bool = False

    @property
    def pieces(self) -> "tuple[Word, ...]":
        """The words joined by hyphens and dots; empty for a single word."""
        if self.unspaced or len(self.parts) == 1:
            return ()
        return tuple(Word(_fold_letters(part), part, (part,)) for part in self.parts)


def fold(text: str) -> str:
    """Return a text with width, case, accents and letter forms folded."""
    return _fold_letters(_lower(text))


def split_words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    return [word for chunk in text.split() for word in _read_chunk(chunk)]


def spellings(word: Word) -> Iterator[str]:
    """Yield the folded forms of a word, such as `mutze` and `muetze` for `mütze`."""
    yield word.text
    spelled_out = word.written.translate(_UMLAUTS)
    if spelled_out != word.written:
        yield _fold_letters(spelled_out).replace("-", "")


def code_forms(text: str) -> Iterator[str]:
    """Yield the forms in which an article's SKU or GTIN is stored; a GTIN with 14 digits.

    >>> list(code_forms("4 006381-333931"))
    ['sku/4006381333931', 'gtin/04006381333931']
    """
    code = compact_code(text).lower()
    if not code:
        return
    yield f"sku/{code}"
    if code.isdigit() and len(code) in {8, 12, 13, 14}:
        yield f"gtin/{code.zfill(14)}"


def _lower(text: str) -> str:
    """Return lower case in NFC, without optional vowel marks."""
    composed = unicodedata.normalize("NFKC", plain_text(text).casefold())
    return "".join(
        sign for sign in composed if sign in _VOICED or unicodedata.category(sign) != "Mn"
    )


def _fold_letters(lower: str) -> str:
    apart = unicodedata.normalize("NFD", lower)
    plain = "".join(sign for sign in apart if sign in _VOICED or unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


@lru_cache(maxsize=20_000)
def _read_chunk(chunk: str) -> tuple[Word, ...]:
    """Return the words between two spaces; texts of products repeat them, so they are kept."""
    lower = _ELIDED.sub(" ", _lower(chunk))
    return tuple(word for part in lower.split() for word in _words_in(part))


def _words_in(chunk: str) -> Iterator[Word]:
    """Yield the words between two spaces; hyphens, dots and apostrophes join words."""
    joined: list[str] = []
    end = 0
    for match in _PIECE.finditer(chunk):
        between, piece = chunk[end : match.start()], match.group()
        end = match.end()
        unspaced = _UNSPACED.fullmatch(piece) is not None
        if joined and (unspaced or between not in {"-", "."}):
            yield _spaced(joined)
            joined = []
        if unspaced:
            yield _unspaced(piece)
        else:
            joined.append(piece)
    if joined:
        yield _spaced(joined)


def _spaced(pieces: list[str]) -> Word:
    written = "".join(pieces)
    return Word(_fold_letters(written), written, tuple(pieces))


def _unspaced(run: str) -> Word:
    folded = _fold_letters(run)
    pairs = tuple(folded[i : i + 2] for i in range(max(len(folded) - 1, 1)))
    return Word(folded, run, pairs, unspaced=True)
