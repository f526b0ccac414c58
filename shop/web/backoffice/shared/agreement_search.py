"""Agreements in the back office: search form, columns and approved factories."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from licensing.models import Agreement, FactoryApproval
from licensing.reading.visibility import Visibility
from licensing.rules.agreement_states import State, state_at
from shop.platform.core.typed_text import plain_code

Row = tuple[Agreement, State]


AGREEMENT_COLUMNS = (
    "Agreement",
    "Licensor",
    "Licensee",
    "From (UTC)",
    "Until (excluded)",
    "State",
)


class AgreementSearchForm(forms.Form):
    """Search by number or party and by current state; an invalid value does not filter."""

    q = forms.CharField(required=False, max_length=100, label="Number, licensor or licensee")
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *((item, item.label) for item in State)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["class"] = "input"
        self.fields["state"].widget.attrs["class"] = "select"


def find_agreements(visibility: Visibility, form: AgreementSearchForm, at: datetime) -> list[Row]:
    """Return visible agreements with their state at an instant, newest first."""
    form.is_valid()
    text, state = form.cleaned_data.get("q", ""), form.cleaned_data.get("state", "")
    rows: QuerySet[Agreement] = visibility.agreements().select_related("licensor", "licensee")
    if text:
        rows = rows.filter(match_agreements(text))
    agreements = [(row, state_at(row, at)) for row in rows.order_by("-pk")]
    return [row for row in agreements if not state or row[1] == state]


def match_agreements(text: str) -> Q:
    """Return the condition of agreements whose number or party has a text."""
    return (
        Q(number__icontains=plain_code(text) or text)
        | Q(licensor__name__icontains=text)
        | Q(licensor__code__iexact=plain_code(text))
        | Q(licensee__legal_name__icontains=text)
        | Q(licensee__code__iexact=plain_code(text))
    )


def factories_of(agreement: Agreement, today: date) -> list[tuple[FactoryApproval, date | None]]:
    """Return the active approvals of all versions, each with the end of its audits."""
    rows = FactoryApproval.objects.filter(
        agreement__number=agreement.number,
        agreement__licensee=agreement.licensee_id,
        ended_at__isnull=True,
    )
    rows = rows.select_related("factory__country").prefetch_related("factory__audits")
    return [(row, row.factory.audited_until(today)) for row in rows.order_by("factory__code")]
