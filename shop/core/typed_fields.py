"""Form fields for what people type into pages: codes, numbers of articles, text to search for.

The middleware of requests cleans every text; these fields also fold width, dashes and case.
"""

from typing import Any

from django import forms

from shop.core.typed_text import normalize_code, plain_code, plain_text


class CodeField(forms.CharField):
    """A code in capitals without spaces, such as a country code, a currency or a serial."""

    def to_python(self, value: Any) -> str:
        """Return the code in its one form."""
        return normalize_code(str(super().to_python(value) or ""))


class NumberField(forms.CharField):
    """A number of an article, an agreement or a parcel: without spaces, in its own case."""

    def to_python(self, value: Any) -> str:
        """Return the number with ASCII letters, digits and dashes."""
        return plain_code(str(super().to_python(value) or ""))


class PlainField(forms.CharField):
    """A code that may have spaces inside, such as a factory's, in its own case."""

    def to_python(self, value: Any) -> str:
        """Return the code with ASCII letters, digits, dashes and single spaces."""
        return plain_text(str(super().to_python(value) or ""))


class CodeListField(forms.CharField):
    """Several codes with spaces or commas between them, in capitals."""

    def to_python(self, value: Any) -> str:
        """Return the codes with one space between them."""
        text = plain_text(str(super().to_python(value) or "")).upper()
        return " ".join(text.replace(",", " ").replace(";", " ").split())
