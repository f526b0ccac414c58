"""Search forms and pages of the dashboard's lists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from shop.commerce.markets.models import Market
from shop.orders.aftersales.order_status import OrderStanding, order_standings
from shop.oscar.order.models import Order, OrderState

PAGE_SIZE = 50


class SearchForm(forms.Form):
    """What to look for; a form that is not valid finds nothing to filter by."""

    q = forms.CharField(required=False, max_length=100, label="Search")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    @property
    def asked(self) -> dict[str, Any]:
        """The cleaned answers, without those that are not valid."""
        self.is_valid()
        return dict(self.cleaned_data)


class OrderSearchForm(SearchForm):
    """Orders by what a caller knows, by state and by market."""

    status = forms.ChoiceField(
        required=False, choices=[("", "Any status"), *OrderState.choices], label="Status"
    )
    market = forms.ModelChoiceField(
        Market.objects.all(), required=False, to_field_name="code", empty_label="Any market"
    )


def with_standings(orders: Iterable[Order]) -> list[tuple[Order, OrderStanding]]:
    """Return orders of a page with how each stands."""
    listed = list(orders)
    standings = order_standings(listed)
    return [(order, standings[order.pk]) for order in listed]


def page_of(request: HttpRequest, rows: Any) -> Page:
    """Return the page of a list that a request asks for; the nearest that exists."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
