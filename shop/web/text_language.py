"""Languages of texts of the catalog, of a licensee or of an order.

Texts without a translation are shown in their own language: screen readers and the browser's layout
need to know language and direction. The script of a text decides if no column names its language.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

# The language in which a text is read out if only its script is known.
LANGUAGE_OF_SCRIPT = {
    "LATIN": "en",
    "ARABIC": "ar",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "ja",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HEBREW": "he",
}
SCRIPTS_OF_LANGUAGE = {
    "ar": {"ARABIC"},
    "ja": {"HIRAGANA", "KATAKANA", "CJK"},
    "ko": {"HANGUL", "CJK"},
    "ru": {"CYRILLIC"},
    "el": {"GREEK"},
    "he": {"HEBREW"},
}
RIGHT_TO_LEFT = {"ar", "he"}
SOURCE_LANGUAGE: str = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


def page_language() -> str:
    """Return the language of the page without its region."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


@lru_cache(maxsize=8192)
def language_of(text: str, expected: str) -> str:
    """Return the language of a text that is expected to be in a language.

    This is the expected language if the text has a letter of its script, else the language
    suggested by its own script; empty for a text without letters.
    """
    scripts = list(_scripts(text))
    if not scripts:
        return ""
    if not SCRIPTS_OF_LANGUAGE.get(expected, {"LATIN"}).isdisjoint(scripts):
        return expected
    return LANGUAGE_OF_SCRIPT.get(scripts[0], "und")


def language_of_field(row: Any, field: str) -> str:
    """Return the language in which a translated field of a row is shown."""
    language = page_language()
    if getattr(row, f"{field}_{language}", ""):
        return language
    return language_of(str(getattr(row, field) or ""), SOURCE_LANGUAGE)


def attributes(language: str) -> SafeString:
    """Return the attributes of an element whose text is in a language other than the page's."""
    if language in {"", page_language()}:
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', language, direction(language))


def marked(text: str, language: str) -> SafeString:
    """Return a text as HTML: in a `span` with its language, if it differs from the page's."""
    if language in {"", page_language()}:
        return conditional_escape(text)
    return format_html("<span{}>{}</span>", attributes(language), text)


def direction(language: str) -> str:
    """Return `rtl` or `ltr`."""
    if language in dict(settings.LANGUAGES):
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def _scripts(text: str) -> Iterator[str]:
    """Yield the script of each letter, which is the first word of the letter's Unicode name."""
    for letter in text:
        if letter.isalpha():
            yield unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
