"""HTML of legal texts: Markdown without HTML of its own, cleaned once more."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(128)  # each confirmation of an order has the same texts attached
def render_text(body: str) -> SafeString:
    """Return the HTML of a text; its headings are below the title of the page."""
    tokens = _MARKDOWN.parse(body)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return mark_safe(nh3.clean(html))  # noqa: S308  cleaned in this line
