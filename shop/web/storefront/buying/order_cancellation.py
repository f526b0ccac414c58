"""Cancellation of a paid order, or some of its items, by its buyer: choose, check, confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.orders.aftersales.line_cancellation import (
    CancelRequest,
    cancel_items,
    cancellable_units,
    quote_cancellation,
)
from shop.orders.aftersales.order_links import order_for_token
from shop.orders.errors import OrderNotCancellable
from shop.oscar.order.models import Line, Order
from shop.platform.core.errors import DomainError
from shop.web.storefront.buying.error_messages import refusal_text

MOST_DIGITS = 4


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_lines(request: ShopRequest, token: str) -> HttpResponse:
    """Choose what to cancel, see the refund, and confirm it."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    left = cancellable_units(order)
    if request.method != "POST":
        chosen = {} if len(left) > 1 else left
        return _page(request, order, token, {"left": left, "chosen": chosen, "key": uuid4()})
    chosen, key = _chosen(request.POST, left), _key(request.POST.get("key", ""))
    context: dict[str, Any] = {"left": left, "chosen": chosen, "key": key}
    try:
        if "confirm" in request.POST:
            cancel_items(CancelRequest(str(key), order.number, chosen))
            messages.success(request, _("Cancelled. We have sent you an email."))
            return redirect("customer:anon-order", token=token)
        context["quote"] = quote_cancellation(order, chosen)
    except OrderNotCancellable as error:
        context |= {"left": cancellable_units(order), "error": refusal_text(error)}
    except DomainError:
        context["error"] = _("This form has already been used. Open it again.")
    return _page(request, order, token, context)


def _chosen(posted: Mapping[str, str], left: Mapping[int, int]) -> dict[int, int]:
    """Return the chosen units by line; all that can be cancelled if the whole order is chosen."""
    if posted.get("whole"):
        return dict(left)
    chosen = {}
    for name, value in posted.items():
        prefix, _separator, pk = name.partition("_")
        if prefix == "line" and _is_number(pk) and _is_number(value):
            chosen[int(pk)] = int(value)
    return {pk: units for pk, units in chosen.items() if units}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS + 8


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


@dataclass(frozen=True, slots=True)
class CancellableLine:
    """A line of the form: the units that can be cancelled, and those that are chosen."""

    line: Line
    left: int
    chosen: int

    @property
    def numbers(self) -> range:
        """Return the numbers of units that can be chosen, without 0."""
        return range(1, self.left + 1)


def _page(request: ShopRequest, order: Order, token: str, context: dict[str, Any]) -> HttpResponse:
    left, chosen = context["left"], context["chosen"]
    rows = [
        CancellableLine(line, left.get(line.pk, 0), chosen.get(line.pk, 0))
        for line in order.lines.order_by("pk")
    ]
    context |= {"order": order, "token": token, "rows": rows}
    status = 422 if context.get("error") else 200
    return render(request, "web/order_cancel.html", context, status=status)
