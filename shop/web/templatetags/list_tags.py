"""Parts of list pages that repeat a hundred times, written without a template."""

from functools import lru_cache

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from shop.web import text_language
from shop.web.storefront.browse.list_view import Choice, Group

register = template.Library()


@register.simple_tag
def filter_values(group: Group) -> SafeString:
    """Show the values of a filter as checkboxes with their numbers of products."""
    return mark_safe("".join(_value(group.name, choice) for choice in group.choices))  # noqa: S308  escaped


def _value(name: str, choice: Choice) -> str:
    before, after = _parts(name, choice.value, choice.label, text_language.page_language())
    checked = " checked" if choice.chosen else ""
    return f"{before}{checked}{after}{choice.number}</span></label>"


@lru_cache(maxsize=8192)
def _parts(name: str, value: str, label: str, language: str) -> tuple[str, str]:
    """Return the HTML of a value before and behind the mark of the chosen ones."""
    own = text_language.language_of(label, language)
    code = conditional_escape(value)
    before = f'<label><input type="checkbox" id="filter-{name}-{code}" name="{name}" value="{code}"'
    shown = f"<span{text_language.attributes(own)}>{conditional_escape(label)}</span>"
    return before, f'>{shown} <span class="filter-count">'
