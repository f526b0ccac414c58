"""Minimum guarantees of an agreement as text: a line for each year."""

import re
from decimal import Decimal
from typing import Any

from django import forms

LINE = re.compile(r"(2[01]\d\d)(?:\s*[:=]\s*|\s+)(\d{1,9}(?:\.\d{1,2})?)")
EXAMPLE = "2027: 50000.00"


class GuaranteesField(forms.CharField):
    """Guaranteed royalties by year, typed as lines and stored as `[[2027, "50000.00"]]`."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"A line for each year, for example {EXAMPLE}.")
        super().__init__(required=False, max_length=2000, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the attributes of a short text area."""
        return super().widget_attrs(widget) | {"rows": 4}

    def prepare_value(self, value: Any) -> Any:
        """Return stored guarantees as lines, and typed text unchanged."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{year}: {amount}" for year, amount in value)

    def clean(self, value: Any) -> Any:
        """Return the guarantees, sorted by year."""
        guarantees: dict[int, str] = {}
        for number, line in enumerate(str(super().clean(value)).splitlines(), start=1):
            if not line.strip():
                continue
            match = LINE.fullmatch(line.strip())
            if match is None:
                raise forms.ValidationError(f"Line {number}: enter a year and an amount: {EXAMPLE}")
            year, amount = int(match[1]), f"{Decimal(match[2]):.2f}"
            if year in guarantees:
                raise forms.ValidationError(f"Line {number}: the year {year} is entered twice.")
            guarantees[year] = amount
        return [[year, guarantees[year]] for year in sorted(guarantees)]
