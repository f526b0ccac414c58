"""Shared form base classes, widget styling and the form page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.platform.core.errors import DomainError
from shop.platform.core.local_time import LocalTimeUnclear, end_of_day, parse_local
from shop.platform.core.numbers import percent
from shop.platform.core.periods import Period
from shop.web.typed_fields import DayField

FIRST_HOUR = "T00:00"


class PercentField(forms.CharField):
    """A rate typed as percent ("12", "12 %", "12,5") and stored as a fraction (0.12)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Percent, for example 12 or 12.5.")
        super().__init__(max_length=20, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a stored fraction as percent, and typed text unchanged."""
        return percent(value).removesuffix(" %") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the fraction; None for an empty optional field."""
        text = str(super().clean(value)).replace("%", "").replace(",", ".").strip()
        if not text:
            return None
        try:
            rate = Decimal(text) / 100
        except InvalidOperation as error:
            raise forms.ValidationError("Enter a percentage, for example 12 or 12.5.") from error
        if not rate.is_finite() or not 0 <= rate < 1:
            raise forms.ValidationError("Enter a percentage from 0 to below 100.")
        if rate != round(rate, 5):
            raise forms.ValidationError("Enter at most three decimals, for example 12.125.")
        return round(rate, 5)


class DeskForm(forms.Form):
    """A form with the back office's widget styling."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                continue
            kinds = {forms.Select: "select", forms.Textarea: "textarea"}
            css_classes = (kind for of, kind in kinds.items() if isinstance(widget, of))
            widget.attrs["class"] = next(css_classes, "input")

    def period(self, zone: str) -> Period | None:
        """Return the period from the first to the last day in a zone; the last day is included.

        Adds an error and returns None if the period is invalid.
        """
        form_data = self.cleaned_data
        first, last = form_data.get("first_day"), form_data.get("last_day")
        try:
            start = parse_local(f"{first.isoformat()}{FIRST_HOUR}", zone) if first else None
            end: datetime | None = end_of_day(last, zone) if last else None
        except LocalTimeUnclear as error:
            self.add_error("first_day", str(error))
            return None
        if start and end and start >= end:
            self.add_error("last_day", "The last day must not be before the first.")
            return None
        return Period(start, end)

    def refuse(self, error: DomainError, words: Mapping[str, str]) -> None:
        """Add the error of a refusal to its field; `words` maps codes to sentences."""
        field = error.data.get("field")
        sentence = words.get(error.code, f"Not possible: {error}.").format(
            error=error, **error.data
        )
        self.add_error(field if field in self.fields else None, sentence)


class DaysMixin(forms.Form):
    """A first and a last day."""

    first_day = DayField(widget=forms.DateInput({"type": "date"}))
    last_day = DayField(
        widget=forms.DateInput({"type": "date"}),
        required=False,
        help_text="Included: 31 December ends at midnight after it. Leave blank for no end.",
    )


class EndForm(DeskForm):
    """An end: now, or at a time in the future."""

    effective_at = forms.CharField(
        required=False,
        max_length=40,
        label="From",
        help_text="UTC, for example 2027-01-01T00:00. Leave blank for now.",
    )

    def clean_effective_at(self) -> datetime | None:
        """Return the instant; None for now."""
        text = self.cleaned_data["effective_at"]
        try:
            return parse_local(text, "UTC") if text else None
        except LocalTimeUnclear as error:
            raise forms.ValidationError(str(error)) from error


ENDINGS = {
    "back_dated": "Enter a time in the future, or leave the field blank for now.",
    "ended_already": "This has already ended.",
}


@dataclass(frozen=True, slots=True)
class FormPage:
    """Title, back link, button and effect of a form's page."""

    title: str
    back: str
    button: str = "Save"
    effect: str = ""
    stops: bool = False


def show_form(
    request: HttpRequest, form: forms.Form, form_page: FormPage, layout: str = "rights/layout.html"
) -> HttpResponse:
    """Show a form; invalid input is shown again."""
    context = {"form": form, "page": form_page, "layout": layout}
    return render(request, "backoffice/form.html", context, status=422 if form.errors else 200)
