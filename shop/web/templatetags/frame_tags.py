"""Tags for what surrounds the content of a storefront page."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from shop.web.frame import alternate_links as links
from shop.web.frame import fragment
from shop.web.page_store import places
from shop.web.page_store.places import BASKET, mark_place

register = template.Library()


@register.simple_tag(takes_context=True)
def page_header(context: Context) -> SafeString:
    """Show the header with the number of units in the visitor's basket, in a place of its own.

    The number is empty on a page that does not count them, such as the payment page.
    """
    counted = context.get("basket_count", 0)
    if counted is None:
        return fragment("header", context, SafeString(""))
    units = int(str(counted or 0))  # it may be lazy
    return fragment("header", context, mark_place(BASKET, places.basket_count(units)))


@register.simple_tag(takes_context=True)
def page_footer(context: Context) -> SafeString:
    """Show the footer."""
    return fragment("footer", context, SafeString(""))


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> SafeString:
    """Link to the same page in all languages of all open markets."""
    return links(context["request"])
