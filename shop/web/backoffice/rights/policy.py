"""The policy switch decided by counsel: sales on request within the EEA."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from licensing.models import RightsPolicy
from licensing.reading.global_facts import passive_sales_are_on
from licensing.services import switch_eea_passive_sales
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_decide_for_all_holders, visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DeskForm, FormPage, show_form
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day, show_page

ON = (
    "on: goods licensed in one member state can be delivered anywhere in the EEA if a "
    "customer asks for them"
)
OFF = "off: goods are delivered only where their grants allow"


class SwitchForm(DeskForm):
    """The reference of counsel's advice."""

    reference = forms.CharField(max_length=150, help_text="Reference of counsel's advice.")


def sees_policy(user: User) -> bool:
    """Return whether the person sees the switch; it needs full visibility."""
    return visibility_of(user).everything


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the current and earlier positions of the switch."""
    person = person_of(request)
    trail = RightsPolicy.pgh_event_model.objects.order_by("-pgh_id")  # type: ignore[attr-defined]
    rows = [
        Row(
            (
                day(change.pgh_created_at),
                "on" if change.eea_passive_sales else "off",
                change.reference,
            )
        )
        for change in trail
    ]
    table = Table("History", ("When (UTC)", "Stood", "Reference"), rows, "No changes yet.")
    on = passive_sales_are_on()
    actions = []
    if may_decide_for_all_holders(person):
        actions.append(Link(f"Switch {'off' if on else 'on'}", reverse("rights:switch_policy")))
    intro = f"EEA passive sales are {ON if on else OFF}."
    return show_page(request, Page("EEA passive sales", [table], intro, actions))


def switch(request: HttpRequest) -> HttpResponse:
    """Change the position of the switch."""
    on = passive_sales_are_on()
    form = SwitchForm(request.POST or None)
    if form.is_valid():
        switch_eea_passive_sales(
            on=not on, reference=form.cleaned_data["reference"], by_id=person_of(request).pk
        )
        messages.success(request, f"EEA passive sales are now {'off' if on else 'on'}.")
        return redirect("rights:policy")
    word = "off" if on else "on"
    effect = f"This switches them {OFF if on else ON}. All clearances are then recompiled."
    title, back = f"Switch EEA passive sales {word}", reverse("rights:policy")
    form_page = FormPage(title, back, f"Switch {word}", effect, stops=on)
    return show_form(request, form, form_page)
