"""Form fields for codes that people type, and for lists from which they choose.

The request middleware cleans every text; the fields of codes also normalize width, dashes and case.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from shop.platform.core.local_time import FAR_DAY, is_usable
from shop.platform.core.typed_text import normalize_code, plain_code, plain_text
from shop.web.locale_names import sort_by_name


class CodeField(forms.CharField):
    """A code in capitals without spaces, such as a country code, a currency or a serial number."""

    def to_python(self, value: Any) -> str:
        """Return the normalized code."""
        return normalize_code(str(super().to_python(value) or ""))


class NumberField(forms.CharField):
    """A number of an article, an agreement or a parcel: without spaces, case is significant."""

    def to_python(self, value: Any) -> str:
        """Return the number with ASCII letters, digits and dashes."""
        return plain_code(str(super().to_python(value) or ""))


class PlainField(forms.CharField):
    """A code that may contain spaces, such as a factory's; case is significant."""

    def to_python(self, value: Any) -> str:
        """Return the code with ASCII letters, digits, dashes and single spaces."""
        return plain_text(str(super().to_python(value) or ""))


class CodeListField(forms.CharField):
    """Several codes separated by spaces or commas, in capitals."""

    def to_python(self, value: Any) -> str:
        """Return the codes separated by single spaces."""
        text = plain_text(str(super().to_python(value) or "")).upper()
        return " ".join(text.replace(",", " ").replace(";", " ").split())


class DayField(forms.DateField):
    """A day of the years for which the shop can convert and store times."""

    def to_python(self, value: Any) -> Any:
        """Return the date; refuse one with which times cannot be calculated."""
        day = super().to_python(value)
        if day and not is_usable(day):
            raise forms.ValidationError(FAR_DAY)
        return day


class MomentField(forms.DateTimeField):
    """A day and time of the years for which the shop can convert and store times."""

    def to_python(self, value: Any) -> Any:
        """Return the instant; refuse one with which times cannot be calculated."""
        try:
            moment = super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(FAR_DAY) from None
        if moment and not is_usable(moment):
            raise forms.ValidationError(FAR_DAY)
        return moment


class _ByName(ModelChoiceIterator):
    """Choices sorted by label for readers of the page's language."""

    def __iter__(self) -> Iterator[Any]:
        choices = list(super().__iter__())
        empty = [choice for choice in choices if not str(choice[0])]
        named = [choice for choice in choices if str(choice[0])]
        yield from [*empty, *sort_by_name(named, lambda choice: str(choice[1]))]


class NameChoiceField(forms.ModelChoiceField):
    """A choice of one row that people look up by name, such as a country or licensee."""

    iterator = _ByName


class NameChoicesField(forms.ModelMultipleChoiceField):
    """A choice of several rows that people look up by name."""

    iterator = _ByName
