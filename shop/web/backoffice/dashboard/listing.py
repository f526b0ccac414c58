"""Search forms of the dashboard's lists, and orders with their status."""

from collections.abc import Iterable
from typing import Any

from django import forms

from shop.commerce.markets.models import Market
from shop.orders.aftersales.order_status import OrderStatusSummary, status_summaries
from shop.orders.casework.tags import tag_names
from shop.oscar.order.models import Order, OrderState
from shop.web.backoffice.shared.search_form import SearchForm
from shop.web.typed_fields import DayField


class DashboardSearchForm(SearchForm):
    """A search form with the fields of Oscar's dashboard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


class OrderSearchForm(DashboardSearchForm):
    """Search of orders by text, state, market, tag and the days on which they were placed."""

    status = forms.ChoiceField(
        required=False, choices=[("", "Any status"), *OrderState.choices], label="Status"
    )
    market = forms.ModelChoiceField(
        Market.objects.all(), required=False, to_field_name="code", empty_label="Any market"
    )
    tag = forms.ChoiceField(required=False, label="Tag")
    first_day = DayField(
        required=False, label="Placed from (UTC)", widget=forms.DateInput({"type": "date"})
    )
    last_day = DayField(
        required=False, label="To (inclusive)", widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tag: Any = self.fields["tag"]
        tag.choices = [("", "Any tag"), *((name, name) for name in tag_names())]


def with_status_summaries(orders: Iterable[Order]) -> list[tuple[Order, OrderStatusSummary]]:
    """Return orders with their status."""
    listed = list(orders)
    summaries = status_summaries(listed)
    return [(order, summaries[order.pk]) for order in listed]
