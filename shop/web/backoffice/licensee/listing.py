"""Search forms of the portal's lists."""

from django import forms

from shop.web.backoffice.shared.forms import DeskForm
from shop.web.backoffice.shared.search_form import SearchForm


class PortalSearch(SearchForm, DeskForm):
    """A search form with the fields of the portal."""

    q = forms.CharField(required=False, max_length=100, label="SKU or title")
