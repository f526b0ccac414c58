"""Staff open a case for a buyer: a claim, a lost or refused parcel, or a late return."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.returns.models import ReturnCase
from shop.orders.returns.requests import ReturnRequest, request_return
from shop.orders.returns.returnable import returnable_lines
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import clean_lines
from shop.platform.database.clock import clock_now
from shop.web.backoffice.dashboard.stock_forms import StyledForm

Kind = ReturnCase.Kind
KINDS = [(kind.value, kind.label) for kind in Kind if kind not in {Kind.WITHDRAWAL, Kind.EXCHANGE}]
SENTENCES = {
    "unpaid": "The order has not been paid.",
    "refunded": "The order has been refunded.",
    "nothing": "Enter at least one unit.",
    "too_many": "Only {left} of {title} can still be returned.",
    "not_sent": "{title} has not been sent. Refund it instead.",
    "unknown_line": "This form belongs to another order. Open it again.",
}


class OpenForm(StyledForm):
    """The kind, the units and the reason of a case."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=KINDS, label="Kind")
    reason = forms.ChoiceField(choices=ReturnCase.Reason.choices, label="Reason")
    comment = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea({"rows": 3}), label="Comment"
    )

    def __init__(self, order: Order, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [each for each in returnable_lines(order, clock_now()) if each.was_sent]
        for each in self.lines:
            line = each.line
            self.fields[f"line_{line.pk}"] = forms.IntegerField(
                min_value=0,
                max_value=max(each.left, 0),
                required=False,
                label=f"{line.upc} {line.title}: units (at most {max(each.left, 0)})",
                widget=forms.NumberInput({"class": "form-control"}),
            )

    @property
    def units(self) -> dict[int, int]:
        """Return the units by line, without empty lines."""
        units = {each.line.pk: self.cleaned_data.get(f"line_{each.line.pk}") for each in self.lines}
        return {pk: number for pk, number in units.items() if number}


def open_new(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form, and open the case."""
    order = get_object_or_404(Order.objects.select_related("market", "ship_to"), number=number)
    form = OpenForm(order, request.POST or None, initial={"key": uuid4()})
    if form.is_valid():
        try:
            case = request_return(_request(form, order, int(request.user.pk or 0)))
        except DomainError as error:
            reason = str(error.data.get("reason", ""))
            text = SENTENCES.get(reason, f"Not possible: {error}.")
            form.add_error(None, text.format_map(error.data))
        else:
            messages.success(request, f"Return {case.number} opened.")
            return redirect("dashboard:return-case", case.public_id)
    context = {
        "form": form,
        "order": order,
        "title": "Open a return",
        "button": "Open return",
        "text": "" if form.lines else "Nothing of this order has been sent yet.",
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)


def _request(form: OpenForm, order: Order, by_id: int) -> ReturnRequest:
    values = form.cleaned_data
    return ReturnRequest(
        key=f"desk:{values['key']}",
        order_id=order.pk,
        email=order.guest_email,
        units=form.units,
        reason=values["reason"],
        comment=clean_lines(values["comment"]).strip(),
        kind=values["kind"],
        by_id=by_id,
    )
