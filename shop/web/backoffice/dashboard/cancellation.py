"""Cancellation of a paid order, or units of it, by staff: preview the refund, then cancel."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.aftersales.line_cancellation import (
    CancellationQuote,
    CancelRequest,
    cancel_items,
    cancellable_units,
    quote_cancellation,
)
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code

SENTENCES = {
    "closed": "Only paid orders can be cancelled. Check the order again.",
    "held": "The order is on hold. Decide the hold first, on its page or at the rights desk.",
    "disputed": "The payment is disputed. You can refund it once the dispute is won.",
    "packed": "Packing of {sku} has begun. Undo it first, or refund the units.",
    "too_many": "Only {left} of {sku} can still be cancelled.",
    "unknown_line": "This form belongs to another order. Open it again.",
    "nothing": "Choose at least one unit.",
    "free": "Nothing was paid for these units. Cancel the whole order.",
}
USED = "This form has already been used for a different cancellation. Open it again."


class CancellationForm(forms.Form):
    """Units by line and the reason of a cancellation."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=200,
        label="Reason (visible to staff only)",
        widget=forms.TextInput({"class": "form-control"}),
    )

    def __init__(self, order: Order, data: Any) -> None:
        super().__init__(data, initial={"key": uuid4()})
        lines = {line.pk: line for line in order.lines.order_by("pk")}
        self.names = {}
        for pk, left in cancellable_units(order).items():
            self.names[pk] = f"line_{pk}"
            self.fields[self.names[pk]] = forms.IntegerField(
                min_value=0,
                max_value=left,
                required=False,
                label=f"{lines[pk].upc} {lines[pk].title}: units to cancel (at most {left})",
                widget=forms.NumberInput({"class": "form-control"}),
            )
        self.order_fields([*self.names.values(), "reason"])

    @property
    def units(self) -> dict[int, int]:
        """Return the units by line, without empty lines."""
        chosen = {pk: self.cleaned_data.get(name) or 0 for pk, name in self.names.items()}
        return {pk: units for pk, units in chosen.items() if units}


def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form, preview the refund, then cancel."""
    order = get_object_or_404(Order, number=normalize_code(number))
    form = CancellationForm(order, request.POST if request.method == "POST" else None)
    quote: CancellationQuote | None = None
    if form.is_valid():
        try:
            if "confirm" in request.POST:
                _cancel(request, order, form)
                messages.success(request, "Cancelled. The customer gets an email.")
                return redirect("dashboard:order-detail", number=order.number)
            quote = quote_cancellation(order, form.units)
        except DomainError as error:
            sentence = SENTENCES.get(str(error.data.get("reason")), USED)
            form.add_error(None, sentence.format_map(error.data))
    context = {"form": form, "order": order, "quote": quote}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_cancel.html", context, status=status)


def _cancel(request: HttpRequest, order: Order, form: CancellationForm) -> None:
    cancel_items(
        CancelRequest(
            key=f"desk:{form.cleaned_data['key']}",
            order_number=order.number,
            units=form.units,
            by_id=int(request.user.pk or 0),
            reason=form.cleaned_data["reason"],
        )
    )
