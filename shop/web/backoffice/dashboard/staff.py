"""Staff: accounts with their roles, invitations, and requests that wait for a second person."""

from typing import Any, cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from licensing.models import RightsHolder
from shop.commerce.inventory.models import Location
from shop.identity.accounts.models import User
from shop.identity.staff.errors import StaffRefused
from shop.identity.staff.invitations import (
    approve_invitation,
    invite_staff,
    open_invitations,
    withdraw_invitation,
)
from shop.identity.staff.locations import limit_to_locations
from shop.identity.staff.mails import role_names
from shop.identity.staff.models import RoleRequest, StaffInvitation
from shop.identity.staff.roles import ROLES, may_approve_roles, roles_of
from shop.identity.staff.services import (
    change_roles,
    decide_roles,
    disable_account,
    enable_account,
    open_requests,
    staff_accounts,
)
from shop.platform.core.typed_text import normalize_email
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.pagination import page_of
from shop.web.typed_fields import NameChoiceField

SENTENCES = {
    "no_permission": "You do not have the permission for this step.",
    "not_held": "You can only give roles whose permissions you have.",
    "no_role": "Choose at least one role.",
    "mixed": "A person at a rights holder has one role. Choose it alone.",
    "holder_needed": "Choose the rights holder that the person works for.",
    "no_holder": "Only rights officers and brand approvers work for a rights holder.",
    "address_taken": "There is already an account with this email address. Use another address.",
    "own_account": "You cannot change your own account. Ask a colleague.",
    "last_administrator": "This is the last active administrator. Add another one first.",
    "same_person": "You made this request. A second administrator must approve it.",
    "ended": "This has already been decided or has expired.",
    "not_limited": "Only shop staff without the role Administrator can be limited to locations.",
    "unchanged": "The account has these roles already.",
}
WAITS = "A second administrator must approve this."
NOTES = {True: " Needs the approval of a second administrator.", False: ""}


class RolesForm(forms.Form):
    """Roles, and the holder of a person who works for one."""

    roles = forms.MultipleChoiceField(
        choices=[
            (role.code, f"{role.name}: {role.purpose}{NOTES[role.needs_approval]}")
            for role in ROLES
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    holder = NameChoiceField(
        RightsHolder.objects.filter(active=True).order_by("name"),
        required=False,
        empty_label="None",
        label="Rights holder",
        help_text="For rights officers and brand approvers only.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "roles":
                field.widget.attrs["class"] = "form-control"

    def refuse(self, refusal: StaffRefused) -> None:
        """Add the sentence of a refusal to its field."""
        field = refusal.data.get("field")
        self.add_error(
            str(field) if field in self.fields else None, SENTENCES[str(refusal.data["reason"])]
        )


class LocationsForm(forms.Form):
    """The locations that a person is limited to."""

    locations = forms.ModelMultipleChoiceField(
        Location.objects.exclude(kind=Location.Kind.QUARANTINE).order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Locations",
    )


class InviteForm(RolesForm):
    """The address of a new colleague, and the roles."""

    email = forms.EmailField(label="Email address", max_length=254)
    field_order = ("email", "roles", "holder")


def show_list(request: HttpRequest) -> HttpResponse:
    """List accounts of staff, open invitations and requests."""
    form = DashboardSearchForm(request.GET)
    page = page_of(request, _find(form.filters.get("q", "")))
    context = {
        "form": form,
        "page": page,
        "rows": [
            (user, ", ".join(role.name for role in roles_of(user)) or "None") for user in page
        ],
        "invitations": [(row, role_names(row.roles)) for row in open_invitations()],
        "requests": [(row, role_names(row.roles)) for row in open_requests()],
        "approves": may_approve_roles(_person(request)),
    }
    return render(request, "oscar/dashboard/staff/list.html", context)


def invite(request: HttpRequest) -> HttpResponse:
    """Show the form, or invite a colleague."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = invite_staff(
                email=form.cleaned_data["email"],
                codes=form.cleaned_data["roles"],
                holder=form.cleaned_data["holder"],
                by=_person(request),
            )
        except StaffRefused as refusal:
            form.refuse(refusal)
        else:
            sent = f"Invitation sent to {invitation.email}."
            messages.success(request, WAITS if invitation.waits_for_approval else sent)
            return redirect("dashboard:staff")
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/staff/invite.html", {"form": form}, status=status)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account of staff, or change its roles."""
    account = get_object_or_404(_find(""), pk=pk)
    roles = roles_of(account)
    initial = {"roles": [role.code for role in roles], "holder": account.holder}
    form = RolesForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            waiting = change_roles(
                account=account,
                codes=form.cleaned_data["roles"],
                holder=form.cleaned_data["holder"],
                by=_person(request),
            )
        except StaffRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, WAITS if waiting else f"Roles of {account} changed.")
            return redirect("dashboard:staff-member", account.pk)
    context = {
        "account": account,
        "form": form,
        "own": account.pk == request.user.pk,
        "locations": ", ".join(account.locations.values_list("name", flat=True)),
        "roles": ", ".join(role.name for role in roles) or "None",
        "other_groups": _other_groups(account),
        "waiting": open_requests().filter(account=account).first(),
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/staff/member.html", context, status=status)


def limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Limit an account of shop staff to locations, or end the limit."""
    account = get_object_or_404(staff_accounts(), pk=pk)
    initial = {"locations": account.locations.all()}
    form = LocationsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        chosen = form.cleaned_data["locations"]
        try:
            limit_to_locations(
                account=account, location_ids=[row.pk for row in chosen], by=_person(request)
            )
        except StaffRefused as refusal:
            form.add_error("locations", SENTENCES[str(refusal.data["reason"])])
        else:
            names = ", ".join(row.name for row in chosen) or "all locations"
            messages.success(request, f"{account} works for {names}.")
            return redirect("dashboard:staff-member", account.pk)
    context = {"account": account, "form": form}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/staff/locations.html", context, status=status)


def change_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a confirmation, then disable an account or enable it again."""
    account = get_object_or_404(staff_accounts(), pk=pk)
    if request.method == "POST":
        enables = request.POST.get("access") == "enable"
        change = enable_account if enables else disable_account
        try:
            change(account=account, by=_person(request))
        except StaffRefused as refusal:
            messages.error(request, SENTENCES[str(refusal.data["reason"])])
        else:
            messages.success(request, f"{account} is {'enabled' if enables else 'disabled'}.")
        return redirect("dashboard:staff-member", account.pk)
    return render(request, "oscar/dashboard/staff/access.html", {"account": account})


def decide_invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve or withdraw an invitation."""
    get_object_or_404(StaffInvitation, public_id=public_id)
    if request.method == "POST":
        approves = request.POST.get("decision") == "approve"
        decide = approve_invitation if approves else withdraw_invitation
        try:
            decide(public_id=public_id, by=_person(request))
        except StaffRefused as refusal:
            messages.error(request, SENTENCES[str(refusal.data["reason"])])
        else:
            text = "Invitation approved and sent." if approves else "Invitation withdrawn."
            messages.success(request, text)
    return redirect("dashboard:staff")


def decide_request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve or refuse a request for roles."""
    get_object_or_404(RoleRequest, public_id=public_id)
    if request.method == "POST":
        approves = request.POST.get("decision") == "approve"
        try:
            decide_roles(public_id=public_id, approve=approves, by=_person(request))
        except StaffRefused as refusal:
            messages.error(request, SENTENCES[str(refusal.data["reason"])])
        else:
            messages.success(request, "Roles given." if approves else "Request closed.")
    return redirect("dashboard:staff")


def _find(text: str) -> QuerySet[User]:
    accounts = staff_accounts().select_related("holder").prefetch_related("groups")
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    accounts = accounts.annotate(has_factor=Exists(factors))
    if text:
        accounts = accounts.filter(
            Q(email__icontains=normalize_email(text) or text)
            | Q(first_name__istartswith=text)
            | Q(last_name__istartswith=text)
        )
    return accounts.order_by("-is_active", "email")


def _other_groups(account: User) -> str:
    """Return the groups that an account has besides those of its roles."""
    of_roles = {name for role in roles_of(account) for name in role.groups}
    return ", ".join(sorted({group.name for group in account.groups.all()} - of_roles))


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)
