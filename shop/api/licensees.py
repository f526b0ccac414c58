"""The doors of the API's routes for licensees: a key in force, with the scope, not too often.

`for_scope` is the only way in: it runs the handler for the key's licensee (`shop.tenancy`), and a
route without it is found by the tests.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from licensing.models import Licensee
from shop.api.authentication import LicenseeKey
from shop.api.pagination import links_around, read_cursor, read_limit
from shop.api.views import ApiView
from shop.limits import rates
from shop.limits.counting import count_try
from shop.limits.errors import TooManyTries
from shop.team.models import ApiKey
from shop.tenancy import acting_for

MAX_LIMIT, DEFAULT_LIMIT = 100, 50
Handler = Callable[..., Response]


class KeyRate(BaseThrottle):
    """So many requests a minute with one key; requests without a key are refused anyway."""

    seconds: int | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:  # noqa: ARG002
        """Count by key."""
        try:
            if isinstance(request.auth, ApiKey):
                count_try(rates.REQUESTS_OF_KEY, str(request.auth.pk))
        except TooManyTries as error:
            self.seconds = int(str(error.data["wait"]))
        return self.seconds is None

    def wait(self) -> float | None:
        """Return after how many seconds to repeat."""
        return self.seconds


class LicenseeView(ApiView):
    """What only a licensee's own systems may ask."""

    authentication_classes = (LicenseeKey,)
    throttle_classes = (KeyRate,)


def licensee_of(request: Request) -> Licensee:
    """Return whose key asks; only for handlers behind `for_scope`."""
    key: Any = request.auth
    licensee: Licensee = key.licensee
    return licensee


def for_scope(scope: str) -> Callable[[Handler], Handler]:
    """Let a handler run for the licensee of the key, if the key has the scope."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(self: APIView, request: Request, *args: Any, **kwargs: Any) -> Response:
            key = request.auth
            if not isinstance(key, ApiKey):
                raise NotAuthenticated
            if scope not in key.scopes:
                raise PermissionDenied(f"This key is not for {scope}.")
            with acting_for(key.licensee_id):
                return handler(self, request, *args, **kwargs)

        guarded.scope = scope  # type: ignore[attr-defined]
        return guarded

    return guard


def page_of(request: Request, rows: QuerySet[Any]) -> tuple[list[Any], dict[str, str | None]]:
    """Return a page of rows, the newest first, and the links around it.

    Raises `ParameterProblem` for a limit or a cursor that is none.
    """
    limit = read_limit(request, default=DEFAULT_LIMIT, most=MAX_LIMIT)
    after, before = read_cursor(request.query_params.get("cursor"))
    if before is not None:
        found = list(rows.filter(pk__gt=before).order_by("pk")[: limit + 1])
    elif after is not None:
        found = list(rows.filter(pk__lt=after).order_by("-pk")[: limit + 1])
    else:
        found = list(rows.order_by("-pk")[: limit + 1])
    page = found[:limit] if before is None else found[:limit][::-1]
    ids = [row.pk for row in page]
    links = links_around(request, ids, after=after, before=before, has_more=len(found) > limit)
    return page, links
