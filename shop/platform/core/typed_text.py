"""Normalization of text from outside: forms, query strings, the API and imported files.

`clean_text` is safe for every text, `normalize_code` is for values compared exactly, such as SKUs
and order numbers, and `compact_code` for codes whose separators have no meaning.
"""

import re
import unicodedata
from typing import Any

# Characters that show nothing: Unicode's default ignorable code points and the blank letters, but
# for the variation selectors of emoji and of Chinese characters.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_SEPARATORS = "\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff"
_JOINERS = re.compile("(?<=[^\\s\x00-\u024f])[\u200c\u200d](?=[^\\s\x00-\u024f])")
_ANY_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_REMOVED = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
_KEPT_JOINER = {"\u200c": "\ue0c0", "\u200d": "\ue0c1"}  # while the others are removed
_JOINER_BACK = {ord(kept): joiner for joiner, kept in _KEPT_JOINER.items()}
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(f"[ {_SEPARATORS}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BESIDE_SIGN = re.compile(" *([@.]) *")
_WIDE = re.compile("[\uff01-\uff5e\uff66-\uff9f]+")
_OTHER_DASHES = "\u02d7\u2043\u2212\u2500\u2501\u2796"
# The long vowel sign is the key beside the zero of a Japanese keyboard, and is typed as a hyphen.
_VOWEL_SIGN = re.compile("(?<=[0-9])\u30fc|\u30fc(?=[0-9])")


def clean_lines(text: str) -> str:
    """Return a multi-line text without control and invisible characters, composed (NFC).

    Joiners are kept where scripts and emoji need them. Line ends become line feeds.
    """
    if _is_plain(text):
        return text
    kept = _JOINERS.sub(lambda match: _KEPT_JOINER[match.group()], text)
    visible = _REMOVED.sub("", _LINE_ENDS.sub("\n", kept)).translate(_JOINER_BACK)
    return unicodedata.normalize("NFC", visible)


def clean_text(text: str) -> str:
    """Return a single-line text as `clean_lines` does, with single spaces and none at its ends."""
    if _is_plain(text):
        return " ".join(text.split())
    return _SPACES.sub(" ", clean_lines(text)).strip()


def clean_typed(text: str) -> str:
    """Return `clean_lines` of a multi-line text, `clean_text` of any other."""
    return clean_lines(text) if "\n" in text or "\r" in text else clean_text(text)


def clean_values(data: Any) -> Any:
    """Return JSON data with all texts and names cleaned by `clean_typed`.

    Raises `RecursionError` for data that is nested too deeply for Python.
    """
    if isinstance(data, str):
        return clean_typed(data)
    if isinstance(data, list):
        return [clean_values(value) for value in data]
    if isinstance(data, dict):
        return {clean_typed(name): clean_values(value) for name, value in data.items()}
    return data


def has_controls(text: str) -> bool:
    """Return whether a text has a control character, such as a zero byte or a line feed."""
    return bool(_ANY_CONTROL.search(text))


def fold_width(text: str) -> str:
    """Return letters, digits, signs and kana in their printed width, on one line.

    For names and addresses: `１丁目` becomes `1丁目` and `ﾄｳｷｮｳ` becomes `トウキョウ`.
    """
    cleaned = clean_text(text)
    return _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), cleaned)


def plain_text(text: str) -> str:
    """Return compatibility forms, dashes, spaces and digits of every script in ASCII.

    The case is kept. For text that is compared or parsed, not for text that is printed.
    """
    if _is_plain(text):
        return " ".join(text.split())
    visible = _REMOVED.sub("", text)
    composed = _REMOVED.sub("", unicodedata.normalize("NFKC", visible))
    plain = "".join(_plain_sign(sign) for sign in composed)
    return _SPACES.sub(" ", _VOWEL_SIGN.sub("-", plain)).strip()


def plain_code(text: str) -> str:
    """Return `plain_text` without spaces: for codes whose case is significant, such as an SKU."""
    return plain_text(text).replace(" ", "")


def normalize_code(text: str) -> str:
    """Return a code such as a SKU, an order number or a country code: capitals, no spaces.

    >>> normalize_code(" ｍｓ\u2013k2ap\u200b ")
    'MS-K2AP'
    """
    return plain_code(text).upper()


def compact_code(text: str) -> str:
    """Return the ASCII capitals and digits of a code alone, as in `7K3FQ9XD`."""
    return "".join(sign for sign in normalize_code(text) if sign.isascii() and sign.isalnum())


def normalize_email(text: str) -> str:
    """Return an email address in its compared form: lower case, without invisible characters.

    The ideographic full stop, which input methods write for the dot, becomes a dot. Spaces beside
    a dot or the @, which keyboards of phones add, are removed. Any other space stays, so that the
    address is refused: without it, it could be the address of another person.
    """
    return _BESIDE_SIGN.sub(r"\1", plain_text(text).replace("\u3002", ".")).lower()


def _is_plain(text: str) -> bool:
    """Return whether a text has letters, digits, signs and spaces of ASCII alone, as most have."""
    return text.isascii() and text.isprintable()


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    if unicodedata.category(sign) == "Pd" or sign in _OTHER_DASHES:
        return "-"
    return str(unicodedata.decimal(sign, sign))
