"""Audit context of back-office requests: changes are logged with the ids of user and request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import get_contextvars

from licensing.audit.log import audit_context

DESKS = ("/rights/", "/admin/", "/dashboard/", "/licensee/", "/staff/")


class ActingMiddleware:
    """Add the audit context to changes from the back office."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Process the request; reads have no overhead."""
        if request.method in {"GET", "HEAD"} or not request.path_info.startswith(DESKS):
            return self.get_response(request)
        who: dict[str, int | str] = {"request": str(get_contextvars().get("request_id", ""))}
        if request.user.is_authenticated and request.user.pk is not None:
            who["user"] = request.user.pk
        with audit_context(**who):
            return self.get_response(request)
