"""Back-in-stock alerts: request, confirmation and deletion."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shop.commerce.listing.product_detail import ProductDetail, find_product_detail
from shop.commerce.markets.requests import ShopRequest
from shop.commerce.restock.errors import NoticeRefused
from shop.commerce.restock.models import RestockNotice
from shop.commerce.restock.services import (
    RestockRequest,
    ask_for_notice,
    confirm_notice,
    end_notices,
    notice_for_token,
)
from shop.identity.accounts.email_addresses import EmailAddressField
from shop.identity.accounts.models import User
from shop.web.storefront.browse.variant_picker import purchase_form
from shop.web.storefront.buying.error_messages import reason_text
from shop.web.templatetags.shop_tags import product_url
from shop.web.typed_fields import NumberField


class RestockForm(forms.Form):
    """Email address and item of a back-in-stock alert."""

    sku = NumberField(label=gettext_lazy("Item"), max_length=64)
    email = EmailAddressField(label=gettext_lazy("Email address"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ShopRequest) -> HttpResponse:
    """Take a request; an invalid form is shown again with the input."""
    form_data = request.POST if request.method == "POST" else None
    form = RestockForm(
        form_data,
        auto_id="restock-%s",
        initial={"sku": request.GET.get("sku", ""), "email": getattr(request.user, "email", "")},
    )
    sku = str(form["sku"].value() or "")
    detail = find_product_detail(sku, request.market, request.ship_to, request.channel, request.at)
    if detail is None:
        raise Http404
    if not form.is_valid():
        context = {"form": form, "product": detail.product, "purchase": purchase_form(detail, sku)}
        status = 422 if form.errors else 200
        return render(request, "web/restock.html", context, status=status)
    _ask(request, form, detail)
    return redirect(product_url(detail.product))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: ShopRequest, token: str) -> HttpResponse:
    """Show a request to its owner; the button confirms it, opening the page does not."""
    restock_notice = _notice(token)
    if request.method == "POST":
        confirm_notice(restock_notice)
        return redirect("customer:alerts-confirm", token)
    return render(request, "web/restock_notice.html", {"notice": restock_notice, "token": token})


@csrf_exempt  # mail programs unsubscribe with one POST (RFC 8058); the token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ShopRequest, token: str) -> HttpResponse:
    """Delete an email address with all its requests; opening the link shows a button."""
    if request.method != "POST":
        return redirect("customer:alerts-confirm", token)
    end_notices(_notice(token))
    messages.success(request, _("Your email address has been deleted."))
    return redirect("home")


def _notice(token: str) -> RestockNotice:
    restock_notice = notice_for_token(token)
    if restock_notice is None:
        raise Http404
    return restock_notice


def _ask(request: ShopRequest, form: RestockForm, detail: ProductDetail) -> None:
    user = request.user if isinstance(request.user, User) else None
    restock_request = RestockRequest(
        sku=form.cleaned_data["sku"],
        email=form.cleaned_data["email"],
        market=request.market,
        ship_to=request.ship_to,
        language=get_language(),
        user=user,
    )
    try:
        restock_notice = ask_for_notice(restock_request)
    except NoticeRefused as refusal:
        if refusal.data["reason"] == "in_stock":
            messages.info(request, _("This item is in stock."))
        else:
            code = detail.unavailable_code
            messages.error(request, reason_text(code, request.ship_to, detail.available_from))
        return
    if user and restock_notice.user_id == user.pk:
        messages.success(request, _("We will email you when it is back in stock"))
    else:  # the same for every address, so nobody learns who has an alert
        messages.success(request, _("Check your email and confirm that you want to be notified."))
