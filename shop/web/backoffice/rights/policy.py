"""The switches decided by counsel: sales on request within the EEA, and athletes' consents."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from licensing.models import RightsPolicy
from licensing.reading.global_facts import load_policy
from licensing.services import switch_athlete_consents, switch_eea_passive_sales
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_decide_for_all_holders, visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form
from shop.web.backoffice.shared.seen_values import SeenValuesForm, one_editor_at_a_time
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day, show_page


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch: its field in the policy, its names, its address and the effect of each position."""

    field: str
    name: str
    verb: str
    address: str
    on: str
    off: str

    @property
    def is_on(self) -> bool:
        """Return the position."""
        return bool(getattr(load_policy(), self.field))

    @property
    def state(self) -> str:
        """Return the position in a sentence."""
        return f"{self.name} {self.verb} {self.on if self.is_on else self.off}."


PASSIVE_SALES = Switch(
    "eea_passive_sales",
    "EEA passive sales",
    "are",
    "rights:switch_policy",
    "on: goods licensed in one member state can be delivered anywhere in the EEA if a customer"
    " asks for them",
    "off: goods are delivered only where their grants allow",
)
ATHLETES = Switch(
    "athlete_consents",
    "The check of athletes' consents",
    "is",
    "rights:switch_athlete_policy",
    "on: products with an athlete's mark are sold only where and while a consent of the athlete"
    " covers them",
    "off: consents of athletes are kept as evidence and stop no sale",
)
SWITCHES = (PASSIVE_SALES, ATHLETES)


class SwitchForm(SeenValuesForm, DeskForm):
    """The reference of counsel's advice."""

    reference = forms.CharField(max_length=150, help_text="Reference of counsel's advice.")


def sees_policy(user: User) -> bool:
    """Return whether the person sees the switch; it needs full visibility."""
    return visibility_of(user).everything


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the current and earlier positions of the switches."""
    person = person_of(request)
    trail = RightsPolicy.pgh_event_model.objects.order_by("-pgh_id")  # type: ignore[attr-defined]
    columns = ("When (UTC)", *(switch.name for switch in SWITCHES), "Reference")
    rows = [
        Row(
            (
                day(change.pgh_created_at),
                *("on" if getattr(change, switch.field) else "off" for switch in SWITCHES),
                change.reference,
            )
        )
        for change in trail
    ]
    table = Table("History", columns, rows, "No changes yet.")
    actions = []
    if may_decide_for_all_holders(person):
        actions = [Link(_title(switch), reverse(switch.address)) for switch in SWITCHES]
    intro = " ".join(switch.state for switch in SWITCHES)
    return show_page(request, Page("Policies", [table], intro, actions))


@one_editor_at_a_time
def switch(request: HttpRequest) -> HttpResponse:
    """Change the position of the switch of passive sales."""
    return _switch(request, PASSIVE_SALES, switch_eea_passive_sales)


@one_editor_at_a_time
def switch_athletes(request: HttpRequest) -> HttpResponse:
    """Change whether athletes' consents decide sales."""
    return _switch(request, ATHLETES, switch_athlete_consents)


def _switch(request: HttpRequest, changed: Switch, write: Callable[..., None]) -> HttpResponse:
    on = changed.is_on
    form = SwitchForm(request.POST or None, initial={changed.field: on})
    if form.is_valid():
        write(on=not on, reference=form.cleaned_data["reference"], by_id=person_of(request).pk)
        messages.success(request, changed.state)
        return redirect("rights:policy")
    effect = f"New position: {changed.off if on else changed.on}. All clearances are recompiled."
    stops = on if changed is PASSIVE_SALES else not on
    button = f"Switch {'off' if on else 'on'}"
    form_page = FormPage(_title(changed), reverse("rights:policy"), button, effect, stops=stops)
    return show_form(request, form, form_page)


def _title(switch: Switch) -> str:
    name = switch.name[0].lower() + switch.name[1:] if switch is ATHLETES else switch.name
    return f"Switch {'off' if switch.is_on else 'on'} {name}"
