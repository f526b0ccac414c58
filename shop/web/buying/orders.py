"""One order, opened by its signed link: thanks, status, lines, address, delivery."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog.querysets import pictures
from shop.core.errors import DomainError
from shop.forks.order.models import Order, OrderState
from shop.fulfillment.addresses import written_address
from shop.markets.requests import ShopRequest
from shop.ordering.access import order_for_token
from shop.ordering.baskets import add_to_basket
from shop.ordering.denials import denied_lines
from shop.ordering.models import Cancellation, LateRefusal
from shop.ordering.settlement import CARD_LIMIT
from shop.payments.models import PaymentAttempt
from shop.web.buying.basket import destination
from shop.web.buying.wording import refusal_text


@never_cache
@require_safe
def show(request: ShopRequest, token: str) -> HttpResponse:
    """Show the order a link opens; a link that is not ours opens nothing."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    return render(request, "web/order.html", order_context(order) | {"token": token})


@require_POST
def again(request: ShopRequest, token: str) -> HttpResponse:
    """Put the articles of an order into the basket once more; what may not go in is named."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    for line in order.lines.select_related("product__parent").order_by("pk"):
        if line.product is None:
            continue
        try:
            add_to_basket(
                basket=request.basket,
                product=line.product,
                quantity=line.quantity,
                destination=destination(request),
            )
        except DomainError as error:
            messages.error(request, refusal_text(error))
    return redirect("basket")


def _cancelled(order: Order) -> list[str]:
    """Return the articles for which an order was taken back."""
    ended = order.status not in {OrderState.PAID, OrderState.FULFILLED}
    found = Cancellation.objects.filter(order=order).first() if ended else None
    return list(found.articles) if found else []


def order_context(order: Order) -> dict[str, Any]:
    """Return what the page of an order shows."""
    processing = PaymentAttempt.objects.filter(
        order=order, state=PaymentAttempt.State.PROCESSING
    ).exists()
    waiting = order.status == OrderState.PENDING
    taken_back = [line.title for line in denied_lines(order)] if waiting else _cancelled(order)
    return {
        "order": order,
        "taken_back": taken_back,
        "lines": order.lines.select_related("product__parent").prefetch_related(
            pictures("product__"), pictures("product__parent__")
        ),
        "parcels": order.shipments.prefetch_related("lines__order_line").order_by("pk"),
        "waiting": waiting,
        "processing": processing,
        "paid": order.status in {OrderState.PAID, OrderState.FULFILLED},
        "limited": PaymentAttempt.objects.filter(order=order, decline_code=CARD_LIMIT).exists(),
        "refused_late": LateRefusal.objects.filter(order=order).exists(),
        "ended": order.status in {OrderState.EXPIRED, OrderState.CANCELLED},
        "refunded": order.status in {OrderState.REFUND_DUE, OrderState.REFUNDED},
        "address": written_address(order.shipping_address, get_language() or order.language),
    }
