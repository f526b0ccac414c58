"""Tags for money, dates, names and pictures in the page's language, with Latin digits."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime, format_interval
from babel.numbers import format_currency, format_percent
from babel.units import format_unit
from django import template
from django.forms import BaseForm
from django.template import Context
from django.utils.dateformat import format as date_format
from django.utils.html import conditional_escape, format_html, linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime

from catalog.imports.parsers import MARKUP, clean_markup
from catalog.models import Product
from catalog.pictures import StoredPicture, picture_view
from shop.commerce.listing.card_rows import ListedProduct
from shop.web import locale_names, text_language
from shop.web.cards import card_html, card_of, product_path
from shop.web.country_lists import shown_countries
from shop.web.page_store.places import EMAIL, mark_place
from shop.web.storefront.browse.labels import value_label
from shop.web.templatetags.language_tags import colon

register = template.Library()
LETTER_BESIDE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
BREAKS = re.compile(r"<(?:br|/p|/li)\b[^<>]*>", re.IGNORECASE)
NO_PICTURE = SafeString('<span class="picture-missing" aria-hidden="true"></span>')
EAGER, LAZY = 'fetchpriority="high"', 'loading="lazy" decoding="async"'
_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def visitor_email(context: Context) -> SafeString:
    """Return the email address of a visitor who is signed in, in a place of its own."""
    user = getattr(context.get("request"), "user", None)
    return mark_place(EMAIL, conditional_escape(getattr(user, "email", "")))


@register.simple_tag(takes_context=True)
def country_options(context: Context, selected: str) -> SafeString:
    """Write the options of a list of countries: those of this market, then all others."""
    return shown_countries(context["request"], selected)


@register.simple_tag
def money(amount: Decimal, currency: str) -> SafeString:
    """Write an amount as the language does, isolated from right-to-left text around it."""
    return format_html("<bdi>{}</bdi>", money_text(amount, currency))


@register.simple_tag
def money_from(text: str, currency: str) -> SafeString:
    """Write an amount that a snapshot keeps as a text."""
    return money(Decimal(text), currency)


@register.simple_tag
def money_text(amount: Decimal, currency: str) -> str:
    """Write an amount without markup, for attributes and sentences."""
    return _money_text(amount, currency, str(locale_names.active_locale()))


@lru_cache(maxsize=4_096)
def _money_text(amount: Decimal, currency: str, locale: str) -> str:
    text = format_currency(amount, currency, locale=locale, numbering_system="latn")
    # CLDR separates a code such as CHF from the digits; Babel does not.
    return LETTER_BESIDE_DIGIT.sub("\N{NO-BREAK SPACE}", text)


@register.simple_tag
def percent(rate: Decimal) -> str:
    """Write a tax rate with the decimals it has: `5.5%`."""
    return format_percent(
        rate, "0.###%", locale=locale_names.active_locale(), numbering_system="latn"
    )


@register.simple_tag
def weight(grams: int) -> SafeString:
    """Write a weight: `520 g`."""
    locale = locale_names.active_locale()
    text = format_unit(grams, "mass-gram", "short", locale=locale, numbering_system="latn")
    return format_html("<bdi>{}</bdi>", text)


@register.simple_tag
def date_range(first: date, last: date) -> SafeString:
    """Write a period of days: `Nov 26 – 30`."""
    return format_html("<bdi>{}</bdi>", date_range_text(first, last))


@register.simple_tag
def date_range_text(first: date, last: date) -> str:
    """Write a period of days without markup, for the texts of mails."""
    return _date_range(first, last, str(locale_names.active_locale()))


@lru_cache(maxsize=1_024)
def _date_range(first: date, last: date, locale: str) -> str:
    return format_interval(first, last, skeleton="MMMd", locale=locale)


@register.simple_tag
def day(value: date) -> str:
    """Write one day: `Nov 26, 2026`; an instant's is that of the active time zone."""
    local = localdate(value) if isinstance(value, datetime) else value
    return format_date(local, format="medium", locale=locale_names.active_locale())


@register.simple_tag
def day_of(value: datetime) -> SafeString:
    """Write the day of an instant; `local-times.js` writes that of the reader's own zone."""
    return format_html(
        '<time datetime="{}" data-local="day"><bdi>{}</bdi></time>',
        value.isoformat(timespec="seconds"),
        day(value),
    )


@register.simple_tag
def day_and_time(value: datetime) -> SafeString:
    """Write an instant in the market's zone; `local-times.js` writes it in the reader's own."""
    return format_html(
        '<time datetime="{}" data-local><bdi>{}</bdi></time>',
        value.isoformat(timespec="seconds"),
        day_and_time_text(value),
    )


@register.simple_tag
def day_and_time_text(value: datetime) -> str:
    """Write an instant in the active time zone and name the zone, without markup."""
    local = localtime(value)
    # Babel needs the zone to format an instant.
    text = format_datetime(local, "medium", local.tzinfo, locale=locale_names.active_locale())
    return f"{text} {local:%Z}"


@register.simple_tag
def stamp(value: datetime | None, form: str = "j M Y H:i", *, zone: bool = True) -> SafeString:
    """Write an instant as back offices do, with its zone unless a heading names it."""
    if value is None:
        return SafeString("–")
    local = localtime(value)
    text = f"{date_format(local, form)} {local:%Z}" if zone else date_format(local, form)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), text)


@register.filter
def rich_text(text: str) -> SafeString:
    """Show a product's text: its paragraphs, lists and emphasis, and no other markup."""
    if not MARKUP.search(text):
        return SafeString(linebreaks(text, autoescape=True))
    return mark_safe(clean_markup(text))  # noqa: S308  allow-listed here again


@register.filter
def without_tags(text: str) -> str:
    """Show a part of a product's text as words: a paragraph begins a line, other tags are left out.

    A part may have the beginning of an element without its end, so it is never shown as markup.
    """
    if not MARKUP.search(text):
        return text
    return html.unescape(strip_tags(BREAKS.sub("\n", text)))


@register.filter
def country_name(code: str) -> str:
    """Name an ISO country code in the page's language."""
    return locale_names.country_name(code)


@register.filter
def kind_name(code: str) -> str:
    """Name a kind of products in the page's language."""
    return value_label("kind", code)


@register.filter
def color_name(code: str) -> str:
    """Name a color in the page's language."""
    return value_label("color", code)


@register.filter
def noc_name(protocol_name: str) -> str:
    """Name a national committee's country in the page's language where that is allowed."""
    return locale_names.noc_name(protocol_name)


@register.filter
def language_name(code: str) -> str:
    """Name a language as its speakers do."""
    return locale_names.language_name(code)


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(form: Any, title: str = "") -> dict[str, Any]:
    """Show all errors of a form in the order of its fields, each a link to its field.

    Takes a Django form, or one whose `errors` are sentences by the name (and id) of the field.
    Nothing is shown without errors. It stands before the form and gets the focus.
    """
    errors = getattr(form, "errors", None)
    if not errors:
        return {}
    return {"entries": list(_summary_entries(form)), "title": title}


def _summary_entries(form: Any) -> Iterator[tuple[str, str]]:
    """Yield the id of the field and its error; no id for errors of the form as a whole."""
    if not isinstance(form, BaseForm):
        yield from form.errors.items()
        return
    for error in form.non_field_errors():
        yield "", str(error)
    for field in form:
        place = "" if field.is_hidden else field.id_for_label or field.auto_id or field.html_name
        for error in field.errors:
            yield place, f"{field.label}{colon()}{error}"


@register.simple_tag
def picture(
    image: StoredPicture | None,
    alt: str = "",
    sizes: str = "100vw",
    *,
    eager: bool = False,
    decorative: bool = False,
) -> SafeString:
    """Show a stored picture in all its renditions; `eager` for the first one of a page.

    No picture (a template writes it as "") shows an empty square. A decorative one is not read
    out: what it shows is said beside it. Pages show many, so it is written without a template.
    """
    if not image or not image.widths:
        return NO_PICTURE
    view = picture_view(image, alt=alt)
    text = "" if decorative else view.alt
    language = text_language.language_of(text, text_language.page_language())
    sources = "".join(
        f'<source type="{kind}" srcset="{html.escape(srcset)}" sizes="{html.escape(sizes)}">'
        for kind, srcset in view.sources
    )
    focus = f' class="{view.focus}"' if view.focus else ""
    loading = EAGER if eager else LAZY
    return SafeString(
        f'<picture>{sources}<img{focus} src="{html.escape(view.fallback)}"'
        f' alt="{html.escape(text)}"{text_language.attributes(language)}'
        f' width="{view.width}" height="{view.height}" {loading}></picture>'
    )


@register.simple_tag
def line_picture(product: Product | None) -> SafeString:
    """Show the small picture of a line: the first one of a variant, else of its product."""
    if not product:  # a line of an order may outlive it
        return NO_PICTURE
    pictures = product.pictures or (product.parent.pictures if product.parent else ())
    return picture(pictures[0] if pictures else None, sizes="96px", decorative=True)


@register.simple_tag
def product_url(product: Product) -> str:
    """Return the address of a product's page in the page's market."""
    return product_path(product)


@register.simple_tag
def card(item: ListedProduct, currency: str, level: str = "", *, eager: bool = False) -> SafeString:
    """Show a product in a list."""
    return card_html(card_of(item, currency, level=level or "h2", eager=eager))


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Write structured data so that no text in it can end the script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_SCRIPT_ESCAPES))  # noqa: S308
