"""Failed refunds: list and settlement."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.finance.payments.models import RefundFailure
from shop.orders.aftersales.refund_failures import (
    failures_to_settle,
    retry_refund,
    settle_refund,
)
from shop.orders.errors import RefundRefused
from shop.oscar.order.models import Order
from shop.web.pagination import page_of

RETRY = "RETRY"
SENTENCES = {
    "settled": "A colleague has already settled this refund.",
    "disputed": "The payment is disputed. Stripe refuses the refund until the dispute is won.",
    "no_reference": "Enter the reference of the bank transfer.",
    "not_disputed": "Stripe has no dispute for this payment.",
}


class SettleForm(forms.Form):
    """The choice of how to pay a failed refund."""

    settlement = forms.ChoiceField(
        label="What to do",
        choices=[
            (RETRY, "Try again at Stripe"),
            ("TRANSFER", "Refunded by bank transfer"),
            ("DISPUTE", "The buyer's bank has returned the money (dispute)"),
        ],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label="Reference of the bank transfer",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


def show_list(request: HttpRequest) -> HttpResponse:
    """List unsettled failed refunds, oldest first."""
    context = {"page": page_of(request, failures_to_settle())}
    return render(request, "oscar/dashboard/orders/refund_failures.html", context)


def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a failed refund, and settle it."""
    failure = get_object_or_404(
        RefundFailure.objects.select_related("attempt", "refund", "settled_by"), pk=pk
    )
    order = get_object_or_404(Order, pk=failure.attempt.order_id)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        try:
            _settle(failure.pk, form.cleaned_data, int(request.user.pk or 0))
        except RefundRefused as error:
            reason = str(error.data["reason"])
            form.add_error("reference" if reason == "no_reference" else None, SENTENCES[reason])
        else:
            messages.success(request, _done(form.cleaned_data["settlement"]))
            return redirect("dashboard:order-detail", number=order.number)
    context = {"form": form, "failure": failure, "order": order}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/refund_failure.html", context, status=status)


def _settle(pk: int, answers: dict[str, Any], by_id: int) -> None:
    if answers["settlement"] == RETRY:
        retry_refund(failure_id=pk, by_id=by_id)
    else:
        settle_refund(
            failure_id=pk,
            settlement=answers["settlement"],
            reference=answers["reference"],
            by_id=by_id,
        )


def _done(settlement: str) -> str:
    if settlement == RETRY:
        return "The refund has been sent to Stripe again."
    return "The refund has been recorded as paid another way."
