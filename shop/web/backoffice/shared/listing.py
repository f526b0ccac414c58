"""Filters and pages of the back office's lists."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 50


class FilterForm(forms.Form):
    """Base of search forms; fields that are not valid do not filter."""

    @property
    def filters(self) -> dict[str, Any]:
        """The valid values by field."""
        self.is_valid()
        return dict(self.cleaned_data)


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """Return the requested page of a list, or the nearest that exists."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
