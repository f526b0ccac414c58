"""Access to the portal's pages and the licensee of a request.

Members of a licensee always work for their own licensee; shop staff with the permission choose one.
The request never names it. A view runs in one transaction that tells the database which rows it may
see (`shop.identity.tenancy`): lists for streamed responses are read within it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import acts_for_licensees, may_use_portal
from shop.identity.tenancy import acting_for

CHOSEN = "portal_licensee"  # session key of the licensee chosen by shop staff

PermissionCheck = Callable[[User], bool]
View = Callable[..., HttpResponseBase]


class PortalRequest(HttpRequest):
    """A request within the portal; only a name for the type checker, never constructed."""

    person: User
    licensee: Licensee


def page(
    route: str, view: View, name: str, *, check: PermissionCheck = may_use_portal
) -> URLPattern:
    """Return the address of a read-only page."""
    return path(route, never_cache(require_safe(_guarded(view, check))), name=name)


def action(route: str, view: View, name: str, *, check: PermissionCheck) -> URLPattern:
    """Return the address of a form that changes something."""
    accepts = require_http_methods(["GET", "HEAD", "POST"])
    return path(route, never_cache(accepts(_guarded(view, check))), name=name)


def licensee_of(request: HttpRequest, person: User) -> Licensee | None:
    """Return the person's licensee; None for shop staff who have not chosen one."""
    if person.licensee_id is not None:
        return person.licensee
    if acts_for_licensees(person):
        return Licensee.objects.filter(pk=request.session.get(CHOSEN, 0)).first()
    return None


def _guarded(view: View, check: PermissionCheck) -> View:
    @wraps(view)
    def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, User) or not check(person):
            raise PermissionDenied
        licensee = licensee_of(request, person)
        if licensee is None:
            return redirect("licensee:choose")
        request.person, request.licensee = person, licensee
        with acting_for(licensee.pk):
            return view(request, *args, **kwargs)

    return guarded
