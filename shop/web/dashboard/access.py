"""Which permission opens which page of the dashboard; pages and menu ask the same table.

The pages only show: orders, stock, prices and products are changed by their services alone, so
every page answers GET and nothing else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.accounts.models import User

PERMISSIONS = {
    "index": "order.view_order",
    "order-list": "order.view_order",
    "order-detail": "order.view_order",
    "catalogue-product-list": "catalogue.view_product",
    "catalogue-product": "catalogue.view_product",
    "users-index": "accounts.view_user",
    "user-detail": "accounts.view_user",
}


def may_open(user: User, url_name: str | None, *_: Any) -> bool:
    """Whether Oscar's menu shows an entry to a person."""
    return url_name is None or user.has_perm(PERMISSIONS[url_name.rpartition(":")[2]])


def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the address of a page that a permission opens, for reading."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User) or not may_open(request.user, name):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return path(route, never_cache(require_safe(guarded)), name=name)
