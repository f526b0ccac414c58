"""Applications of companies at the rights desk: list, page, acceptance, refusal."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.onboarding.applications import (
    accept_application,
    decline_application,
    open_application_document,
)
from shop.identity.onboarding.models import ApplicationDocument, LicenseeApplication
from shop.identity.team.invitations import invite
from shop.identity.tenancy import acting_for
from shop.platform.core.errors import DomainError
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form
from shop.web.backoffice.shared.tables import Cell, Link, Page, Row, Table, day, listed, show_page
from shop.web.typed_fields import NumberField

REFUSALS = {"application_decided": "Another officer has decided about this application."}
COLUMNS = ("Company", "Country", "Contact", "Categories", "Received (UTC)", "State")


class AcceptForm(DeskForm):
    """The code of the licensee."""

    code = NumberField(max_length=50, help_text="For example northlight. It cannot be changed.")

    def clean_code(self) -> str:
        """Return a code that no licensee has."""
        code = str(self.cleaned_data["code"])
        if Licensee.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError("Another licensee has this code.")
        return code


class DeclineForm(DeskForm):
    """The reason, which the company reads."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="The company gets this text by email.",
    )


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the applications: open ones first, then the latest decisions."""
    rows = [
        Row(
            (
                Link(row.company, reverse("rights:application", args=[row.public_id])),
                row.country_id,
                row.contact,
                listed(row.categories),
                day(row.received_at),
                row.get_decision_display() or "Open",
            )
        )
        for row in LicenseeApplication.objects.order_by("decision", "-received_at")[:500]
    ]
    intro = "Companies apply on the page “Become a licensee” of the shop."
    nothing = "No applications yet."
    return show_page(request, Page("Applications", [Table("", COLUMNS, rows, nothing)], intro))


def show(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Show an application with its documents and its decision."""
    application = _application(public_id)
    facts: list[tuple[str, Cell]] = [
        ("Company", application.company),
        ("Country", str(application.country)),
        ("Website", application.website or "–"),
        ("Contact", f"{application.contact}, {application.email}, {application.phone or '–'}"),
        ("Categories", listed(application.categories)),
        ("Markets", listed(application.markets)),
        ("About", application.about),
        ("Received (UTC)", day(application.received_at)),
    ]
    actions = []
    if application.decision:
        facts += [
            ("Decision", f"{application.get_decision_display()}, {application.decided_by}"),
            ("Decided (UTC)", day(application.decided_at)),
        ]
        if application.reason:
            facts.append(("Reason", application.reason))
        if application.licensee_code:
            address = reverse("rights:licensee", args=[application.licensee_code])
            actions = [Link("Open the licensee", address)]
    else:
        actions = [
            Link("Accept", reverse("rights:accept_application", args=[public_id])),
            Link("Decline", reverse("rights:decline_application", args=[public_id])),
        ]
    rows = [
        Row(
            (
                Link(
                    document.name,
                    reverse("rights:application_document", args=[document.public_id]),
                ),
                document.get_kind_display(),
            )
        )
        for document in application.documents.order_by("kind")
    ]
    table = Table("Documents", ("Document", "Kind"), rows, "No documents.")
    back = Link("All applications", reverse("rights:applications"))
    return show_page(request, Page(application.company, [table], "", actions, facts, back))


def show_document(_request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Download a document of an application."""
    document = get_object_or_404(ApplicationDocument, public_id=public_id)
    answer = FileResponse(
        open_application_document(document),
        as_attachment=True,
        filename=document.download_name,
        content_type=document.content_type,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a pending licensee and invite the contact as the owner of its team."""
    application, form = _application(public_id), AcceptForm(request.POST or None)
    person, back = person_of(request), reverse("rights:application", args=[public_id])
    if form.is_valid():
        try:
            with transaction.atomic():
                licensee = accept_application(
                    application=application, code=form.cleaned_data["code"], by=person
                )
                with acting_for(licensee.pk):
                    invite(
                        licensee=licensee,
                        email=application.email,
                        role=User.LicenseeRole.OWNER,
                        by_id=person.pk,
                    )
        except ValidationError as error:
            form.add_error("code", error.messages[0])
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, f"{licensee} is recorded. Another officer activates it.")
            return redirect("rights:licensee", licensee.code)
    effect = (
        "This records the company as a pending licensee and invites its contact as the owner of"
        " the team. Another officer activates the licensee."
    )
    return show_form(request, form, FormPage(f"Accept: {application}", back, "Accept", effect))


def decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decline an application with a reason."""
    application, form = _application(public_id), DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            decline_application(
                application=application,
                reason=form.cleaned_data["reason"],
                by=person_of(request),
            )
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Declined. The company is told by email.")
            return redirect("rights:applications")
    back = reverse("rights:application", args=[public_id])
    return show_form(request, form, FormPage(f"Decline: {application}", back, "Decline"))


def _application(public_id: UUID) -> LicenseeApplication:
    rows = LicenseeApplication.objects.select_related("country", "decided_by")
    return get_object_or_404(rows, public_id=public_id)
