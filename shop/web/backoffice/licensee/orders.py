"""Orders to pack: the licensee's lines of paid orders, shipped parcel by parcel.

A buyer's address is shown while there is something to pack for them, and masked after that.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.fulfillment.addresses import label_lines
from shop.commerce.fulfillment.models import Shipment
from shop.commerce.fulfillment.outbound_labels import sells_labels
from shop.finance.payments.disputes import is_disputed
from shop.identity.tenancy import own_rows
from shop.orders.aftersales.parcel_labels import find_label
from shop.orders.aftersales.shipments import (
    ShipmentRequest,
    lines_of,
    lines_to_pack,
    ready_to_send,
    ship_lines,
)
from shop.oscar.order.models import Line, Order
from shop.platform.core.errors import DomainError
from shop.platform.core.locales import country_name
from shop.platform.core.typed_text import normalize_code
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.parcel_form import HELD, REFUSALS, ParcelForm, refuse_shipment
from shop.web.pagination import page_of

LAST_SENT = 50
COLUMNS = ("Order", "Ordered (UTC)", "SKU", "Article", "Size", "Units", "Delivery", "Address")


def show_list(request: PortalRequest) -> HttpResponseBase:
    """List the lines to pack, the oldest order first, and the latest shipments; also as CSV."""
    lines = (
        lines_to_pack(request.licensee)
        .select_related("order__shipping_address", "order__market", "order__ship_to")
        .order_by("order__date_placed", "order_id", "pk")
    )
    if request.GET.get("format") == "csv":
        ready = [_exported(line) for line in ready_to_send(lines)]
        return as_csv("orders-to-pack", COLUMNS, ready)
    orders = [(order, list(own)) for order, own in groupby(lines, lambda line: line.order)]
    sent = own_rows(Shipment.objects.select_related("order", "sent_by"), request.licensee)
    context = {"page": page_of(request, orders), "sent": sent.order_by("-pk")[:LAST_SENT]}
    return render(request, "licensee/orders.html", context)


def show(request: PortalRequest, number: str) -> HttpResponseBase:
    """Show the licensee's lines of an order, or mark them as shipped."""
    number = normalize_code(number)
    own = lines_of(request.licensee).filter(order__number=number)
    if not own.exists():
        raise Http404
    order = get_object_or_404(Order.objects.select_related("shipping_address"), number=number)
    waiting = list(lines_to_pack(request.licensee).filter(order=order).order_by("pk"))
    held = any(line.held for line in waiting)
    ready = ready_to_send(waiting)
    label = find_label(order, request.licensee) if ready else None
    form = ParcelForm(request.POST or None, ready, label)
    if form.is_valid() and _sent(request, order, form):
        messages.success(
            request, "Marked as shipped. The customer gets an email with the tracking number."
        )
        return redirect("licensee:orders")
    parcels = own_rows(Shipment.objects.filter(order=order), request.licensee)
    context = {
        "order": order,
        "address": address_for(order, ready),
        "form": form if ready else None,
        "label": label,
        "sells_labels": sells_labels(),
        "waiting": [line for line in waiting if not line.awaited],
        "awaited": [line for line in waiting if line.awaited],
        "to_pack": [line for line in ready if line.packing_since is None],
        "being_packed": [line for line in ready if line.packing_since is not None],
        "held": REFUSALS["disputed"] if is_disputed(order) else HELD if held else "",
        "parcels": parcels.prefetch_related("lines__order_line").order_by("pk"),
    }
    return render(request, "licensee/order.html", context, status=422 if form.errors else 200)


def address_for(order: Order, ready: Sequence[Line]) -> list[str]:
    """Return the address while there are lines to ship; otherwise a masked address."""
    address = order.shipping_address
    if address is None:
        return []
    if ready:
        return label_lines(address)
    initials = "".join(
        f"{part[:1]}••• " for part in (address.first_name, address.last_name) if part
    )
    return [initials.strip(), country_name(address.country_id, "en")]


def _sent(request: PortalRequest, order: Order, form: ParcelForm) -> bool:
    form_data = form.cleaned_data
    parcel = ShipmentRequest(
        order.number, form_data["lines"], form_data["carrier"], form_data["tracking_number"]
    )
    try:
        ship_lines(request=parcel, licensee=request.licensee, by_id=request.person.pk)
    except DomainError as error:
        refuse_shipment(form, error)
        return False
    return True


def _exported(line: Any) -> tuple[object, ...]:
    order = line.order
    address = label_lines(order.shipping_address) if order.shipping_address else []
    return (
        order.number,
        f"{order.date_placed:%Y-%m-%d %H:%M}",
        line.upc,
        line.title,
        line.size,
        line.quantity - line.refunded_units,
        order.shipping_method,
        ", ".join(address),
    )
