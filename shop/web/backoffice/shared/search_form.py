"""Search forms above the lists of the back office."""

from typing import Any

from django import forms


class SearchForm(forms.Form):
    """The search form; an invalid field does not filter."""

    q = forms.CharField(required=False, max_length=100, label="Search")

    @property
    def filters(self) -> dict[str, Any]:
        """The valid values of the form."""
        self.is_valid()
        return dict(self.cleaned_data)
