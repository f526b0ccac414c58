"""Sort order of names for readers of a language, as in CLDR's collations.

Accents and case only decide between names that are otherwise equal. Japanese names in kana come
first and those in kanji follow in the order of JIS X 0208, as in Japanese lists of countries.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# Kana are compared as hiragana: the long vowel sign counts as the vowel before it.
_VOWELS = {
    "あ": "あかがさざただなはばぱまやらわぁゃゎ",
    "い": "いきぎしじちぢにひびぴみりぃ",
    "う": "うくぐすずつづぬふぶぷむゆるぅゅゔっ",
    "え": "えけげせぜてでねへべぺめれぇ",
    "お": "おこごそぞとどのほぼぽもよろをぉょ",
}
_VOWEL_OF = {kana: vowel for vowel, row in _VOWELS.items() for kana in row}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
# An alef with a madda comes before every other alef; a hamza counts as an accent.
_MADDA = re.compile("\u0627\u0653")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th"})

type Key = tuple[str, str]


def sort_by_name[T](rows: Iterable[T], name: Callable[[T], str], language: str) -> list[T]:
    """Return rows sorted by their names for a reader of a language."""
    return sorted(rows, key=lambda row: collation_key(name(row), language))


@lru_cache(maxsize=8192)
def collation_key(text: str, language: str) -> Key:
    """Return the sort key of a name in a language.

    Keys are cached, because pages list the same 250 countries in seven languages repeatedly.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if language.partition("-")[0] == "ja":
        return _japanese(folded), text
    apart = _MADDA.sub(
        lambda match: unicodedata.normalize("NFC", match[0]),
        unicodedata.normalize("NFKD", folded.translate(_LETTERS)),
    )
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    key = "".join(_plain(sign) for sign in letters)
    if language.partition("-")[0] == "ar":  # Latin letters follow the Arabic ones
        key = "".join(
            f"\uffff{sign}" if sign.isascii() and sign.isalpha() else sign for sign in key
        )
    return key, text


def _plain(sign: str) -> str:
    """Return a key that sorts spaces before signs, and signs before letters."""
    if sign.isalnum():
        return sign
    return " " if sign.isspace() else "!"


def _japanese(text: str) -> str:
    kana = ""
    for sign in text:
        point = ord(sign)
        plain = chr(point - 0x60) if 0x30A1 <= point <= 0x30F6 else sign  # noqa: PLR2004
        kana += _VOWEL_OF.get(kana[-1:], plain) if plain == "ー" else plain
    unvoiced = unicodedata.normalize("NFD", kana.translate(_SMALL))
    base = "".join(sign for sign in unvoiced if not unicodedata.combining(sign))
    return "".join(_jis(sign) for sign in base)


def _jis(sign: str) -> str:
    """Return the position of a character in JIS X 0208, which sorts kanji by their reading."""
    try:
        return sign.encode("euc_jp").decode("latin-1")
    except UnicodeEncodeError:
        return "\xff" + sign
