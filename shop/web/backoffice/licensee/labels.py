"""The label of a parcel: made by the carrier's service, and shown as PDF."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from shop.orders.aftersales.parcel_labels import find_label, make_label
from shop.orders.aftersales.shipments import lines_of
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import normalize_code
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.parcel_labels import add_label_message, label_answer


def show(request: PortalRequest, number: str) -> HttpResponse:
    """Make the label of what can be sent now, or show it as PDF."""
    own = lines_of(request.licensee).filter(order__number=normalize_code(number))
    orders = Order.objects.select_related("shipping_address")
    order = get_object_or_404(orders, pk__in=own.values("order"))
    page = redirect("licensee:order", number=order.number)
    if request.method == "POST":
        with add_label_message(request):
            make_label(order=order, licensee=request.licensee, by_id=request.person.pk)
        return page
    label = find_label(order, request.licensee)
    return label_answer(label, order) if label and label.pdf else page
