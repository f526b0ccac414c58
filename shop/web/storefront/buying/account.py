"""The account page of a buyer, with their own orders."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.commerce.markets.requests import ShopRequest
from shop.identity.accounts.addresses import has_unconfirmed_address
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.order_status import status_summaries
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import normalize_code
from shop.web.pagination import page_of
from shop.web.storefront.buying.orders import order_context

ORDERS_ON_PAGE = 20


@never_cache
@login_required(login_url="account_login")
@require_safe
def show(request: ShopRequest) -> HttpResponse:
    """List the orders of the signed-in person, newest first."""
    orders = Order.objects.filter(user=request.user).order_by("-date_placed")
    page = page_of(request, orders, ORDERS_ON_PAGE)
    summaries = status_summaries(page.object_list)
    context = {
        "page": page,
        "orders": [(order, summaries[order.pk]) for order in page],
        "unconfirmed": has_unconfirmed_address(request.user),
    }
    return render(request, "web/account.html", context)


@never_cache
@login_required(login_url="account_login")
@require_safe
def show_order(request: ShopRequest, order_number: str) -> HttpResponse:
    """Show one of their orders; another person's does not exist for them."""
    orders = Order.objects.select_related("market", "shipping_address")
    order = get_object_or_404(orders, user=request.user, number=normalize_code(order_number))
    context = order_context(order, request.at) | {"token": order_token(order)}
    return render(request, "web/order.html", context)
