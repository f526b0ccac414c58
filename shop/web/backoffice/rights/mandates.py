"""Mandates of the store: proposed by one officer, approved by another, ended by one."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from licensing.models import MandateProposal, StoreMandate, TerritorySetVersion
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from licensing.services import approve_mandate, decline_mandate, end_mandate, propose_mandate
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_decide_for_all_holders, visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import clock_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import (
    ENDINGS,
    DaysMixin,
    DeskForm,
    EndForm,
    FormPage,
    show_form,
)
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, listed, show_page, span
from shop.web.backoffice.shared.texts import channel_in_words

CHANNELS = [(channel.value, channel_in_words(channel.value)) for channel in Channel]
REFUSALS = {
    "second_person_needed": "You proposed this mandate. Another officer must decide it.",
    "proposal_decided": "This mandate was decided before. Go back to the list.",
}
INTRO = (
    "The store may sell only where a mandate covers the destination and the channel. "
    "One officer proposes a mandate and another approves it."
)


class MandateForm(DeskForm, DaysMixin):
    """Territories, channels and days (UTC) in which the store may sell."""

    name = forms.CharField(max_length=100, help_text="For example Worldwide except China.")
    territories = forms.ModelChoiceField(
        TerritorySetVersion.objects.select_related("territory_set").order_by("-pk")
    )
    channels = forms.MultipleChoiceField(
        choices=CHANNELS, widget=forms.CheckboxSelectMultiple, initial=["WEB", "APP"]
    )
    field_order = ("name", "territories", "channels", "first_day", "last_day")


class DecisionForm(DeskForm):
    """The decision about a proposed mandate."""

    decision = forms.ChoiceField(choices=(("approve", "Approve"), ("decline", "Decline")))


def sees_mandates(user: User) -> bool:
    """Return whether the person sees every holder's rights, and so the mandates."""
    return visibility_of(user).everything


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List proposed mandates and those that are recorded, newest first."""
    may_edit = may_decide_for_all_holders(person_of(request))
    proposals = MandateProposal.objects.filter(decided_at__isnull=True)
    waiting = [
        Row(
            (row.name, str(row.territory_set_version), _channels(row.channels), span(row.window)),
            [Link("Decide", reverse("rights:decide_mandate", args=[row.pk]))] if may_edit else (),
        )
        for row in proposals.select_related("territory_set_version__territory_set").order_by("-pk")
    ]
    mandates = StoreMandate.objects.select_related("territory_set_version__territory_set")
    recorded = [
        Row(
            (row.name, str(row.territory_set_version), _channels(row.channels), span(row.window)),
            [Link("End", reverse("rights:end_mandate", args=[row.pk]))] if may_edit else (),
        )
        for row in mandates.order_by("-pk")
    ]
    columns = ("Mandate", "Territories", "Channels", "Period (UTC)")
    tables = [
        Table("Proposed", columns, waiting, "No mandate waits for approval."),
        Table("Recorded", columns, recorded, "There is no mandate: nothing can be sold."),
    ]
    actions = [Link("Propose a mandate", reverse("rights:propose_mandate"))] if may_edit else []
    return show_page(request, Page("Mandates", tables, INTRO, actions))


def propose(request: HttpRequest) -> HttpResponse:
    """Propose a mandate."""
    form = MandateForm(request.POST or None)
    window = form.period("UTC") if form.is_valid() else None
    if window is not None:
        form_data = form.cleaned_data
        propose_mandate(
            name=form_data["name"],
            territories=form_data["territories"],
            channels=[Channel(code) for code in form_data["channels"]],
            window=window,
            by_id=person_of(request).pk,
        )
        messages.success(request, "Mandate proposed. Another officer must approve it.")
        return redirect("rights:mandates")
    back = reverse("rights:mandates")
    return show_form(request, form, FormPage("Propose a mandate", back, "Propose", INTRO))


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline a proposed mandate."""
    proposal = get_object_or_404(MandateProposal, pk=pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        approves = form.cleaned_data["decision"] == "approve"
        decision = approve_mandate if approves else decline_mandate
        try:
            decision(proposal=proposal, by_id=person_of(request).pk, at=clock_now())
        except DomainError as error:
            form.refuse(error, REFUSALS)
        else:
            messages.success(request, "Mandate approved." if approves else "Mandate declined.")
            return redirect("rights:mandates")
    effect = (
        f"{proposal.territory_set_version}, {_channels(proposal.channels)}, "
        f"{span(proposal.window)} (UTC). From the approval on, products whose rights are covered "
        "can be sold there."
    )
    form_page = FormPage(f"Decide: {proposal}", reverse("rights:mandates"), "Decide", effect)
    return show_form(request, form, form_page)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate."""
    mandate = get_object_or_404(StoreMandate, pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_mandate(
                mandate=mandate, at=clock_now(), effective_at=form.cleaned_data["effective_at"]
            )
        except DomainError as error:
            form.refuse(error, ENDINGS)
        else:
            messages.success(request, "Mandate ended.")
            return redirect("rights:mandates")
    effect = "From that time, nothing can be sold where no other mandate covers the destination."
    form_page = FormPage(
        f"End the mandate {mandate}", reverse("rights:mandates"), "End now", effect, stops=True
    )
    return show_form(request, form, form_page)


def _channels(numbers: NumberSet) -> str:
    """Name the channels of a mandate."""
    chosen = [channel for channel in Channel if channel.number in numbers]
    if len(chosen) == len(Channel):
        return "All channels"
    return listed(channel_in_words(channel.value) for channel in chosen)
