"""Seals of the audit log: list, copy as CSV, verification, comparison with a copy, and sealing."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from licensing.audit.seal_copies import COLUMNS, compare_seals, read_copy, seal_rows
from licensing.audit.seals import seal_audit_log, verify_audit_log
from licensing.models import TrailDay
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form

DAYS_SHOWN = 31
COPY_BYTES = 2_000_000  # of 20,000 days
NOT_A_COPY = "This is not a copy of the seals. Upload a CSV file that was downloaded here."


class CopyForm(DeskForm):
    """A copy of the seals."""

    file = forms.FileField(
        label="CSV file", help_text="A file that was downloaded here earlier.", max_length=150
    )

    def clean_file(self) -> Any:
        """Return the seals of the copy by day."""
        file = self.cleaned_data["file"]
        if file.size > COPY_BYTES:
            raise forms.ValidationError(NOT_A_COPY)
        try:
            text = file.read().decode("utf-8-sig")
            return read_copy(list(csv.DictReader(StringIO(text))))
        except (ValueError, csv.Error) as error:
            raise forms.ValidationError(NOT_A_COPY) from error


class SealForm(DeskForm):
    """A confirmation without fields."""


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the last seals; `verify=1` compares them with the events, `format=csv` copies all."""
    if request.GET.get("format") == "csv":
        return as_csv(f"audit-seals-{database_now():%Y-%m-%d}", COLUMNS, seal_rows())
    days = list(TrailDay.objects.order_by("-day")[:DAYS_SHOWN])
    context: dict[str, Any] = {"days": days, "count": TrailDay.objects.count()}
    if request.GET.get("verify") and days:
        with transaction.atomic():
            context["broken"] = verify_audit_log(since=days[-1].day)
        context["is_verified"] = True
    return render(request, "rights/audit_seals.html", context)


def compare(request: HttpRequest) -> HttpResponseBase:
    """Compare the seals with an uploaded copy."""
    form = CopyForm(request.POST or None, request.FILES or None)
    comparison = compare_seals(form.cleaned_data["file"]) if form.is_valid() else None
    context = {"form": form, "comparison": comparison}
    status = 422 if form.errors else 200
    return render(request, "rights/audit_seals_compare.html", context, status=status)


def make(request: HttpRequest) -> HttpResponseBase:
    """Seal the days that are over, as the nightly job does."""
    if request.method == "POST":
        sealed = seal_audit_log(database_now().date())
        done = f"{sealed} day{'' if sealed == 1 else 's'} sealed."
        messages.success(request, done if sealed else "All days that are over are sealed.")
        return redirect("rights:audit_seals")
    effect = (
        "Each day that is over (UTC) and has no seal gets one. The night does this automatically."
    )
    form_page = FormPage("Seal ended days", reverse("rights:audit_seals"), "Seal", effect)
    return show_form(request, SealForm(), form_page)
