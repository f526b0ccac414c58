"""Permissions of the rights desk's pages, from `shop.identity.accounts.roles`, for pages and menu.

Rows are also scoped by `licensing.reading.visibility.Visibility`; other rows are not found (404).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.identity.accounts.models import User
from shop.identity.accounts.roles import sees_rights

PermissionCheck = Callable[[User], bool]
View = Callable[..., HttpResponseBase]


def person_of(request: HttpRequest) -> User:
    """Return the signed-in person; the URL wrappers below refuse anonymous requests."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def page(route: str, view: View, name: str, *, check: PermissionCheck = sees_rights) -> URLPattern:
    """Return the address of a page for reading."""
    return path(route, never_cache(require_safe(_guarded(view, check))), name=name)


def action(route: str, view: View, name: str, *, check: PermissionCheck) -> URLPattern:
    """Return the address of a form that changes something."""
    accepts = require_http_methods(["GET", "HEAD", "POST"])
    return path(route, never_cache(accepts(_guarded(view, check))), name=name)


def _guarded(view: View, check: PermissionCheck) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User) or not check(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
