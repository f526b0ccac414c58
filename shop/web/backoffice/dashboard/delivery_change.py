"""Change of the address or delivery method of an order by staff, until packing begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.aftersales.delivery_changes import (
    ChangeRequest,
    can_change_delivery,
    change_delivery,
    change_options,
)
from shop.orders.checkout.address_book import AddressForm
from shop.orders.checkout.addresses import address_fields, form_values
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code
from shop.web.templatetags.shop_tags import money_text

SENTENCES = {
    "closed": "The delivery of this order cannot be changed any more.",
    "packed": "Packing has begun. Undo it first.",
    "held": "The order is on hold. Decide the hold first, on its page or at the rights desk.",
    "disputed": "The payment is disputed. Do not change the delivery.",
    "country": "The address is in another territory, {territory}. Cancel the order instead.",
    "not_sold": "These items can no longer be sold there: {titles}.",
    "tax": "Another tax rate applies at this address. Cancel the order instead.",
    "delivery": "Choose a delivery method that is offered at this address.",
    "nothing": "Nothing was changed.",
}


def change(request: HttpRequest, number: str) -> HttpResponse:
    """Show the address and the methods of an order, or change them."""
    orders = Order.objects.select_related("market", "shipping_address")
    order = get_object_or_404(orders, number=normalize_code(number))
    address = order.shipping_address
    country = str(address.country_id) if address else order.ship_to_id
    form, chosen = AddressForm(country, form_values(address) if address else {}), ""
    error = ""
    if request.method == "POST":
        form = AddressForm.typed(request.POST, country)
        chosen = request.POST.get("delivery", "")[:128]
        if form.check():
            try:
                change_delivery(
                    ChangeRequest(order.number, form.address, chosen, int(request.user.pk or 0))
                )
            except DomainError as refusal:
                error = _sentence(refusal)
            else:
                messages.success(request, "Delivery changed. The customer gets an email.")
                return redirect("dashboard:order-detail", number=order.number)
    can_change = can_change_delivery(order)
    context = {
        "order": order,
        "form": form,
        "error": error,
        "fields": [
            (field, form.values.get(field.name, ""), form.errors.get(field.name, ""))
            for field in address_fields(country, "en")
        ],
        "country": country,
        "options": change_options(order) if can_change else [],
        "chosen": chosen or order.shipping_code,
        "can_change": can_change,
    }
    status = 422 if error or form.errors else 200
    return render(request, "oscar/dashboard/orders/order_delivery.html", context, status=status)


def _sentence(error: DomainError) -> str:
    if error.code == "ship_to_refused":
        return "Nothing may be sent to this postcode."
    if error.code == "person_limit_reached":
        return "The new address has reached the limit per person of an item."
    if error.data.get("reason") == "costs_more":
        more = money_text(error.data["more"], str(error.data["currency"]))  # type: ignore[arg-type]
        return f"This delivery costs {more} more, which cannot be charged afterwards."
    sentence = SENTENCES.get(str(error.data.get("reason")), SENTENCES["closed"])
    titles = error.data.get("titles")
    listed = ", ".join(titles) if isinstance(titles, list) else ""
    return sentence.format_map(error.data | {"titles": listed})
