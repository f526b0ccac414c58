"""Access of licensees: a valid key, with the scope of the operation, within its rate limit.

`for_scope` is the only entry: it runs the handler for the key's licensee (`shop.identity.tenancy`).
The tests fail for a route without it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from licensing.models import Licensee
from shop.api.authentication import LicenseeKey
from shop.api.pagination import links_around, page_parameters, read_cursor, read_limit
from shop.api.views import ApiView
from shop.identity.team.models import ApiKey
from shop.identity.tenancy import acting_for
from shop.platform.limits import rates
from shop.platform.limits.counting import count_try
from shop.platform.limits.errors import TooManyTries

MAX_LIMIT, DEFAULT_LIMIT = 100, 50
PAGES = page_parameters(default=DEFAULT_LIMIT, most=MAX_LIMIT)
Handler = Callable[..., Response]


class KeyRate(BaseThrottle):
    """Limit of requests per minute for each key; requests without a key are refused anyway."""

    seconds: int | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:  # noqa: ARG002
        """Count the request for its key."""
        try:
            if isinstance(request.auth, ApiKey):
                count_try(rates.REQUESTS_OF_KEY, str(request.auth.pk))
        except TooManyTries as error:
            self.seconds = int(str(error.data["wait"]))
        return self.seconds is None

    def wait(self) -> float | None:
        """Return the seconds to wait before a retry."""
        return self.seconds


class LicenseeView(ApiView):
    """Base class of the resources for a licensee's own systems."""

    authentication_classes = (LicenseeKey,)
    throttle_classes = (KeyRate,)


def licensee_of(request: Request) -> Licensee:
    """Return the licensee of the key; only for handlers behind `for_scope`."""
    key: Any = request.auth
    licensee: Licensee = key.licensee
    return licensee


def for_scope(scope: str) -> Callable[[Handler], Handler]:
    """Run a handler for the licensee of the key, if the key has the scope."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(self: APIView, request: Request, *args: Any, **kwargs: Any) -> Response:
            key = request.auth
            if not isinstance(key, ApiKey):
                raise NotAuthenticated
            if scope not in key.scopes:
                message = _("This API key does not have the scope %(scope)s.")
                raise PermissionDenied(message % {"scope": scope})
            with acting_for(key.licensee_id):
                return handler(self, request, *args, **kwargs)

        guarded.scope = scope  # type: ignore[attr-defined]
        return guarded

    return guard


def page_of(request: Request, rows: QuerySet[Any]) -> tuple[list[Any], dict[str, str | None]]:
    """Return a page of rows, the newest first, with the links to its neighbors.

    Raises `ParameterProblem` for an invalid limit or cursor.
    """
    limit = read_limit(request, default=DEFAULT_LIMIT, most=MAX_LIMIT)
    cursor = read_cursor(request)
    if cursor.before is not None:
        window = list(rows.filter(pk__gt=cursor.before).order_by("pk")[: limit + 1])
    elif cursor.after is not None:
        window = list(rows.filter(pk__lt=cursor.after).order_by("-pk")[: limit + 1])
    else:
        window = list(rows.order_by("-pk")[: limit + 1])
    page = window[:limit] if cursor.before is None else window[:limit][::-1]
    links = links_around(request, [row.pk for row in page], cursor, has_more=len(window) > limit)
    return page, links
