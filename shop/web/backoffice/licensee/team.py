"""The licensee's team: members, roles and invitations."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from shop.identity.accounts.email_addresses import EmailAddressField
from shop.identity.accounts.models import User
from shop.identity.team.invitations import invite, withdraw_invitation
from shop.identity.team.members import change_role, deactivate, members_of, reactivate
from shop.identity.team.models import Invitation
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.portal_frame import show_form, show_page
from shop.web.backoffice.shared.forms import DeskForm, FormPage
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day

PEOPLE = ("Email", "Name", "Role", "State", "Last active (UTC)")
INVITED = ("Email", "Role", "Link expires (UTC)")
REFUSALS = {
    "member": "This person is already in the team.",
    "too_many": "You have too many open invitations. Withdraw one first.",
}
LAST_OWNER = "A team needs at least one active owner. Make someone else an owner first."


class InviteForm(DeskForm):
    """Email address and role of an invitation."""

    email = EmailAddressField(label="Email")
    # The role that may do most comes last; none is chosen beforehand.
    role = forms.ChoiceField(
        choices=[
            ("", "Choose a role"),
            *sorted(User.LicenseeRole.choices, key=lambda choice: choice[0] == "owner"),
        ],
    )


class RoleForm(DeskForm):
    """The new role of a member."""

    role = forms.ChoiceField(choices=User.LicenseeRole.choices)


class NoFieldsForm(DeskForm):
    """A confirmation without fields."""


def show(request: PortalRequest) -> HttpResponseBase:
    """List people and open invitations."""
    invited = Invitation.objects.of(request.licensee).filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    at = database_now()
    tables = [
        Table("People", PEOPLE, [_person(person) for person in members_of(request.licensee)]),
        Table(
            "Invitations",
            INVITED,
            [
                Row(
                    (
                        person.email,
                        person.get_role_display(),
                        day(person.expires_at) if person.expires_at > at else "Expired",
                    ),
                    [Link("Withdraw", reverse("licensee:withdraw_invitation", args=[person.pk]))],
                )
                for person in invited.order_by("email")
            ],
            "No open invitations.",
        ),
    ]
    actions = [Link("Invite a colleague", reverse("licensee:invite"))]
    return show_page(request, Page("Team", tables, actions=actions))


def send_invitation(request: PortalRequest) -> HttpResponseBase:
    """Invite an address."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        form_data = form.cleaned_data
        try:
            invite(
                licensee=request.licensee,
                email=form_data["email"],
                role=form_data["role"],
                by_id=request.person.pk,
            )
        except DomainError as error:
            form.add_error("email", REFUSALS[str(error.data["reason"])])
        else:
            messages.success(
                request, f"{form_data['email']} will get a link that works for 7 days."
            )
            return redirect("licensee:team")
    effect = "The person sets their own password and second factor."
    form_page = FormPage("Invite a colleague", reverse("licensee:team"), "Send invitation", effect)
    return show_form(request, form, form_page)


def withdraw(request: PortalRequest, pk: int) -> HttpResponseBase:
    """End an open invitation."""
    invitation = get_object_or_404(Invitation.objects.of(request.licensee), pk=pk)
    if request.method == "POST":
        withdraw_invitation(invitation=invitation)
        messages.success(request, f"Invitation to {invitation.email} withdrawn.")
        return redirect("licensee:team")
    form_page = FormPage(
        f"Withdraw the invitation to {invitation.email}", reverse("licensee:team"), "Withdraw"
    )
    return show_form(request, NoFieldsForm(), form_page)


def set_role(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Change a member's role."""
    member = _member(request, pk)
    form = RoleForm(request.POST or None, initial={"role": member.licensee_role})
    if form.is_valid():
        try:
            change_role(member=member, role=form.cleaned_data["role"], by_id=request.person.pk)
        except DomainError:
            form.add_error("role", LAST_OWNER)
        else:
            messages.success(request, "Saved.")
            return redirect("licensee:team")
    return show_form(request, form, FormPage(f"Role of {member.email}", reverse("licensee:team")))


def deactivate_member(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Deactivate a member."""
    member = _member(request, pk)
    form = NoFieldsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deactivate(member=member, by_id=request.person.pk)
        except DomainError:
            form.add_error(None, LAST_OWNER)
        else:
            messages.success(request, f"{member.email} is signed out and cannot sign in.")
            return redirect("licensee:team")
    effect = "The person is signed out everywhere immediately."
    form_page = FormPage(
        f"Deactivate {member.email}", reverse("licensee:team"), "Deactivate", effect
    )
    return show_form(request, form, form_page)


def reactivate_member(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Reactivate a member."""
    member = _member(request, pk)
    if request.method == "POST":
        reactivate(member=member, by_id=request.person.pk)
        messages.success(request, f"{member.email} can sign in again.")
        return redirect("licensee:team")
    form_page = FormPage(f"Reactivate {member.email}", reverse("licensee:team"), "Reactivate")
    return show_form(request, NoFieldsForm(), form_page)


def _member(request: PortalRequest, pk: int) -> User:
    return get_object_or_404(members_of(request.licensee), pk=pk)


def _person(member: User) -> Row:
    actions: list[Any] = [("Change role", "member_role")] if member.is_active else []
    actions += (
        [("Deactivate", "deactivate")] if member.is_active else [("Reactivate", "reactivate")]
    )
    cells = (
        member.email,
        member.get_full_name(),
        member.get_licensee_role_display(),
        "Active" if member.is_active else "Deactivated",
        day(member.last_login, "Never"),
    )
    links = [Link(label, reverse(f"licensee:{name}", args=[member.pk])) for label, name in actions]
    return Row(cells, links)
