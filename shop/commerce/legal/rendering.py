"""HTML of legal texts: Markdown without HTML of its own, cleaned once more."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import nh3
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@lru_cache(128)  # each confirmation of an order has the same texts attached
def render_text(body: str) -> SafeString:
    """Return the HTML of a text; its headings are below the title of the page."""
    markdown = _markdown()
    tokens = markdown.parse(body)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    html = markdown.renderer.render(tokens, markdown.options, {})
    return mark_safe(nh3.clean(html))  # noqa: S308  cleaned in this line


@cache
def _markdown() -> "MarkdownIt":
    """Return the parser, whose library is loaded on use: it takes 1 MB."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")
