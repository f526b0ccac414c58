"""Resets of lost second factors: one member of staff opens a request, another approves it."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.identity.accounts.errors import FactorResetRefused
from shop.identity.accounts.factor_resets import approve_reset, cancel_reset, open_reset
from shop.identity.accounts.models import FactorReset, User
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.pagination import page_of

SENTENCES = {
    "own_account": "You cannot decide about your own account. Ask a colleague.",
    "no_permission": "You do not have the permission for this step.",
    "superuser": "Only a superuser decides about the account of a superuser.",
    "no_factor": "This account has no second factor.",
    "no_evidence": "Describe how you identified the person, for example: video call, ID seen.",
    "pending": "There is already an open request for this account.",
    "same_person": "You opened this request. A colleague must approve it.",
    "ended": "This request has already been approved or closed.",
}


class OpenForm(forms.Form):
    """The account and how staff identified its owner."""

    email = forms.EmailField(label="Email address of the account")
    evidence = forms.CharField(
        max_length=1000,
        label="Evidence",
        help_text="How you identified the person, and when. Do not enter document numbers.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_email(self) -> str:
        """Return the email address of an active account."""
        email = str(self.cleaned_data["email"]).lower()
        account = User.objects.filter(email=email, is_active=True).first()
        if account is None:
            message = "There is no active account with this email address."
            raise forms.ValidationError(message)
        self.account = account
        return email


def show_list(request: HttpRequest) -> HttpResponse:
    """List requests, newest first, found by the account's address."""
    form = DashboardSearchForm(request.GET)
    rows = FactorReset.objects.select_related("account", "opened_by", "approved_by")
    if text := form.filters.get("q", ""):
        rows = rows.filter(account__email__icontains=text)
    context = {"form": form, "page": page_of(request, rows.order_by("-pk"))}
    return render(request, "oscar/dashboard/factor_resets/list.html", context)


def open_new(request: HttpRequest) -> HttpResponse:
    """Show the form, or open a request."""
    form = OpenForm(request.POST or None)
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-control"
    if form.is_valid():
        try:
            reset = open_reset(
                account=form.account,
                by=cast("User", request.user),
                evidence=form.cleaned_data["evidence"],
            )
        except FactorResetRefused as refusal:
            reason = str(refusal.data["reason"])
            name = "evidence" if reason == "no_evidence" else "email"
            form.add_error(name, SENTENCES[reason])
        else:
            messages.success(request, "Request opened. A colleague must approve it.")
            return redirect("dashboard:factor-reset", public_id=reset.public_id)
    status = 422 if form.errors else 200
    context = {"form": form}
    return render(request, "oscar/dashboard/factor_resets/new.html", context, status=status)


def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a request and what can be done about it."""
    rows = FactorReset.objects.select_related("account", "opened_by", "approved_by", "cancelled_by")
    reset = get_object_or_404(rows, public_id=public_id)
    own = request.user.pk in {reset.opened_by_id, reset.account_id}
    context = {"reset": reset, "own": own}
    return render(request, "oscar/dashboard/factor_resets/detail.html", context)


def approve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve a request. GET redirects to it."""
    text = (
        "Request approved. The account owner has been notified and can cancel it until "
        "it is carried out."
    )
    return _step(request, public_id, approve_reset, text)


def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cancel a request. GET redirects to it."""
    return _step(request, public_id, cancel_reset, "Request cancelled.")


def _step(
    request: HttpRequest, public_id: UUID, step: Callable[..., FactorReset], text: str
) -> HttpResponse:
    get_object_or_404(FactorReset, public_id=public_id)
    if request.method == "POST":
        try:
            step(public_id=public_id, by=cast("User", request.user))
            messages.success(request, text)
        except FactorResetRefused as refusal:
            messages.error(request, SENTENCES[str(refusal.data["reason"])])
    return redirect("dashboard:factor-reset", public_id=public_id)
