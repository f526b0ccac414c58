"""One order, opened by its signed link: thanks, status, lines, address, delivery."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog.querysets import read_pictures
from shop.commerce.fulfillment.addresses import format_address_lines
from shop.commerce.markets.requests import ShopRequest
from shop.finance.invoices.querysets import shown_documents
from shop.finance.payments.errors import PaymentMismatch, PaymentUnavailable
from shop.orders.aftersales.bought_cards import (
    may_withdraw,
    ordered_cards,
    withdraw_card,
)
from shop.orders.aftersales.delivery_changes import can_change_delivery
from shop.orders.aftersales.delivery_states import delivery_blocks, order_parcels
from shop.orders.aftersales.hand_overs import collection_of, point_of
from shop.orders.aftersales.line_cancellation import cancellable_units, units_left
from shop.orders.aftersales.order_lines import keep_rows, lines_with_articles
from shop.orders.aftersales.order_links import order_for_token, order_token, shows_person
from shop.orders.aftersales.order_status import (
    SOLD,
    OrderStatus,
    OrderStatusSummary,
    status_summary,
)
from shop.orders.aftersales.reorder import reorder as reorder_items
from shop.orders.checkout.delivery_groups import delivery_groups
from shop.orders.denials.denied_lines import denied_lines
from shop.orders.errors import CardNotWithdrawable, OrderNotCancellable
from shop.orders.models import OutgoingMessage
from shop.orders.payment.cancellation import cancel_unpaid_order
from shop.orders.returns.unpaid_exchanges import exchanged_order
from shop.oscar.basket.middleware import basket_cookie, mention_dropped_codes
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.locales import country_name
from shop.web.storefront.buying.basket import destination
from shop.web.storefront.buying.cookies import remember
from shop.web.storefront.buying.error_messages import refusal_text
from shop.web.storefront.buying.returns import returns_context
from shop.web.storefront.buying.unpaid import is_own_order, keep_draft
from shop.web.templatetags.language_tags import colon

ARRIVED = frozenset({OrderStatus.PARTLY_DELIVERED, OrderStatus.DELIVERED})
THANKED_FOR = timedelta(hours=1)  # later the page shows the status of the order


@never_cache
@require_safe
def show(request: ShopRequest, token: str) -> HttpResponse:
    """Show the order a link opens; a link that is not ours opens nothing."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    context = order_context(order, request.at)
    returns = returns_context(order, request.at, context["lines"])
    context |= {"token": token, "returns": returns}
    own = order.user_id is not None and order.user_id == request.user.pk
    if not own and not shows_person(order, request.at):
        context |= {
            "address": [country_name(order.ship_to_id, get_language() or "en")],
            "masked": True,
        }
    return render(request, "web/order.html", context)


@require_POST
def reorder(request: ShopRequest, token: str) -> HttpResponse:
    """Reorder: add the items of an order to the basket, and name those that cannot be added."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    done = reorder_items(order=order, basket=request.basket, destination=destination(request))
    if done.added:
        messages.success(request, _("The items have been added to your basket."))
    for refused in done.refused:
        named = "" if refused.error.code == "not_sellable" else f"{refused.line.title}{colon()}"
        messages.error(request, named + refusal_text(refused.error))
    return redirect("basket:summary")


@require_POST
def withdraw_gift_card(request: ShopRequest, token: str) -> HttpResponse:
    """Return an unused gift card of an order; its price is refunded."""
    order = order_for_token(token)
    try:
        public_id = UUID(request.POST.get("card", ""))
    except ValueError as error:
        raise Http404 from error
    if order is None:
        raise Http404
    try:
        withdraw_card(order_number=order.number, public_id=public_id)
    except CardNotWithdrawable as error:
        messages.error(request, refusal_text(error))
    else:
        messages.success(request, _("The gift card has been returned. We will refund its price."))
    return redirect("customer:anon-order", token=token)


@require_POST
def cancel(request: ShopRequest, token: str) -> HttpResponse:
    """Cancel an unpaid order and put its items back into the basket."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    try:
        basket = cancel_unpaid_order(order=order, into=request.basket)
    except OrderNotCancellable as error:
        messages.error(request, refusal_text(error))
        return redirect("customer:anon-order", token=token)
    except (PaymentUnavailable, PaymentMismatch):
        messages.error(request, _("We could not cancel the order. Try again in a minute."))
        return redirect("checkout:payment-details", token=token)
    if order.charges_exchange:
        messages.success(request, _("The exchange has ended. Send your items back for a refund."))
        return redirect("customer:anon-order", token=order_token(exchanged_order(order)))
    changes = request.POST.get("change", "")
    if is_own_order(request, order, token):
        keep_draft(request, order)
    if not changes:
        text = _("Your order %(number)s has been cancelled. Nothing was charged.")
        messages.success(request, text % {"number": order.number})
    if basket is not None:
        mention_dropped_codes(request, basket)
    response = redirect("checkout:index" if changes == "address" else "basket:summary")
    if basket is not None and basket.owner_id is None:
        name, value = basket_cookie(basket)
        # The middleware has given up the cookie, as the basket was ordered then.
        given_up: list[str] = request.cookies_to_delete  # type: ignore[attr-defined]
        given_up[:] = [key for key in given_up if key != name]
        remember(response, {name: value})
    return response


def order_context(order: Order, at: datetime) -> dict[str, Any]:
    """Return the context of an order's page at an instant."""
    lines = lines_with_articles(order)
    read_pictures(line.product for line in lines if line.product is not None)
    order_status = status_summary(order)
    taken_back = _taken_back(order, order_status)
    if taken_back:
        order_status = replace(order_status, status=OrderStatus.WITHDRAWN)
    status, parcels = order_status.status, order_parcels(order)
    keep_rows(order, "shipments", parcels)
    can_change = can_change_delivery(order, disputed=order_status.is_disputed)
    return {
        "order": order,
        "order_status": order_status,
        "is_new": status == OrderStatus.PREPARING and order.date_placed >= at - THANKED_FOR,
        "taken_back": taken_back,
        "lines": lines,
        "cards": [(card, may_withdraw(card, at)) for card in ordered_cards(order)],
        "deliveries": delivery_blocks(delivery_groups(order, lines), parcels),
        "parcels": parcels,
        "waiting": status == OrderStatus.WAITING,
        "processing": status == OrderStatus.PROCESSING,
        "withdrawn": status == OrderStatus.WITHDRAWN,
        "sold": order.status in SOLD and status != OrderStatus.ITEMS_REFUNDED,
        "sent": order.status == OrderState.FULFILLED and status in {OrderStatus.SENT, *ARRIVED},
        "delivered": status == OrderStatus.DELIVERED,
        "can_change": can_change,
        # An order that can be changed is neither held nor disputed.
        "can_cancel": bool(units_left(order, lines) if can_change else cancellable_units(order)),
        "documents": shown_documents(order),
        "point": point_of(order),
        "collection": collection_of(order),
        "ended": order.status in {OrderState.EXPIRED, OrderState.CANCELLED},
        "address": format_address_lines(order.shipping_address, get_language() or order.language),
    }


def _taken_back(order: Order, order_status: OrderStatusSummary) -> list[str]:
    """Return the titles of the items for which an order was, or will be, cancelled."""
    if order.status == OrderState.PENDING:
        return [line.title for line in denied_lines(order)]
    if order_status.status != OrderStatus.WITHDRAWN:
        return []
    kind = OutgoingMessage.Kind.CANCELLATION
    message = OutgoingMessage.objects.filter(order=order, kind=kind).first()
    return list(message.payload["articles"]) if message else []
