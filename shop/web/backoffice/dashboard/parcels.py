"""Packing and shipping of an order's lines, and deliveries that staff learned of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from shop.commerce.fulfillment.models import Shipment
from shop.commerce.fulfillment.outbound_labels import sells_labels
from shop.orders.aftersales.location_scope import lines_at, units_at
from shop.orders.aftersales.packing import start_packing, stop_packing
from shop.orders.aftersales.parcel_labels import find_staff_label, make_staff_label
from shop.orders.aftersales.shipments import ShipmentRequest, unsent
from shop.orders.aftersales.staff_shipments import lines_to_ship, ship_parcel
from shop.orders.aftersales.tracking import mark_delivered
from shop.orders.errors import DeliveryRefusedByTime
from shop.oscar.order.models import Line, Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.location_pages import locations_of
from shop.web.backoffice.shared.packing_messages import packing_refusal
from shop.web.backoffice.shared.parcel_form import ParcelForm, refuse_shipment
from shop.web.backoffice.shared.parcel_labels import add_label_message, label_answer
from shop.web.typed_fields import MomentField

STEPS = {"start": start_packing, "stop": stop_packing}
CHOICES = [("start", "Start packing"), ("stop", "Undo the start of packing")]


class PackingForm(forms.Form):
    """Unsent lines of an order, and the step."""

    lines = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, label="Lines"
    )
    step = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, label="What to do")

    def __init__(self, data: Any, lines: list[Line], units: Mapping[int, int]) -> None:
        unpacked = [line.pk for line in lines if line.packing_since is None]
        super().__init__(data, initial={"step": "start", "lines": unpacked})
        choices = [(line.pk, _label(line, units[line.pk])) for line in lines]
        self.fields["lines"].choices = choices  # type: ignore[attr-defined]


class DeliveryForm(forms.Form):
    """The time of a delivery."""

    occurred_at = MomentField(
        label="Delivered at (UTC)",
        help_text="Take the time from the carrier or the customer.",
        widget=forms.DateTimeInput(
            {"class": "form-control", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )


def pack(request: HttpRequest, number: str) -> HttpResponse:
    """Start packing lines of an order, or undo it."""
    order = get_object_or_404(Order, number=normalize_code(number))
    within = locations_of(request)
    lines = list(lines_at(unsent(Line.objects.filter(order=order)), within).order_by("pk"))
    units = units_at(order, lines, within)
    form = PackingForm(request.POST if request.method == "POST" else None, lines, units)
    if form.is_valid():
        try:
            STEPS[form.cleaned_data["step"]](
                order_number=order.number,
                line_ids=form.cleaned_data["lines"],
                by_id=int(request.user.pk or 0),
                location_ids=within,
            )
        except DomainError as error:
            form.add_error(None, packing_refusal(error))
        else:
            messages.success(request, "Packing changed.")
            return redirect("dashboard:order-detail", number=order.number)
    text = "The customer can cancel or change a line until its packing begins."
    return _page(request, order, form, "Packing", text)


def ship(request: HttpRequest, number: str) -> HttpResponse:
    """Record that a parcel with lines of an order has left."""
    order = get_object_or_404(Order, number=normalize_code(number))
    within = locations_of(request)
    label = find_staff_label(order, within) if sells_labels() else None
    form = ParcelForm(request.POST or None, lines_to_ship(order, within), label)
    for name in ("carrier", "tracking_number"):
        form.fields[name].widget.attrs["class"] = "form-control"
    if form.is_valid():
        data = form.cleaned_data
        parcel = ShipmentRequest(
            order.number, data["lines"], data["carrier"], data["tracking_number"]
        )
        try:
            ship_parcel(request=parcel, by_id=int(request.user.pk or 0), location_ids=within)
        except DomainError as error:
            refuse_shipment(form, error)
        else:
            messages.success(request, "Marked as shipped. The customer gets an email.")
            return redirect("dashboard:order-detail", number=order.number)
    text = "" if form.fields["lines"].choices else "No items in this order can be shipped now."  # type: ignore[attr-defined]
    labels = {"label": label, "sells_labels": sells_labels() and not text}
    return _page(request, order, form, "Ship a parcel", text, button="Mark as shipped", **labels)


def show_label(request: HttpRequest, number: str) -> HttpResponse:
    """Make the label of what can be sent now, or show it as PDF."""
    order = get_object_or_404(Order, number=normalize_code(number))
    page = redirect("dashboard:order-ship", number=order.number)
    within = locations_of(request)
    if request.method == "POST":
        with add_label_message(request):
            make_staff_label(order=order, by_id=int(request.user.pk or 0), location_ids=within)
        return page
    label = find_staff_label(order, within)
    return label_answer(label, order) if label and label.pdf else page


def deliver(request: HttpRequest, number: str, public_id: str) -> HttpResponse:
    """Record that a parcel was delivered."""
    parcels = Shipment.objects.select_related("order")
    shipment = get_object_or_404(parcels, order__number=normalize_code(number), public_id=public_id)
    form = DeliveryForm(
        request.POST if request.method == "POST" else None, initial={"occurred_at": database_now()}
    )
    if form.is_valid():
        at = form.cleaned_data["occurred_at"]
        try:
            mark_delivered(shipment=shipment, occurred_at=at, by_id=int(request.user.pk or 0))
        except DeliveryRefusedByTime:
            sent = f"{timezone.localtime(shipment.sent_at):%Y-%m-%d %H:%M}"
            form.add_error("occurred_at", f"Enter a time after {sent} and not in the future.")
        else:
            messages.success(request, "Delivery recorded. The customer gets an email.")
            return redirect("dashboard:order-detail", number=shipment.order.number)
    text = "Withdrawal and return deadlines of the items count from this time."
    return _page(
        request,
        shipment.order,
        form,
        "Mark a parcel as delivered",
        text,
        button="Mark as delivered",
    )


def _label(line: Line, units: int) -> str:
    packing = ", being packed" if line.packing_since else ""
    article = ", ".join(part for part in (line.title, line.size, line.color) if part)
    return f"{units} × {line.upc} {article}{packing}"


def _page(
    request: HttpRequest,
    order: Order,
    form: forms.Form,
    title: str,
    text: str,
    *,
    button: str = "Save",
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "order": order, "title": title, "text": text, "button": button} | more
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)
