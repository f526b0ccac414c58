"""Partial refunds: preview the amount, then refund."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.finance.payments.models import Refund
from shop.orders.aftersales.refunds import RefundQuote, RefundRequest, quote_refund, refund_part
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import normalize_code
from shop.web.templatetags.shop_tags import money_text

SENTENCES = {
    "unknown_line": "This form belongs to another order. Open it again.",
    "too_many": "Only {left} of {sku} can still be refunded.",
    "disputed": "The payment is disputed. You can refund it once the dispute is won.",
    "no_delivery_left": "There is no delivery cost to refund.",
    "nothing": "Choose at least one unit or the delivery cost.",
    "no_reason": "Enter a reason.",
    "withheld_too_much": "The amount kept for {sku} must not exceed its price.",
}


class RefundForm(forms.Form):
    """Units by line, delivery and reason of a partial refund."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    delivery = forms.BooleanField(required=False, label="Delivery")
    reason = forms.CharField(max_length=200, label="Reason (visible to staff only)")

    def __init__(self, order: Order, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        self.lines = list(order.lines.order_by("pk"))
        for line in self.lines:
            left = line.quantity - line.refunded_units
            self.fields[f"line_{line.pk}"] = forms.IntegerField(
                min_value=0,
                max_value=left,
                required=False,
                label=f"{line.upc} {line.title}: units to refund (at most {left})",
                disabled=not left,
            )
        for name, field in self.fields.items():
            if name != "delivery":
                field.widget.attrs["class"] = "form-control"
        self.order_fields([*(f"line_{line.pk}" for line in self.lines), "delivery", "reason"])

    @property
    def units(self) -> dict[int, int]:
        """Units by line, without empty lines."""
        units_by_line = {line.pk: self.cleaned_data.get(f"line_{line.pk}") for line in self.lines}
        return {pk: units for pk, units in units_by_line.items() if units}


def refund(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form, preview the refund, then make it."""
    order = Order.objects.filter(number=normalize_code(number)).first()
    if order is None:
        raise Http404
    form = RefundForm(order, request.POST or None, initial={"key": uuid4()})
    quote = None
    if form.is_valid():
        try:
            if "confirm" in request.POST:
                made = _refund(request, form)
                amount = money_text(made.amount, order.currency)
                messages.success(request, f"Refund of {amount} recorded and on its way to Stripe.")
                return redirect("dashboard:order-detail", number=order.number)
            quote = quote_refund(order, form.units, delivery=form.cleaned_data["delivery"])
        except DomainError as error:
            form.add_error(None, _sentence(error))
    return _page(request, form, quote)


def _refund(request: HttpRequest, form: RefundForm) -> Refund:
    return refund_part(
        RefundRequest(
            key=f"desk:{form.cleaned_data['key']}",
            order_number=form.order.number,
            units=form.units,
            delivery=form.cleaned_data["delivery"],
            reason=form.cleaned_data["reason"],
            by_id=int(request.user.pk or 0),
        )
    )


def _page(request: HttpRequest, form: RefundForm, quote: RefundQuote | None) -> HttpResponse:
    context = {"form": form, "order": form.order, "quote": quote}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_refund.html", context, status=status)


def _sentence(error: DomainError) -> str:
    if error.code == "refund_refused":
        return SENTENCES[str(error.data["reason"])].format_map(error.data)
    if error.code == "order_state_conflict":
        return "Only paid orders can be refunded. Check the order again."
    return "This form has already been used for a different refund. Open it again."
