"""Which permission opens which page of the dashboard; pages and menu ask the same table.

Pages show, and answer GET alone; what they change is changed by services, from a form that is
named as one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.identity.accounts.models import User

PERMISSIONS = {
    "index": "order.view_order",
    "order-list": "order.view_order",
    "order-detail": "order.view_order",
    "order-refund": "payments.add_refund",
    "refund-failures": "payments.add_refund",
    "refund-failure": "payments.add_refund",
    "disputes": "payments.view_dispute",
    "tax-gaps": "markets.change_taxrate",
    "failed-jobs": "procrastinate.change_procrastinatejob",
    "order-note": "ordering.add_staffnote",
    "order-resend": "ordering.change_confirmation",
    "catalogue-product-list": "catalogue.view_product",
    "catalogue-product": "catalogue.view_product",
    "stock-list": "partner.view_stockrecord",
    "stock-record": "partner.change_stockrecord",
    "stock-takes": "inventory.add_stocktake",
    "stock-take": "inventory.add_stocktake",
    "gift-card-list": "giftcards.view_giftcard",
    "gift-card-new": "giftcards.add_giftcard",
    "gift-card": "giftcards.view_giftcard",
    "gift-card-disable": "giftcards.change_giftcard",
    "factor-reset-list": "accounts.view_factorreset",
    "factor-reset-new": "accounts.add_factorreset",
    "factor-reset": "accounts.view_factorreset",
    "factor-reset-approve": "accounts.approve_factorreset",
    "factor-reset-cancel": "accounts.change_factorreset",
    "selling-limits": "ordering.change_defaultlimit",
    "markets": "markets.view_market",
    "market": "markets.change_market",
    "delivery-method-new": "fulfillment.add_deliverymethod",
    "delivery-method": "fulfillment.change_deliverymethod",
    "delivery-method-remove": "fulfillment.delete_deliverymethod",
    "exchange-rates": "royalties.add_fxrate",
    "users-index": "accounts.view_user",
    "user-detail": "accounts.view_user",
}


# First pages of a person who may not open the overview.
LISTS = (
    "order-list",
    "refund-failures",
    "disputes",
    "markets",
    "tax-gaps",
    "exchange-rates",
    "catalogue-product-list",
    "stock-list",
    "stock-takes",
    "gift-card-list",
    "users-index",
    "factor-reset-list",
    "selling-limits",
    "failed-jobs",
)


def may_open(user: User, url_name: str | None, *_: Any) -> bool:
    """Whether Oscar's menu shows an entry to a person."""
    return url_name is None or user.has_perm(PERMISSIONS[url_name.rpartition(":")[2]])


def first_page(user: Any) -> str:
    """Return the first list that a person may open, by its name; empty if there is none."""
    names = (name for name in LISTS if isinstance(user, User) and may_open(user, name))
    return next(names, "")


def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the address of a page that a permission opens, for reading."""
    return path(route, never_cache(require_safe(_guarded(view, name))), name=name)


def form_page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the address of a page with a form that a permission opens."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return path(route, never_cache(methods(_guarded(view, name))), name=name)


def _guarded(view: Callable[..., HttpResponse], name: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User) or not may_open(request.user, name):
            other = first_page(request.user) if name == "index" else ""
            if other:
                return redirect(f"dashboard:{other}")
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
