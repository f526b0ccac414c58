"""Pagination of lists, for the shop and the back office."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 50
LISTED = "listed_rows"  # attribute of a request


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """Return the requested page of a list; the nearest one that exists.

    The request remembers the whole list, for an export of it.
    """
    setattr(request, LISTED, rows)
    return Paginator(rows, size).get_page(request.GET.get("page"))
