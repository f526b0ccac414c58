"""Duty terms and rates of the dashboard: lists, forms and imports of tables."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from shop.commerce.duties.models import DutyRate, DutyTerms
from shop.commerce.duties.services import save_duty_rate, save_duty_terms
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.forms import PercentField
from shop.web.typed_fields import CodeField, DayField

ONE_DAY = timedelta(days=1)


class PeriodRecordForm(RecordForm):
    """A record that is valid from a first to a last day, both included, in UTC."""

    valid_from = DayField(
        widget=forms.DateInput({"type": "date"}), label="First day", help_text="In UTC."
    )
    valid_until = DayField(
        required=False,
        widget=forms.DateInput({"type": "date"}),
        label="Last day",
        help_text="Included. Leave blank for no end.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        row = self.instance
        if row.valid:
            self.initial["valid_from"] = row.valid.lower.date() if row.valid.lower else None
            self.initial["valid_until"] = row.valid.upper and (row.valid.upper - ONE_DAY).date()

    def clean(self) -> dict[str, Any]:
        """Set the period from the first to the last day."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "The last day must not be before the first.")
        elif first:
            end = _midnight(last + ONE_DAY) if last else None
            self.instance.valid = DateTimeTZRange(_midnight(first), end)
        return cleaned


class DutyTermsForm(PeriodRecordForm):
    """The terms of a customs area."""

    area = CodeField(max_length=10, label="Customs area", help_text="For example US, GB or EU.")
    currency = CodeField(max_length=3, help_text="Of the free amount, for example USD.")

    class Meta:
        model = DutyTerms
        fields = ("area", "payer", "free_up_to", "currency", "source")
        labels: ClassVar = {"free_up_to": "Free of duty up to"}


class DutyRateForm(PeriodRecordForm):
    """A rate of duty."""

    area = CodeField(max_length=10, label="Customs area", help_text="For example US, GB or EU.")
    origin = CodeField(
        max_length=2, required=False, help_text="Country where the goods are made. Blank for all."
    )
    rate = PercentField()

    class Meta:
        model = DutyRate
        fields = ("area", "hs_prefix", "origin", "rate", "source")
        labels: ClassVar = {"hs_prefix": "Customs code"}

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return the rate as it is typed, in percent."""
        value = super().get_initial_for_field(field, field_name)
        if field_name == "rate" and value not in {None, ""}:
            return field.prepare_value(value)
        return value


class PeriodRegister(Register):
    """A register whose records a file names by all fields of `names` and the first day."""

    names: tuple[str, ...] = ()

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the record of a row; None for a new one."""
        try:
            first = date.fromisoformat(values.get("valid_from", "").strip())
        except ValueError:
            return None
        rows = self.rows().filter(
            **{name: values.get(name, "").strip().upper() for name in self.names}
        )
        return next(
            (row for row in rows if row.valid.lower and row.valid.lower.date() == first), None
        )


class DutyTermsRegister(PeriodRegister):
    """Duty terms by area."""

    names = ("area",)


class DutyRateRegister(PeriodRegister):
    """Duty rates by area, customs code and origin."""

    names = ("area", "hs_prefix", "origin")


def _save_terms(record: Any, form: RecordForm, by_id: int | None) -> Any:
    is_new = record.pk is None
    saved = save_duty_terms(terms=record, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


def _save_rate(record: Any, form: RecordForm, by_id: int | None) -> Any:
    is_new = record.pk is None
    saved = save_duty_rate(rate=record, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


DUTY_TERMS = DutyTermsRegister(
    "duty-terms",
    "Duty terms",
    "set of duty terms",
    "The party that pays import duty in each customs area. In areas without a record, the buyer"
    " pays on delivery, and the basket says so. Where the seller pays, items without a duty rate"
    " are not sold.",
    DutyTerms,
    DutyTermsForm,
    _save_terms,
    (("Area", "area"), ("Payer", "get_payer_display"), ("Free up to", "free_up_to"),
     ("Currency", "currency"), ("Source", "source")),
    ("area", "source"),
    ("area", "valid"),
    "pk",
)  # fmt: skip
DUTY_RATES = DutyRateRegister(
    "duty-rates",
    "Duty rates",
    "duty rate",
    "Rates by customs area, customs code and country of origin. The longest code wins.",
    DutyRate,
    DutyRateForm,
    _save_rate,
    (("Area", "area"), ("Customs code", "hs_prefix"), ("Origin", "origin"), ("Rate", "rate"),
     ("Source", "source")),
    ("area", "hs_prefix", "source"),
    ("area", "hs_prefix", "origin", "valid"),
    "pk",
)  # fmt: skip


def show_terms(request: HttpRequest) -> HttpResponseBase:
    """List duty terms; `format=csv` downloads them for an import."""
    return list_records(
        request, DUTY_TERMS, new="duty-terms-new", edit="duty-terms", upload="duty-terms-import"
    )


def edit_terms(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add duty terms, or change some and show their history."""
    terms = get_object_or_404(DutyTerms, pk=pk) if pk else None
    return edit_record(request, DUTY_TERMS, terms, "duty-terms-list")


def upload_terms(request: HttpRequest) -> HttpResponse:
    """Import a table of duty terms."""
    return import_file(request, DUTY_TERMS, "duties.change_dutyterms", "duty-terms-list")


def show_rates(request: HttpRequest) -> HttpResponseBase:
    """List duty rates; `format=csv` downloads them for an import."""
    return list_records(
        request, DUTY_RATES, new="duty-rate-new", edit="duty-rate", upload="duty-rate-import"
    )


def edit_rate(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a duty rate, or change one and show its history."""
    rate = get_object_or_404(DutyRate, pk=pk) if pk else None
    return edit_record(request, DUTY_RATES, rate, "duty-rates")


def upload_rates(request: HttpRequest) -> HttpResponse:
    """Import a table of duty rates."""
    return import_file(request, DUTY_RATES, "duties.change_dutyrate", "duty-rates")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
