"""Marks texts that are in another language than the page: `lang` for readers, `dir` for layout."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from shop.web import text_language

register = template.Library()
COMMAS = {"ar": "، ", "ja": "、"}
COLONS = {"fr": "\u202f: ", "ja": "："}


@register.filter
def in_language(text: Any, expected: str = "") -> SafeString:
    """Show a text in a span with its language, where that is not the page's.

    `expected` is the language in which it was written as far as is known; a name, which has none,
    is expected in the page's.
    """
    shown = str(text or "")
    language = text_language.language_of(shown, expected or text_language.page_language())
    return text_language.marked(shown, language)


@register.simple_tag
def promotion_title(given: Any) -> SafeString:
    """Show the title of a promotion in the page's language, or in English with its language."""
    return title_of(given.titles)


@register.simple_tag
def title_of(titles: Mapping[str, str]) -> SafeString:
    """Show a title of several languages in the page's, or in English with its language."""
    language = text_language.page_language()
    if own := titles.get(language):
        return text_language.marked(own, language)
    return text_language.marked(titles["en"], "en")


@register.filter
def translated(row: Any, field: str) -> SafeString:
    """Show a translated field of a row; a variant without a title has its parent's."""
    if field == "title" and not row.title and row.parent_id:
        row = row.parent
    language = text_language.language_of_field(row, field)
    return text_language.marked(str(getattr(row, field) or ""), language)


@register.simple_tag
def lang_of(text: Any, expected: str = "") -> SafeString:
    """Return the attributes of an element that holds a text, like `in_language`."""
    shown = str(text or "")
    expected = expected or text_language.page_language()
    return text_language.attributes(text_language.language_of(shown, expected))


@register.simple_tag
def lang_of_field(row: Any, field: str) -> SafeString:
    """Return the attributes of an element that holds a translated field of a row."""
    return text_language.attributes(text_language.language_of_field(row, field))


@register.simple_tag
def comma() -> str:
    """Return the list separator of the page's language."""
    return COMMAS.get(text_language.page_language(), ", ")


@register.simple_tag
def colon() -> str:
    """Return the separator between a name and its value in the page's language."""
    return COLONS.get(text_language.page_language(), ": ")


@register.filter
def listed(names: Iterable[Any]) -> SafeString:
    """Join names as a list in the page's language."""
    return SafeString(comma().join(conditional_escape(name) for name in names))
