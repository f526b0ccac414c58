"""Lists of the portal: their pages and search forms."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from shop.web.backoffice.shared.forms import DeskForm

PAGE_SIZE = 50


class PortalSearch(DeskForm):
    """What to look for; a form that is not valid finds nothing to filter by."""

    q = forms.CharField(required=False, max_length=100, label="SKU or title")

    @property
    def asked(self) -> dict[str, Any]:
        """The cleaned answers, without those that are not valid."""
        self.is_valid()
        return dict(self.cleaned_data)


def page_of(request: HttpRequest, rows: Any) -> Page:
    """Return the page of a list that a request asks for; the nearest that exists."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
