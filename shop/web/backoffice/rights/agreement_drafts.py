"""Drafts at the desk: a new agreement, its terms, its grants; nothing here has any effect yet."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from licensing.models import (
    Agreement,
    Grant,
    Licensee,
    ProductCategory,
    Property,
    RightsHolder,
    TerritorySetVersion,
)
from licensing.reading.visibility import Visibility
from licensing.rules.channels import Channel
from licensing.services import GrantTerms, add_grant, draft_agreement, edit_draft, remove_grant
from shop.identity.accounts.roles import visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.core.periods import Period
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DaysMixin, DeskForm, FormPage, PercentField, show_form
from shop.web.backoffice.shared.guarantees import GuaranteesField
from shop.web.backoffice.shared.seen_values import SeenValuesForm, one_editor_at_a_time
from shop.web.backoffice.shared.texts import CHANNEL_CHOICES, term_in_days
from shop.web.typed_fields import CodeField, NameChoiceField, NameChoicesField, NumberField

REFUSALS = {
    "agreement_locked": "This agreement is no longer a draft.",
    "window_outside_term": "The window must lie within the term: {term}.",
    "mark_not_held": "The licensor does not hold {marks} there when the window opens.",
    "passive_sales_stay": (
        "Passive sales within the EEA can be excluded only for an exclusive grant with "
        "counsel's reference."
    ),
}
FIELDS = {
    "window_outside_term": "last_day",
    "mark_not_held": "marks",
    "passive_sales_stay": "counsel_reference",
}


class TermsForm(DeskForm, DaysMixin):
    """The terms of a draft."""

    time_zone = forms.CharField(max_length=40, initial="Europe/Zurich")
    sell_off_days = forms.IntegerField(label="Sell-off days", min_value=0, max_value=730, initial=0)
    royalty_rate = PercentField(initial=0)
    currency = CodeField(
        validators=[RegexValidator("^[A-Z]{3}$")],
        initial="CHF",
        help_text="Three letters, for example CHF.",
    )
    advance = forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, initial=0)
    minimum_guarantees = GuaranteesField()
    marketing_fund_rate = PercentField(initial=0)
    common_fund_rate = PercentField(initial=0)
    reporting_period = forms.ChoiceField(
        choices=Agreement.ReportingPeriod, initial=Agreement.ReportingPeriod.QUARTER
    )
    due_days = forms.IntegerField(
        label="Days until statements are due", min_value=0, max_value=365, initial=30
    )

    def clean_time_zone(self) -> str:
        """Return a zone that exists."""
        zone = str(self.cleaned_data["time_zone"])
        if zone not in available_timezones():
            raise forms.ValidationError("Enter a time zone, for example Europe/Paris.")
        return zone

    def terms(self) -> dict[str, Any] | None:
        """Return the terms as services take them; None when the days make no period."""
        if not self.is_valid():
            return None
        form_data = dict(self.cleaned_data)
        term = self.period(form_data["time_zone"])
        form_data.pop("first_day")
        form_data.pop("last_day")
        return None if term is None else form_data | {"term": term}


class StoredTermsForm(SeenValuesForm, TermsForm):
    """The terms of a draft that is stored."""


class DraftForm(TermsForm):
    """A new agreement: its parties, number and terms."""

    number = NumberField(validators=[RegexValidator(r"^[A-Za-z0-9./_-]{1,40}\Z")], label="Number")
    licensor = NameChoiceField(RightsHolder.objects.none())
    licensee = NameChoiceField(Licensee.objects.order_by("legal_name"))
    field_order = ("number", "licensor", "licensee", "first_day", "last_day")

    def __init__(self, data: Any, *, visibility: Visibility) -> None:
        super().__init__(data)
        self.fields["licensor"].queryset = visibility.holders().order_by(  # type: ignore[attr-defined]
            "name"
        )

    def clean_number(self) -> str:
        """Return a number that no agreement has."""
        number = str(self.cleaned_data["number"])
        if Agreement.objects.filter(number=number).exists():
            raise forms.ValidationError(f"There is already an agreement {number}.")
        return number


class GrantForm(DeskForm, DaysMixin):
    """The terms of a grant."""

    marks = NameChoicesField(Property.objects.none())
    categories = NameChoicesField(ProductCategory.objects.order_by("number"))
    territories = forms.ModelChoiceField(
        TerritorySetVersion.objects.select_related("territory_set").order_by("-pk")
    )
    channels = forms.MultipleChoiceField(
        choices=CHANNEL_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )
    exclusivity = forms.ChoiceField(
        choices=Grant.Exclusivity, initial=Grant.Exclusivity.NON_EXCLUSIVE
    )
    sale_event = forms.ChoiceField(
        choices=Grant.SaleEvent,
        label="Date that must fall in the window",
        initial=Grant.SaleEvent.ORDER,
    )
    unit_cap = forms.IntegerField(min_value=1, max_value=2_000_000_000, required=False)
    royalty_rate = PercentField(
        required=False,
        help_text="Percent, for example 12. Leave blank to use the agreement's rate.",
    )
    includes_future_categories = forms.BooleanField(required=False)
    eea_passive_sales = forms.BooleanField(
        required=False, initial=True, label="Allow passive sales within the EEA"
    )
    counsel_reference = forms.CharField(max_length=150, required=False)

    def __init__(self, data: Any, *, agreement: Agreement) -> None:
        super().__init__(data)
        held = Property.objects.filter(holdings__holder_id=agreement.licensor_id).distinct()
        self.term_end = agreement.term.upper
        self.fields["last_day"].help_text = "Included. Leave blank for the end of the term."
        self.fields["marks"].queryset = held.order_by("name")  # type: ignore[attr-defined]

    def grant(self, zone: str) -> GrantTerms | None:
        """Return what services take; None when the form is not valid."""
        if not self.is_valid():
            return None
        form_data = self.cleaned_data
        window = self.period(zone)
        if window is None:
            return None
        if window.end is None:
            window = Period(window.start, self.term_end)
        return GrantTerms(
            marks=list(form_data["marks"]),
            categories=list(form_data["categories"]),
            territories=form_data["territories"],
            channels=[Channel(code) for code in form_data["channels"]],
            window=window,
            exclusivity=form_data["exclusivity"],
            sale_event=form_data["sale_event"],
            includes_future_categories=form_data["includes_future_categories"],
            eea_passive_sales=form_data["eea_passive_sales"],
            counsel_reference=form_data["counsel_reference"].strip(),
            unit_cap=form_data["unit_cap"],
            royalty_rate=form_data["royalty_rate"],
        )


def create(request: HttpRequest) -> HttpResponse:
    """Draft an agreement of a holder that the person works for."""
    person = person_of(request)
    form = DraftForm(request.POST or None, visibility=visibility_of(person))
    terms = form.terms() if form.is_bound else None
    if terms is not None:
        parties = {name: terms.pop(name) for name in ("number", "licensor", "licensee", "term")}
        made = draft_agreement(created_by_id=person.pk, other_terms=terms, **parties)
        messages.success(request, f"Draft {made} created. Add its grants.")
        return redirect("rights:agreement", pk=made.pk)
    return _form(request, form, "Draft an agreement", None)


@one_editor_at_a_time
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the terms of a draft."""
    agreement = _draft(request, pk)
    form = StoredTermsForm(request.POST or None, initial=_initial(agreement))
    terms = form.terms() if form.is_bound else None
    if terms is not None:
        try:
            edit_draft(agreement=agreement, terms=terms)
        except DomainError as error:
            form.add_error("last_day", refusal(error, agreement))
        else:
            messages.success(request, "Terms saved.")
            return redirect("rights:agreement", pk=pk)
    return _form(request, form, f"Terms of {agreement}", agreement)


def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a grant to a draft."""
    agreement = _draft(request, pk)
    form = GrantForm(request.POST or None, agreement=agreement)
    new_grant = form.grant(agreement.time_zone) if form.is_bound else None
    if new_grant is not None:
        try:
            add_grant(agreement=agreement, grant=new_grant, created_by_id=person_of(request).pk)
        except DomainError as error:
            form.add_error(FIELDS.get(error.code), refusal(error, agreement))
        else:
            messages.success(request, "Grant added.")
            return redirect("rights:agreement", pk=pk)
    return _form(request, form, f"Add a grant to {agreement}", agreement)


def drop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a grant out of a draft."""
    agreement = _draft(request, pk)
    row = get_object_or_404(agreement.grants, pk=number)
    if request.method == "POST":
        try:
            remove_grant(grant=row)
        except DomainError as error:
            messages.error(request, refusal(error, agreement))
        else:
            messages.success(request, "Grant removed.")
        return redirect("rights:agreement", pk=pk)
    return render(request, "rights/drop.html", {"agreement": agreement, "grant": row})


def refusal(error: DomainError, agreement: Agreement) -> str:
    """Return the message for a refused draft."""
    marks = error.data.get("marks")
    return REFUSALS.get(error.code, "Refused.").format(
        marks=", ".join(map(str, marks)) if isinstance(marks, list) else "",
        term=term_in_days(agreement),
    )


def _draft(request: HttpRequest, pk: int) -> Agreement:
    return get_object_or_404(visibility_of(person_of(request)).agreements(), pk=pk)


def _initial(agreement: Agreement) -> dict[str, Any]:
    """The terms as the form shows them: days in the agreement's zone, the last one included."""
    zone, term = ZoneInfo(agreement.time_zone), agreement.term
    last = term.upper.astimezone(zone) if term.upper else None
    return {
        "first_day": term.lower.astimezone(zone).date() if term.lower else None,
        "last_day": (last - datetime.resolution).date() if last else None,
        "time_zone": agreement.time_zone,
        "sell_off_days": agreement.sell_off_days,
        "royalty_rate": agreement.royalty_rate,
        "currency": agreement.currency,
        "advance": agreement.advance,
        "minimum_guarantees": agreement.minimum_guarantees,
        "marketing_fund_rate": agreement.marketing_fund_rate,
        "common_fund_rate": agreement.common_fund_rate,
        "reporting_period": agreement.reporting_period,
        "due_days": agreement.due_days,
    }


def _form(
    request: HttpRequest, form: forms.Form, title: str, agreement: Agreement | None
) -> HttpResponse:
    back = reverse("rights:agreement", args=[agreement.pk]) if agreement else None
    return show_form(request, form, FormPage(title, back or reverse("rights:agreements")))
