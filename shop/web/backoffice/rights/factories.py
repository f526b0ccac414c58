"""Approved factories of an agreement and their audits."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from licensing.models import Agreement, FactoryApproval, Territory
from licensing.services import approve_factory, end_approval, record_audit
from shop.identity.accounts.roles import visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import clock_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import ENDINGS, DaysMixin, DeskForm, FormPage, show_form
from shop.web.typed_fields import DayField, NameChoiceField, PlainField

REFUSALS = {
    "factory_approved": "{factory} is already approved for {agreement}.",
    "audit_without_time": "The last day must not be before the day of the audit.",
}
DAY = timedelta(days=1)


class FactoryForm(DeskForm):
    """The factory; name and country of an existing one are not changed."""

    code = PlainField(
        validators=[RegexValidator(r"^[A-Za-z0-9._/ -]{1,40}\Z")],
        max_length=40,
        help_text="The value that the licensee uses in the column factory_code.",
    )
    name = forms.CharField(max_length=150)
    country = NameChoiceField(Territory.objects.order_by("name"))


class AuditForm(DeskForm, DaysMixin):
    """The date of the audit, the last day on which it is valid, and the address of the report."""

    first_day = DayField(
        label="Audited on",
        widget=forms.DateInput({"type": "date"}),
        help_text="The audit is valid from this day.",
    )
    last_day = DayField(
        label="Valid until", widget=forms.DateInput({"type": "date"}), help_text="Included."
    )
    reference = forms.CharField(max_length=150, help_text="Reference of the audit report.")


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a factory on an agreement."""
    agreement, person = _agreement(request, pk), person_of(request)
    form = FactoryForm(request.POST or None)
    if form.is_valid():
        form_data: dict[str, Any] = form.cleaned_data
        try:
            approve_factory(
                agreement=agreement,
                code=form_data["code"],
                name=form_data["name"],
                country=form_data["country"].pk,
                created_by_id=person.pk,
            )
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Factory approved. Record its audit if there is none.")
            return redirect("rights:agreement", pk=pk)
    return show_form(
        request, form, FormPage(f"Approve a factory: {agreement}", _back(pk), "Approve")
    )


def audit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Record an audit of a factory that is approved on an agreement."""
    factory = _approval(request, pk, number).factory
    form = AuditForm(request.POST or None)
    if form.is_valid():
        form_data: dict[str, Any] = form.cleaned_data
        try:
            record_audit(
                factory=factory,
                audited_on=form_data["first_day"],
                valid_until=form_data["last_day"] + DAY,
                reference=form_data["reference"],
                created_by_id=person_of(request).pk,
            )
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Audit recorded.")
            return redirect("rights:agreement", pk=pk)
    return show_form(request, form, FormPage(f"Record an audit: {factory}", _back(pk)))


def end(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """End the approval of a factory."""
    approval = _approval(request, pk, number)
    form = DeskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_approval(approval=approval, at=clock_now())
        except DomainError as error:
            messages.error(request, ENDINGS.get(error.code, "Refused."))
        else:
            messages.success(request, "Approval ended.")
        return redirect("rights:agreement", pk=pk)
    effect = "From now on no new goods or versions can be made there under this agreement."
    form_page = FormPage(
        f"End the approval: {approval.factory}", _back(pk), "End now", effect, stops=True
    )
    return show_form(request, form, form_page)


def _agreement(request: HttpRequest, pk: int) -> Agreement:
    rows = visibility_of(person_of(request)).agreements().select_related("licensee")
    return get_object_or_404(rows, pk=pk)


def _approval(request: HttpRequest, pk: int, number: int) -> FactoryApproval:
    rows = FactoryApproval.objects.select_related("factory")
    return get_object_or_404(
        rows, agreement__number=_agreement(request, pk).number, pk=number, ended_at__isnull=True
    )


def _back(pk: int) -> str:
    return reverse("rights:agreement", args=[pk])
