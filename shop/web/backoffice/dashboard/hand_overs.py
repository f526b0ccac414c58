"""The collection of an order in the dashboard: mark it as ready, then hand it over."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.aftersales.hand_overs import collection_of, hand_over, mark_ready, point_of
from shop.orders.errors import CollectionRefused, OrderHeld, ShipmentRefused
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import compact_code, normalize_code
from shop.web.backoffice.dashboard.stock_forms import StyledForm

SENTENCES = {
    "no_point": "The pick-up point of this order no longer exists.",
    "unpaid": "The order is not paid.",
    "held": "The order is on hold or its payment is disputed. Do not hand it over.",
    "not_arrived": "Some items have not arrived yet.",
    "ready": "A colleague has already marked this order as ready.",
    "not_ready": "Mark the order as ready first.",
    "collected": "A colleague has already handed this order over.",
    "wrong_code": "This is not the code of the order. The buyer has it by email.",
}


class ReadyForm(StyledForm):
    """A form without fields: its button confirms the action."""


class HandOverForm(StyledForm):
    """The code that the buyer shows."""

    code = forms.CharField(
        max_length=20, label="Code", help_text="Six digits. The buyer has them by email."
    )


def collect(request: HttpRequest, number: str) -> HttpResponse:
    """Mark an order as ready to collect, or hand it over to the buyer."""
    orders = Order.objects.select_related("shipping_address__country")
    order = get_object_or_404(orders, number=normalize_code(number))
    point, collection = point_of(order), collection_of(order)
    if point is None:
        raise Http404
    form_class = HandOverForm if collection else ReadyForm
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_done(request, form, order):
        return redirect("dashboard:order-detail", number=order.number)
    context = {"form": form, "order": order, "point": point, "collection": collection}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/collection.html", context, status=status)


def _is_done(request: HttpRequest, form: forms.Form, order: Order) -> bool:
    by_id = int(request.user.pk or 0)
    try:
        if isinstance(form, HandOverForm):
            code = compact_code(form.cleaned_data["code"])
            hand_over(order_number=order.number, code=code, by_id=by_id)
            messages.success(request, "Order handed over.")
        else:
            mark_ready(order_number=order.number, by_id=by_id)
            messages.success(request, "Marked as ready. The buyer gets an email with the code.")
    except CollectionRefused as refusal:
        field = "code" if refusal.data.get("field") == "code" else None
        form.add_error(field, SENTENCES[str(refusal.data["reason"])])
    except (ShipmentRefused, OrderHeld):
        form.add_error(None, "Some items cannot leave yet. Check the order.")
    else:
        return True
    return False
