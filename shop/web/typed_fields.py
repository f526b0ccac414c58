"""Form fields for codes that people type into pages, and for lists from which they choose.

The middleware of requests cleans every text; the fields of codes also fold width, dashes and case.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from shop.platform.core.typed_text import normalize_code, plain_code, plain_text
from shop.web.locale_names import sort_by_name


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


class _ByName(ModelChoiceIterator):
    """Choices in the order in which readers of the page's language expect their labels."""

    def __iter__(self) -> Iterator[Any]:
        choices = list(super().__iter__())
        empty = [choice for choice in choices if not str(choice[0])]
        named = [choice for choice in choices if str(choice[0])]
        yield from [*empty, *sort_by_name(named, lambda choice: str(choice[1]))]


class NameChoiceField(forms.ModelChoiceField):
    """A choice of one among rows that people look up by name, such as countries or licensees."""

    iterator = _ByName


class NameChoicesField(forms.ModelMultipleChoiceField):
    """A choice of several among rows that people look up by name."""

    iterator = _ByName
