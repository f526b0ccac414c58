"""Limits on every request that changes something: by client address and by visitor.

All addresses of pages and of the API are limited as writes by default, including new ones.
`shop.platform.limits.rates` has the limits.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from shop.identity.accounts.client_ip import client_address
from shop.identity.accounts.middleware import AREAS, OPEN
from shop.platform.limits import rates
from shop.platform.limits.counting import count_tries
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.rates import Rate
from shop.web.errors import too_many_requests
from shop.web.form_answers import show_once

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# The payment provider and the tracking service sign their events and retry refused ones.
SIGNED = {"stripe-webhook", "tracking-webhook"}
ACCOUNT_PATHS = ("/accounts/", "/_allauth/")
OF_ADDRESS = {
    "customer:order-search": rates.MAILS_OF_ADDRESS,
    "customer:help": rates.MAILS_OF_ADDRESS,
    "customer:anon-order-help": rates.MAILS_OF_ADDRESS,
    "api:baskets": rates.BASKETS_OF_ADDRESS,
    "checkout:index": rates.ORDERS_OF_ADDRESS,
    "api:basket-payment": rates.ORDERS_OF_ADDRESS,
    "customer:alert-create": rates.MAILS_OF_ADDRESS,
    "customer:withdraw": rates.MAILS_OF_ADDRESS,
    "licensee-application": rates.APPLICATIONS_OF_ADDRESS,
    "customer:return-request": rates.MAILS_OF_ADDRESS,
}
OF_VISITOR = {
    "customer:order-search": rates.MAILS_OF_VISITOR,
    "customer:help": rates.MAILS_OF_VISITOR,
    "customer:anon-order-help": rates.MAILS_OF_VISITOR,
    "checkout:index": rates.ORDERS_OF_VISITOR,
    "api:basket-payment": rates.ORDERS_OF_VISITOR,
    "customer:alert-create": rates.MAILS_OF_VISITOR,
}


class ThrottleMiddleware:
    """Answer 429 to clients that write too often. Reads are not counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; `process_view` counts it when its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Count a write, and refuse it above a limit."""
        if request.method in SAFE or _is_back_office(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in SIGNED:
            return None
        try:
            count_tries(list(_limits(request, name, str(kwargs.get("token", "")))))
        except TooManyTries as error:
            return _refusal(request, int(str(error.data["wait"])))
        return None


def _limits(request: HttpRequest, name: str, token: str) -> Iterator[tuple[Rate, str]]:
    """Return the limits that apply to a write, each with the identity that is counted."""
    visitor = _visitor(request, token)
    if visitor:
        yield rates.WRITES_OF_VISITOR, visitor
        if name in OF_VISITOR:
            yield OF_VISITOR[name], visitor
    address = client_address(request)
    yield rates.WRITES_OF_ADDRESS, address
    if name in OF_ADDRESS:
        yield OF_ADDRESS[name], address
    elif request.path_info.startswith(ACCOUNT_PATHS):
        yield rates.ACCOUNTS_OF_ADDRESS, address


def _visitor(request: HttpRequest, token: str) -> str:
    """Return the identity of a visitor: the basket's token, the account or the basket's cookie.

    A forged cookie counts as a separate visitor, but the address is counted too.
    """
    if token:
        return f"token:{token}"
    if request.user.is_authenticated:
        return f"account:{request.user.pk}"
    baskets = sorted(value for name, value in request.COOKIES.items() if name.startswith("basket_"))
    return f"basket:{baskets[0]}" if baskets else ""


def _is_back_office(request: HttpRequest) -> bool:
    """Return whether the person works in a back-office area that they may access."""
    area = request.path_info.startswith(tuple(AREAS)) and not request.path_info.startswith(OPEN)
    return area and request.user.is_authenticated


def _refusal(request: HttpRequest, wait: int) -> HttpResponse:
    if request.path_info.startswith("/_allauth/"):  # like allauth's own response to an app
        return JsonResponse({"status": 429}, status=429, headers={"Retry-After": str(wait)})
    # Not stored in the session: a refusal must stay cheap.
    return show_once(too_many_requests(request, wait))
