"""Addresses of the dashboard's pages and the permissions to open them.

Oscar's app configurations in `shop.oscar.dashboard` assign a permission to each page; pages and
menu use them. Pages only show data and accept GET only; changes are made by services, from pages
declared as forms.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.web.backoffice.dashboard.list_exports import exportable
from shop.web.backoffice.shared.location_pages import within_locations
from shop.web.backoffice.shared.page_access import may_open

# First pages for people who may not open the overview.
LISTS = (
    "order-list",
    "work",
    "return-list",
    "refund-failures",
    "disputes",
    "invoices",
    "tax-report",
    "payouts",
    "differences",
    "licensee-accounts",
    "bookings",
    "account-mappings",
    "duty-terms-list",
    "duty-rates",
    "fraud-reviews",
    "markets",
    "prices",
    "sellers",
    "legal-markets",
    "content",
    "delivery-methods",
    "pick-up-points",
    "carriers",
    "return-policies",
    "tax-rates",
    "tax-gaps",
    "exchange-rates",
    "catalogue-product-list",
    "shop-categories",
    "compliance",
    "stock-list",
    "stock-takes",
    "locations",
    "gift-card-list",
    "users-index",
    "factor-reset-list",
    "staff",
    "selling-limits",
    "failed-jobs",
)


def first_page(user: Any) -> str:
    """Return the name of the first list that a person may open; empty if there is none."""
    return next((name for name in LISTS if may_open(user, name)), "")


def overview_or_first_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Redirect people who may not open the overview to their first page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_open(request.user, "index"):
            return view(request, *args, **kwargs)
        if other := first_page(request.user):
            return redirect(f"dashboard:{other}")
        raise PermissionDenied

    return guarded


def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Return the address of a read-only page; its app configuration guards it.

    A list with columns in `list_exports` is a file as well.
    """
    guarded = within_locations(exportable(view, name), name)
    return path(route, never_cache(require_safe(guarded)), name=name)


def form_page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Return the address of a page with a form; its app configuration guards it."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    guarded = within_locations(exportable(view, name), name)
    return path(route, never_cache(methods(guarded)), name=name)
