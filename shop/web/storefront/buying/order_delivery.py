"""Change of the address or delivery method of an order by its buyer, until packing begins."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.commerce.markets.requests import ShopRequest
from shop.orders.aftersales.delivery_changes import (
    ChangeRequest,
    can_change_delivery,
    change_delivery,
    change_options,
)
from shop.orders.aftersales.order_links import order_for_token, shows_person
from shop.orders.checkout.address_book import AddressForm
from shop.orders.checkout.addresses import address_fields, form_values
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.locales import country_name
from shop.web.storefront.buying.error_messages import refusal_text

CODE_LENGTH = 128


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ShopRequest, token: str) -> HttpResponse:
    """Show the address and the delivery methods of an order, or change them."""
    order = order_for_token(token)
    if order is None:
        raise Http404
    own = order.user_id is not None and order.user_id == request.user.pk
    if not own and not shows_person(order, request.at):
        messages.error(request, _("Sign in to change the delivery of this order."))
        return redirect("customer:anon-order", token=token)
    form, chosen = delivery_form(order, request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST" and form.check():
        try:
            done = change_delivery(ChangeRequest(order.number, form.address, chosen))
        except DomainError as refusal:
            error = show_refusal(form, refusal)
        else:
            text = _("The delivery has been changed. We have sent you an email.")
            if done.refunded:
                text = _("The delivery has been changed. We will refund the difference.")
            messages.success(request, text)
            return redirect("customer:anon-order", token=token)
    context = delivery_context(order, form, chosen) | {"token": token, "error": error}
    status = 422 if error or form.errors else 200
    return render(request, "web/order_delivery.html", context, status=status)


def delivery_form(order: Order, data: Any) -> tuple[AddressForm, str]:
    """Return the form of an order's address and the chosen method, posted or as stored."""
    address = order.shipping_address
    country = str(address.country_id) if address else order.ship_to_id
    if data is None:
        values = form_values(address) if address else {}
        return AddressForm(country, values), order.shipping_code
    return AddressForm.typed(data, country), str(data.get("delivery", ""))[:CODE_LENGTH]


def show_refusal(form: AddressForm, error: DomainError) -> str:
    """Return why a change was refused; an error of a field is shown at the field too."""
    text = refusal_text(error)
    field = str(error.data.get("field", ""))
    if field in form.values:
        form.errors[field] = text
    return text


def delivery_context(order: Order, form: AddressForm, chosen: str) -> dict[str, Any]:
    """Return the context of the form."""
    language = get_language() or "en"
    can_change = can_change_delivery(order)
    return {
        "order": order,
        "form": form,
        "fields": [
            (field, form.values.get(field.name, ""), form.errors.get(field.name, ""))
            for field in address_fields(form.country, language)
        ],
        "country": country_name(form.country, language),
        "options": change_options(order) if can_change else [],
        "chosen": chosen,
        "can_change": can_change,
    }
