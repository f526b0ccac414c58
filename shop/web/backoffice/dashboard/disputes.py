"""Disputes for shop staff: a list by due date, and each as a case with its answer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.finance.payments.errors import PaymentUnavailable
from shop.finance.payments.models import Dispute
from shop.orders.casework.disputes import (
    LARGEST_FILE,
    LONGEST_TEXT,
    DisputeAnswerRequest,
    accept_dispute,
    answer_dispute,
    draft_explanation,
)
from shop.orders.casework.errors import AnswerRefused
from shop.orders.casework.models import DisputeAnswer
from shop.orders.payment.dispute_alerts import WAITING, all_disputes
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.pagination import page_of

SENTENCES = {
    "empty": "Explain why the payment was right.",
    "answered": "A colleague has already answered this dispute.",
    "closed": "This dispute takes no answer any more.",
    "late": "The answer was due already. Stripe takes no more evidence.",
    "file_kind": "Upload a PDF, PNG or JPEG file.",
    "file_size": f"Upload a file of at most {LARGEST_FILE / 1_000_000} MB.",
}


class AnswerForm(forms.Form):
    """The answer to a dispute."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    explanation = forms.CharField(
        max_length=LONGEST_TEXT,
        label="Why the payment was right",
        help_text="The bank reads this. Order, address and tracking are added automatically.",
        widget=forms.Textarea({"rows": 10, "class": "form-control"}),
    )
    file = forms.FileField(
        required=False,
        label="Evidence (PDF, PNG or JPEG)",
        help_text="One file, for example a proof of delivery. It is stored at Stripe only.",
    )


def show_list(request: HttpRequest) -> HttpResponse:
    """List disputes."""
    context = {"page": page_of(request, all_disputes()), "now": database_now()}
    return render(request, "oscar/dashboard/orders/disputes.html", context)


def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Show a dispute, and send its answer to Stripe."""
    dispute = get_object_or_404(Dispute.objects.select_related("attempt__order"), pk=number)
    order = dispute.attempt.order
    initial = {"explanation": draft_explanation(order) if order else ""}
    form = AnswerForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            answer_dispute(_request(request, dispute, form.cleaned_data))
        except DomainError as error:
            _refuse(form, error)
        else:
            messages.success(request, "The answer was sent. The bank decides within weeks.")
            return redirect("dashboard:dispute", number=dispute.pk)
    context = {
        "form": form,
        "dispute": dispute,
        "order": order,
        "sent": DisputeAnswer.objects.select_related("by").filter(dispute=dispute).first(),
        "may_answer": dispute.closed_at is None and dispute.status in WAITING,
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/dispute.html", context, status=status)


def accept(request: HttpRequest, number: str) -> HttpResponse:
    """Accept a dispute as lost."""
    dispute = get_object_or_404(Dispute, pk=number)
    if request.method == "POST":
        try:
            accept_dispute(dispute_id=dispute.pk, by_id=int(request.user.pk or 0))
        except AnswerRefused as error:
            messages.error(request, SENTENCES[str(error.data["reason"])])
        except PaymentUnavailable:
            messages.error(request, "Stripe did not take it. Try again in a few minutes.")
        else:
            messages.success(request, "The dispute is closed as lost.")
    return redirect("dashboard:dispute", number=dispute.pk)


def _request(
    request: HttpRequest, dispute: Dispute, answers: dict[str, Any]
) -> DisputeAnswerRequest:
    upload = answers["file"]
    return DisputeAnswerRequest(
        key=answers["key"],
        dispute_id=dispute.pk,
        explanation=answers["explanation"],
        by_id=int(request.user.pk or 0),
        file_name=upload.name[:200] if upload else "",
        file_content=upload.read(LARGEST_FILE + 1) if upload else b"",
    )


def _refuse(form: AnswerForm, error: DomainError) -> None:
    if isinstance(error, AnswerRefused):
        field = str(error.data["field"]) if "field" in error.data else None
        form.add_error(field, SENTENCES[str(error.data["reason"])])
    else:
        form.add_error(None, "Stripe did not take the answer. Try again in a few minutes.")
