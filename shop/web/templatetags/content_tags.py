"""Tags for content that staff placed."""

from django import template

from shop.commerce.content.links import address_of

register = template.Library()


@register.simple_tag
def content_url(link: str) -> str:
    """Return the address of a link of content in the page's market."""
    return address_of(link)
