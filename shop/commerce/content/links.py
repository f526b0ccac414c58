"""Addresses to which content may link: pages of the storefront, and other sites by https."""

import re
from urllib.parse import urlsplit

from django.urls import Resolver404, get_script_prefix, resolve

from shop.commerce.markets.middleware import BARE, PREFIX

# A path: no second slash, backslash or space, which browsers read as another site or repair.
LOCAL = re.compile(r"^/(?!/)[^\\\s\x00-\x1f]*$")


def link_problem(link: str) -> str:
    """Return why content must not link to an address; empty if it may.

    A page of the shop is written without market and language, for example /games/LA2028/, so that
    it leads to the visitor's own market.
    """
    if link.startswith("https://"):
        parts = urlsplit(link)
        is_plain = bool(parts.hostname) and "@" not in parts.netloc and "\\" not in link
        return "" if is_plain else "Enter an address such as https://olympics.com/news."
    if not LOCAL.match(link):
        return "Enter a page of the shop, such as /games/, or an address with https://."
    path = urlsplit(link).path
    if PREFIX.match(path):
        return "Leave out the market and language: write /games/ for /en-fr/games/."
    if BARE.match(path):
        return "This page is not part of the storefront."
    try:
        resolve(path)
    except Resolver404:
        return "The shop has no such page."
    return ""


def address_of(link: str) -> str:
    """Return the address of a link within the market of the request."""
    return f"{get_script_prefix().rstrip('/')}{link}" if link.startswith("/") else link
