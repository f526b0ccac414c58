"""Pages of a list, for every page of the shop and the back office."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 50


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """Return the page of a list that a request asks for; the nearest that exists."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
