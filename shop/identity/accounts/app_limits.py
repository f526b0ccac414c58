"""Sign-in limits for apps: 429 with Retry-After, as in the API."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

APP_PATH = "/_allauth/app/"
TOO_MANY_ATTEMPTS = "too_many_login_attempts"
# allauth counts failed sign-ins for five minutes and everything else for at most three.
WAIT_AFTER_FAILURES_S = 300
WAIT_S = 180


class AppLimitMiddleware:
    """Answer a refused sign-in with 429 instead of allauth's 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Process the request, and tell an app how long to wait."""
        response = self.get_response(request)
        if not request.path_info.startswith(APP_PATH):
            return response
        if response.status_code == HTTPStatus.BAD_REQUEST:
            return _as_limit(response)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers.setdefault("Retry-After", str(WAIT_S))
        return response


def _as_limit(response: HttpResponse) -> HttpResponse:
    errors = json.loads(response.content).get("errors", [])
    if not any(error.get("code") == TOO_MANY_ATTEMPTS for error in errors):
        return response
    return JsonResponse(
        {"status": HTTPStatus.TOO_MANY_REQUESTS, "errors": errors},
        status=HTTPStatus.TOO_MANY_REQUESTS,
        headers={"Retry-After": str(WAIT_AFTER_FAILURES_S)},
    )
