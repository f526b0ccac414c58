"""Payment: Stripe's form in our page, and the return from Stripe."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from catalog.querysets import read_pictures
from shop.commerce.fulfillment.addresses import format_address_lines
from shop.commerce.markets.requests import ShopRequest
from shop.finance.payments.errors import PaymentMismatch, PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.order_lines import lines_with_articles
from shop.orders.aftersales.order_links import attempt_for_token, order_for_token
from shop.orders.checkout.placement import open_intent
from shop.orders.errors import NotSellable
from shop.orders.payment.payment_intents import open_form_session
from shop.orders.payment.payment_reminders import payable_orders, queue_payment_link
from shop.orders.payment.settlement import settle_order
from shop.oscar.order.models import Line, Order, OrderState
from shop.platform.database.clock import database_now
from shop.web.storefront.buying.error_messages import decline_text

# This page alone may load Stripe's script, frame and calls.
BASE_CSP: dict[str, Any] = dict(settings.SECURE_CSP)
PAYMENT_CSP: dict[str, Any] = {
    **BASE_CSP,
    "script-src": [*BASE_CSP["script-src"], *settings.STRIPE_ORIGINS],
    "frame-src": settings.STRIPE_ORIGINS,
    "connect-src": [CSP.SELF, *settings.STRIPE_ORIGINS],
}
STRIPE_SCRIPT = (
    f"{settings.ENV.STRIPE_API_BASE}/v3/"
    if settings.ENV.stripe_is_sandbox
    else "https://js.stripe.com/v3/"
)


@never_cache
@require_safe
@csp_override(PAYMENT_CSP)
def pay(request: ShopRequest, token: str) -> HttpResponse:
    """Show the payment form of an order that waits for it."""
    attempt = attempt_for_token(token)
    if attempt is None or attempt.order is None:
        raise Http404
    order = attempt.order
    if order.status != OrderState.PENDING:
        return redirect("customer:anon-order", token=token)
    address = format_address_lines(order.shipping_address, get_language() or order.language)
    context: dict[str, Any] = {
        "order": order,
        "token": token,
        "lines": _shown_lines(order),
        "address": address,
        "basket_count": None,  # not asked for: the items are in the order
    }
    try:
        intent = open_intent(order, attempt)
    except PaymentUnavailable:
        return render(request, "web/pay.html", context, status=503)
    except NotSellable:
        return redirect("customer:anon-order", token=token)
    if intent.status in {"succeeded", "processing"}:
        return redirect("checkout:thank-you", token=token)
    left = ((order.hold_expires_at or request.at) - request.at).total_seconds()
    context |= {
        "seconds_left": max(0, int(left)),
        "minutes_left": max(0, int(left // 60)),
        "intent": intent,
        "customer_session": open_form_session(order, intent, user_id=request.user.pk),
        "publishable_key": settings.ENV.STRIPE_PUBLISHABLE_KEY,
        "script": STRIPE_SCRIPT,
        "return_url": request.build_absolute_uri(reverse("checkout:thank-you", args=[token])),
    }
    return render(request, "web/pay.html", context)


def _shown_lines(order: Order) -> list[Line]:
    """Read the lines of an order with their products, which the check of rights uses too."""
    lines = lines_with_articles(order)
    read_pictures(line.product for line in lines if line.product is not None)
    return lines


@never_cache
@require_safe
def payment_return(request: ShopRequest, token: str) -> HttpResponse:
    """Settle the payment as Stripe reports it, then show the order or the payment form again.

    An order whose payment the webhook has settled is only shown.
    """
    attempt = attempt_for_token(token)
    if attempt is None or attempt.order is None:
        raise Http404
    try:
        order = settle_order(attempt.order, attempt)
    except (PaymentUnavailable, PaymentMismatch):
        return redirect("customer:anon-order", token=token)
    failed = request.GET.get("redirect_status") == "failed"
    if order.status == OrderState.PENDING and failed:
        attempt = PaymentAttempt.objects.filter(order=order).order_by("-pk")[0]
        messages.error(request, decline_text(attempt.decline_code))
        return redirect("checkout:payment-details", token=token)
    return redirect("customer:anon-order", token=token)


@require_POST
def send_link(request: ShopRequest, token: str) -> HttpResponse:
    """Mail the link to pay, for a browser in which the payment form cannot run; once."""
    order = _order(token)
    if payable_orders(database_now()).filter(pk=order.pk).exists():
        queue_payment_link(order)
        text = _("We have sent a payment link to %(email)s. It works until your reservation ends.")
        messages.success(request, text % {"email": order.guest_email})
    else:
        messages.error(request, _("This order can no longer be paid with a link."))
    return redirect("checkout:payment-details", token=token)


def _order(token: str) -> Order:
    order = order_for_token(token)
    if order is None:
        raise Http404
    return order
