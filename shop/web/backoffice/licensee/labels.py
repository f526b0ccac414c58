"""The label of a parcel: made by the carrier's service, and shown as PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from shop.commerce.fulfillment.errors import LabelUnavailable
from shop.orders.aftersales.parcel_labels import find_label, make_label
from shop.orders.aftersales.shipments import lines_of
from shop.orders.errors import ShipmentRefused
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import normalize_code
from shop.web.backoffice.licensee.access import PortalRequest


def show(request: PortalRequest, number: str) -> HttpResponse:
    """Make the label of what can be sent now, or show it as PDF."""
    own = lines_of(request.licensee).filter(order__number=normalize_code(number))
    orders = Order.objects.select_related("shipping_address")
    order = get_object_or_404(orders, pk__in=own.values("order"))
    page = redirect("licensee:order", number=order.number)
    if request.method == "POST":
        _make(request, order)
        return page
    label = find_label(order, request.licensee)
    if label is None or not label.pdf:
        return page
    answer = HttpResponse(bytes(label.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="label-{order.number}.pdf"'
    return answer


def _make(request: PortalRequest, order: Order) -> None:
    try:
        make_label(order=order, licensee=request.licensee, by_id=request.person.pk)
    except LabelUnavailable:
        messages.error(
            request,
            "The carrier's service gave no label. Try again, or enter carrier and tracking number"
            " by hand.",
        )
    except ShipmentRefused:
        messages.error(request, "No items in this order can be shipped now.")
    else:
        messages.success(request, "The label is ready. Carrier and number are filled in below.")
