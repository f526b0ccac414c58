"""Visible licensees, and their suspension."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from licensing.models import Agreement, Licensee
from licensing.rules.agreement_states import state_at
from licensing.services import (
    activate_licensee,
    reinstate_licensee,
    suspend_licensee,
    terminate_licensee,
)
from shop.identity.accounts.email_addresses import EmailAddressField
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_decide_for_all_holders,
    may_suspend_licensees,
    visibility_of,
)
from shop.identity.onboarding.services import standing_documents
from shop.identity.team.invitations import invite
from shop.identity.tenancy import acting_for
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import clock_now, database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.company_papers import company_facts, documents_table, download
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form
from shop.web.backoffice.shared.tables import Cell, Link, Page, Row, Table, day, show_page, span
from shop.web.locale_names import country_name

STEPS = {
    "activate": (
        Licensee.Status.PENDING,
        activate_licensee,
        "From now on, the company may supply goods that its agreements cover.",
    ),
    "terminate": (
        Licensee.Status.SUSPENDED,
        terminate_licensee,
        "This ends the relationship for good. The company cannot be reinstated.",
    ),
    "suspend": (
        Licensee.Status.ACTIVE,
        suspend_licensee,
        "This stops the sale of everything this company supplies, whoever holds the marks.",
    ),
    "reinstate": (
        Licensee.Status.SUSPENDED,
        reinstate_licensee,
        "This allows the sale of everything its agreements cover.",
    ),
}
MOVED_ON = {
    "licensee_state_conflict": "The licensee's status has changed. Reload the page.",
    "second_person_needed": "You recorded this licensee. Another officer must activate it.",
}


OPENING = ("activate", "reinstate")


INVITATIONS = {
    "member": "This person is already in the team.",
    "too_many": "There are too many open invitations. The company withdraws some first.",
}


class OwnerForm(DeskForm):
    """Email address of an owner."""

    email = EmailAddressField(label="Email")


class ReasonForm(DeskForm):
    """The reason for a change of status."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 4}))


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List licensees by name."""
    person = person_of(request)
    visibility = visibility_of(person)
    own = Q(
        agreements__in=visibility.agreements().filter(status=Agreement.Status.ACTIVE).values("pk")
    )
    rows = [
        Row(
            (
                Link(licensee.legal_name, reverse("rights:licensee", args=[licensee.code])),
                country_name(licensee.country_id),
                licensee.get_status_display(),
                day(licensee.audit_valid_until, "no end"),
                day(licensee.insurance_valid_until, "no end"),
                licensee.active_agreements,
            )
        )
        for licensee in visibility.licensees()
        .annotate(active_agreements=Count("agreements", filter=own, distinct=True))
        .order_by("legal_name")
    ]
    columns = (
        "Licensee",
        "Country",
        "Status",
        "Audit until (UTC)",
        "Insurance until (UTC)",
        "Active agreements",
    )
    add = Link("Add a licensee", reverse("rights:add_record", args=["licensees"]))
    actions = [add] if may_decide_for_all_holders(person) else []
    return show_page(request, Page("Licensees", [Table("", columns, rows)], actions=actions))


def show(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show a licensee: its agreements and its status history."""
    person, licensee, at = person_of(request), _licensee(request, code), database_now()
    visibility = visibility_of(person)
    agreements = visibility.agreements().filter(licensee=licensee).select_related("licensor")
    with acting_for(licensee.pk):
        papers = _papers(licensee) if may_decide_for_all_holders(person) else None
    tables = [
        Table(
            "Agreements",
            ("Agreement", "Licensor", "Term (UTC)", "State"),
            [
                Row(
                    (
                        Link(str(entry), reverse("rights:agreement", args=[entry.pk])),
                        str(entry.licensor),
                        span(entry.term),
                        str(state_at(entry, at).label),
                    )
                )
                for entry in agreements.order_by("-pk")
            ],
        ),
        Table(
            "Events",
            ("When (UTC)", "What", "Why"),
            [
                Row((day(entry.effective_at), entry.kind.capitalize(), entry.reason))
                for entry in licensee.events.order_by("-pk")
            ],
        ),
        *([papers[0]] if papers else []),
    ]
    facts = (
        ("Status", licensee.get_status_display()),
        ("Country", str(licensee.country)),
        ("Audit until (UTC)", day(licensee.audit_valid_until, "no end")),
        ("Insurance until (UTC)", day(licensee.insurance_valid_until, "no end")),
        *(papers[1] if papers else ()),
        (
            "Territory map",
            Link("Map", f"{reverse('rights:where')}?kind=licensee&code={licensee.code}"),
        ),
    )
    actions = []
    if may_suspend_licensees(person) and licensee.status == Licensee.Status.ACTIVE:
        actions.append(Link("Suspend", reverse("rights:move_licensee", args=[code, "suspend"])))
    if may_decide_for_all_holders(person) and licensee.status == Licensee.Status.SUSPENDED:
        actions.append(Link("Reinstate", reverse("rights:move_licensee", args=[code, "reinstate"])))
        actions.append(Link("Terminate", reverse("rights:move_licensee", args=[code, "terminate"])))
    if may_decide_for_all_holders(person):
        if licensee.status == Licensee.Status.PENDING:
            address = reverse("rights:move_licensee", args=[code, "activate"])
            actions.append(Link("Activate", address))
        actions.append(Link("Edit", reverse("rights:record", args=["licensees", code])))
        actions.append(Link("Invite an owner", reverse("rights:invite_owner", args=[code])))
    back = Link("All licensees", reverse("rights:licensees"))
    return show_page(request, Page(licensee.legal_name, tables, "", actions, facts, back))


def _papers(licensee: Licensee) -> tuple[Table, list[tuple[str, Cell]]]:
    table = documents_table(
        licensee,
        lambda document: reverse(
            "rights:licensee_document", args=[licensee.code, document.public_id]
        ),
    )
    return table, company_facts(licensee)


def show_document(request: HttpRequest, code: str, public_id: UUID) -> HttpResponseBase:
    """Download a document of a licensee."""
    licensee = _licensee(request, code)
    with acting_for(licensee.pk):
        document = get_object_or_404(standing_documents(licensee), public_id=public_id)
        return download(document, person_of(request))


def invite_owner(request: HttpRequest, code: str) -> HttpResponse:
    """Invite the first owner of a licensee's team, who invites the others."""
    licensee = _licensee(request, code)
    back, form = reverse("rights:licensee", args=[code]), OwnerForm(request.POST or None)
    if form.is_valid():
        try:
            with acting_for(licensee.pk):
                invite(
                    licensee=licensee,
                    email=form.cleaned_data["email"],
                    role=User.LicenseeRole.OWNER,
                    by_id=person_of(request).pk,
                )
        except DomainError as error:
            form.add_error("email", INVITATIONS[str(error.data["reason"])])
        else:
            messages.success(request, "The person will get a link that works for 7 days.")
            return redirect(back)
    effect = "The owner uploads the company's documents, enters its account and invites others."
    form_page = FormPage(f"Invite an owner: {licensee}", back, "Send invitation", effect)
    return show_form(request, form, form_page)


def may_take_steps(user: User) -> bool:
    """Return whether the person may suspend or reinstate a licensee."""
    return may_suspend_licensees(user) or may_decide_for_all_holders(user)


def change_status(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Suspend or reinstate a licensee."""
    licensee = _licensee(request, code)
    transition = STEPS.get(name)
    back = reverse("rights:licensee", args=[code])
    opens = name in OPENING
    permitted = may_suspend_licensees if name == "suspend" else may_decide_for_all_holders
    if transition is None or transition[0] != licensee.status or not permitted(person_of(request)):
        status = licensee.get_status_display().lower()
        messages.error(request, f"You cannot do this while {licensee} is {status}.")
        return redirect(back)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            transition[1](
                licensee=licensee,
                by_id=person_of(request).pk,
                reason=form.cleaned_data["reason"],
                at=clock_now(),
            )
        except DomainError as error:
            form.refuse(error, MOVED_ON)
        else:
            messages.success(request, f"Status of {licensee} changed.")
            return redirect(back)
    label = name.capitalize()
    form_page = FormPage(f"{label}: {licensee}", back, label, transition[2], stops=not opens)
    return show_form(request, form, form_page)


def _licensee(request: HttpRequest, code: str) -> Licensee:
    return get_object_or_404(visibility_of(person_of(request)).licensees(), code=code)
