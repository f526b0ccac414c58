"""API keys of the licensee: create, rotate and revoke."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.identity.team.keys import OVERLAP, create_key, revoke_key, rotate_key
from shop.identity.team.models import ApiKey
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.portal_frame import show_form, show_page
from shop.web.backoffice.licensee.team import NoFieldsForm
from shop.web.backoffice.shared.forms import DeskForm, FormPage
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day, listed
from shop.web.form_answers import show_once

COLUMNS = (
    "Key",
    "For",
    "Scopes",
    "Created (UTC)",
    "By",
    "Expires (UTC)",
    "Last used (UTC)",
    "State",
)
REFUSALS = {
    "no_scope": "Choose at least one permission.",
    "unknown_scope": "Choose at least one permission.",
    "unknown_expiry": "Choose an expiry within one year.",
    "ended": "This key has expired. Create a new one.",
    "too_many": "You have reached the maximum number of keys. Revoke one that you no longer need.",
}
IN_FORCE = "Active"
LIFETIMES = (("30", "30 days"), ("90", "90 days"), ("180", "180 days"), ("365", "1 year"))
INTRO = (
    "Your systems send the key in the header “Authorization: Bearer …”. Use a separate key "
    "for each system, with only the permissions it needs."
)


class KeyForm(DeskForm):
    """Name, scopes and expiry of a new key."""

    name = forms.CharField(max_length=80, label="System name")
    scopes = forms.MultipleChoiceField(
        choices=ApiKey.Scope.choices, widget=forms.CheckboxSelectMultiple, label="Permissions"
    )
    days = forms.ChoiceField(choices=LIFETIMES, initial="90", label="Expires after")


def show(request: PortalRequest) -> HttpResponseBase:
    """List the keys, those in force first."""
    at = database_now()
    keys = ApiKey.objects.of(request.licensee).select_related("created_by")
    rows = [
        Row(
            (
                f"{key.prefix}…",
                key.name,
                listed(key.scope_names),
                day(key.created_at),
                key.created_by.email,
                day(key.expires_at),
                day(key.last_used_at, "Never"),
                _state(key, at),
            ),
            [
                Link("Rotate", reverse("licensee:rotate_key", args=[key.pk])),
                Link("Revoke", reverse("licensee:revoke_key", args=[key.pk])),
            ]
            if _state(key, at) == IN_FORCE
            else [],
        )
        for key in keys.order_by("-revoked_at", "-pk")
    ]
    table = Table("", COLUMNS, rows, "No keys yet.")
    actions = [Link("Create API key", reverse("licensee:create_key"))]
    return show_page(request, Page("API keys", [table], intro=INTRO, actions=actions))


def create(request: PortalRequest) -> HttpResponseBase:
    """Create a key and show it once."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        form_data = form.cleaned_data
        try:
            key, text = create_key(
                licensee=request.licensee,
                name=form_data["name"],
                scopes=form_data["scopes"],
                by_id=request.person.pk,
                days=int(form_data["days"]),
            )
        except DomainError as error:
            form.add_error(None, REFUSALS[str(error.data["reason"])])
        else:
            return show_once(render(request, "licensee/key.html", {"key": key, "text": text}))
    form_page = FormPage("Create API key", reverse("licensee:keys"), "Create key")
    return show_form(request, form, form_page)


def rotate(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Replace a key and show the new one once."""
    key = get_object_or_404(ApiKey.objects.of(request.licensee), pk=pk)
    form = NoFieldsForm(request.POST or None)
    if request.method == "POST":
        try:
            new, text = rotate_key(key=key, by_id=request.person.pk)
        except DomainError as error:
            form.is_valid()
            form.add_error(None, REFUSALS[str(error.data["reason"])])
        else:
            return render(request, "licensee/key.html", {"key": new, "text": text})
    effect = (
        f"You will get a new key. The old key {key.prefix}… works for {OVERLAP.days} more days."
    )
    form_page = FormPage(
        f"Rotate the key for {key.name}", reverse("licensee:keys"), "Rotate", effect
    )
    return show_form(request, form, form_page)


def _state(key: ApiKey, at: datetime) -> str:
    if key.revoked_at:
        return f"Revoked {day(key.revoked_at)}"
    return IN_FORCE if key.expires_at > at else "Expired"


def revoke(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Revoke a key."""
    key = get_object_or_404(ApiKey.objects.of(request.licensee), pk=pk)
    if request.method == "POST":
        revoke_key(key=key, by_id=request.person.pk)
        messages.success(request, f"The key for {key.name} has been revoked.")
        return redirect("licensee:keys")
    effect = f"Systems that use the key {key.prefix}… lose access immediately."
    form_page = FormPage(
        f"Revoke the key for {key.name}", reverse("licensee:keys"), "Revoke", effect, stops=True
    )
    return show_form(request, NoFieldsForm(), form_page)
