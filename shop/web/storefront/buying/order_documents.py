"""Invoices and credit notes of an order for its buyer, by the order's link or the account."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.commerce.markets.requests import ShopRequest
from shop.finance.invoices.pdf.responses import pdf_response
from shop.finance.invoices.querysets import document_of
from shop.orders.aftersales.order_links import order_for_token, shows_person
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import normalize_code


@never_cache
@require_safe
def show_by_link(request: ShopRequest, token: str, public_id: UUID) -> HttpResponse:
    """Show a document of the order a link opens, as long as the link shows its buyer."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    own = order.user_id is not None and order.user_id == request.user.pk
    if not own and not shows_person(order, request.at):
        text = _("For your privacy, this link no longer shows your invoice. Sign in to see it.")
        messages.error(request, text)
        return redirect("customer:anon-order", token=token)
    return _show(order, public_id)


@never_cache
@login_required(login_url="account_login")
@require_safe
def show_by_account(request: ShopRequest, order_number: str, public_id: UUID) -> HttpResponse:
    """Show a document of one of the signed-in person's orders."""
    number = normalize_code(order_number)
    return _show(get_object_or_404(Order, user=request.user, number=number), public_id)


def _show(order: Order, public_id: UUID) -> HttpResponse:
    document = document_of(order, public_id)
    if document is None:
        raise Http404
    return pdf_response(document)
