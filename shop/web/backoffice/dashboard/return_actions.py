"""Actions on a case: approve, reject, cancel, receive, inspect, refund, replace."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.orders.returns.inspections import Finding, inspect_units, receive_parcel
from shop.orders.returns.models import InspectedUnits, ReturnCase
from shop.orders.returns.outcomes import (
    approve_case,
    quote_case,
    quote_difference,
    refund_case,
    reject_case,
    replace_case,
)
from shop.orders.returns.requests import cancel_request
from shop.platform.core.errors import DomainError
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.templatetags.shop_tags import money_text

Grade, Treatment = InspectedUnits.Grade, InspectedUnits.Treatment
TREATMENTS = [choice for choice in Treatment.choices if choice[0] != Treatment.NONE]
REFUSALS = {
    "nothing": "There is nothing left to refund. Reject or cancel the return instead.",
    "too_many": "These units have already been refunded. Reject or cancel the return instead.",
    "disputed": "The payment is disputed. You can refund it once the dispute is won.",
    "no_reason": "Enter a reason.",
    "not_arrived": "The parcel has not arrived. Receive and inspect it first.",
    "wrong_count": "Enter a condition for each unit.",
    "no_outcome": "Choose what happens to each unit.",
    "as_new": "The units are as new: refund them in full.",
    "withheld_too_much": "The amount to keep is higher than the price of the units.",
    "no_address": "The delivery address has been erased. Refund the return instead.",
    "no_variant": "The article no longer exists. Refund the return instead.",
    "difference_unpaid": "The price difference of the exchange is not paid. Refund the return"
    " instead.",
    "missing_without_price": "Units are missing whose price did not differ. Refund the return"
    " instead.",
    "above_left": "Refunds have left less than the price difference. Refund the return instead.",
}
BY_CODE = {
    "return_state_conflict": "Someone else has changed this return. Open it again.",
    "order_state_conflict": "The order is not paid any more. Check the order.",
    "out_of_stock": "The article is out of stock. Refund the return instead.",
    "not_sellable": "The article can no longer be sold there. Refund the return instead.",
    "tax_unknown": "The tax of the delivery address is not known. Refund the return instead.",
    "not_reserved": "More units were returned than were shipped. Check the order.",
}


class ConfirmForm(StyledForm):
    """A form without fields: its button confirms the action."""


class RejectForm(StyledForm):
    """The reason of a rejection, which the buyer reads."""

    reason = forms.CharField(
        max_length=500,
        label="Reason",
        help_text="It is mailed to the customer. Write in the language of the order.",
        widget=forms.Textarea({"rows": 3}),
    )


class InspectForm(StyledForm):
    """The condition and treatment of each unit of a case."""

    def __init__(self, case: ReturnCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units: list[tuple[int, str]] = []
        for line in case.lines.filter(was_sent=True).select_related("order_line").order_by("pk"):
            for number in range(1, line.units + 1):
                name, sold = f"unit_{line.pk}_{number}", line.order_line
                self.units.append((line.pk, name))
                size = f", {sold.size}" if sold.size else ""
                label = f"{sold.upc} {sold.title}{size}: unit {number} of {line.units}"
                self.fields[f"{name}_grade"] = forms.ChoiceField(
                    choices=[("", "Choose"), *Grade.choices], label=f"{label}: condition"
                )
                self.fields[f"{name}_treatment"] = forms.ChoiceField(
                    choices=TREATMENTS, label=f"{label}: what happens to it", required=False
                )
        self.fields["note"] = forms.CharField(max_length=200, required=False, label="Note")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    @property
    def findings(self) -> list[Finding]:
        """Return a finding for each unit."""
        values = self.cleaned_data
        return [
            Finding(pk, values[f"{name}_grade"], values[f"{name}_treatment"], values["note"])
            for pk, name in self.units
        ]


class RefundForm(StyledForm):
    """Amounts to keep for the lost value of units that are not as new."""

    def __init__(self, case: ReturnCase, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worn = case.lines.filter(inspections__grade__in=[Grade.OPENED, Grade.USED, Grade.DAMAGED])
        self.lines = list(worn.select_related("order_line").distinct().order_by("pk"))
        for line in self.lines:
            self.fields[f"withheld_{line.order_line_id}"] = forms.DecimalField(
                min_value=0,
                max_digits=12,
                decimal_places=2,
                required=False,
                label=f"Keep for lost value of {line.order_line.title}",
                help_text=f"With tax, in {case.order.currency}. Leave blank for a full refund.",
                widget=forms.NumberInput({"class": "form-control"}),
            )

    @property
    def withheld(self) -> dict[int, Decimal]:
        """Return the amounts by order line."""
        amounts = {
            line.order_line_id: self.cleaned_data.get(f"withheld_{line.order_line_id}")
            for line in self.lines
        }
        return {pk: amount for pk, amount in amounts.items() if amount}


def approve(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Accept a claim."""
    return _act(
        request,
        public_id,
        ("Accept this claim", "Claim accepted. The customer gets a mail."),
        lambda case, _form, by_id: approve_case(case, by_id=by_id),
    )


def reject(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Reject a case with a reason."""
    return _act(
        request,
        public_id,
        ("Reject this return", "Return rejected. The customer gets a mail."),
        lambda case, form, by_id: reject_case(
            case, reason=form.cleaned_data["reason"], by_id=by_id
        ),
        RejectForm,
    )


def cancel(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Cancel a case that the buyer no longer wants."""
    return _act(
        request,
        public_id,
        ("Cancel this return", "Return cancelled."),
        lambda case, _form, by_id: cancel_request(case, by_id=by_id),
    )


def receive(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Record that the parcel arrived."""
    return _act(
        request,
        public_id,
        ("The parcel has arrived", "Arrival recorded. Inspect the parcel next."),
        lambda case, _form, by_id: receive_parcel(case, by_id=by_id),
    )


def inspect(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Record the condition of each unit."""
    return _act(
        request,
        public_id,
        ("Inspect the parcel", "Inspection recorded."),
        lambda case, form, by_id: inspect_units(case, form.findings, by_id=by_id),
        InspectForm,
    )


def replace(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Send the reserved size, or the same articles again."""
    return _act(
        request,
        public_id,
        ("Send a replacement", "Replacement released for packing."),
        lambda case, _form, by_id: replace_case(case, by_id=by_id),
    )


def refund(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Preview the refund of a case, then make it."""
    case = _case(public_id)
    form = RefundForm(case, request.POST or None)
    quote, back = None, Decimal(0)
    if form.is_valid():
        try:
            back = quote_difference(case)
            if "confirm" in request.POST:
                made = refund_case(case, by_id=int(request.user.pk or 0), withheld=form.withheld)
                amount = money_text(made.amount + back, case.order.currency)
                messages.success(request, f"Refund of {amount} recorded and on its way.")
                return redirect("dashboard:return-case", case.public_id)
            quote = quote_case(case, form.withheld)
        except DomainError as error:
            form.add_error(None, _sentence(error))
    context = {"form": form, "case": case, "order": case.order, "quote": quote}
    context |= {"difference": back, "total": quote.amount + back if quote else back}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/returns/refund.html", context, status=status)


def _act(
    request: HttpRequest,
    public_id: Any,
    texts: tuple[str, str],
    action: Callable[[ReturnCase, Any, int], object],
    form_class: Any = ConfirmForm,
) -> HttpResponse:
    """Show the form of an action, and perform it once it is valid.

    `texts` are the title, which is also the button, and what is shown when it is done.
    """
    title, done = texts
    case = _case(public_id)
    form_data = request.POST if request.method == "POST" else None
    form = form_class(case, form_data) if form_class is InspectForm else form_class(form_data)
    if form.is_valid():
        try:
            action(case, form, int(request.user.pk or 0))
        except DomainError as error:
            form.add_error(None, _sentence(error))
        else:
            messages.success(request, done)
            return redirect("dashboard:return-case", case.public_id)
    context = {"form": form, "case": case, "order": case.order, "title": title}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/returns/action.html", context, status=status)


def _case(public_id: Any) -> ReturnCase:
    return get_object_or_404(
        ReturnCase.objects.select_related("order__market"), public_id=public_id
    )


def _sentence(error: DomainError) -> str:
    """Return the text of a refusal for staff."""
    reason = str(error.data.get("reason", ""))
    return REFUSALS.get(reason) or BY_CODE.get(error.code) or f"Not possible: {error}."
