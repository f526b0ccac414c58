"""Actions on several orders of the list: add a tag, print the packing slips."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from shop.orders.aftersales.location_scope import orders_at
from shop.orders.casework.errors import TagRefused
from shop.orders.casework.tags import add_tag
from shop.oscar.order.models import Order
from shop.web.backoffice.dashboard.order_actions import TAG_REFUSALS
from shop.web.backoffice.dashboard.print_pages import slip_of
from shop.web.backoffice.shared.location_pages import locations_of
from shop.web.backoffice.shared.page_access import may_open

MOST = 100  # orders at once


def act(request: HttpRequest) -> HttpResponse:
    """Do what is asked with the selected orders; show the list again, or the slips."""
    if request.method != "POST":
        return _list(request)
    orders = _selected(request, request.POST)
    if not orders:
        messages.error(request, "Select at least one order.")
        return _list(request)
    if request.POST.get("do") == "slips":
        numbers = urlencode({"order": [order.number for order in orders]}, doseq=True)
        return redirect(f"{reverse('dashboard:orders-slips')}?{numbers}")
    if not may_open(request.user, "order-tags"):
        messages.error(request, "You may not change the tags of orders.")
        return _list(request)
    _add_tag(request, orders)
    return _list(request)


def show_slips(request: HttpRequest) -> HttpResponse:
    """Show the packing slips of several orders."""
    orders = _selected(request, request.GET)
    slips = [slip_of(order, locations_of(request)) for order in orders]
    return render(request, "oscar/dashboard/print/slips.html", {"slips": slips})


def _selected(request: HttpRequest, query: QueryDict) -> list[Order]:
    numbers = query.getlist("order")[:MOST]
    rows = orders_at(Order.objects.filter(number__in=numbers), locations_of(request))
    return list(rows.order_by("-date_placed", "-pk"))


def _add_tag(request: HttpRequest, orders: list[Order]) -> None:
    person: Any = request.user
    tagged = 0
    refused: dict[str, list[str]] = {}
    for order in orders:
        try:
            add_tag(order=order, name=request.POST.get("name", ""), by_id=person.pk)
        except TagRefused as error:
            text = TAG_REFUSALS[str(error.data["reason"])].format_map(error.data)
            refused.setdefault(text, []).append(order.number)
        else:
            tagged += 1
    if tagged:
        messages.success(request, f"Tag added to {tagged} order{'' if tagged == 1 else 's'}.")
    for text, numbers in refused.items():
        messages.error(request, f"{', '.join(numbers)}: {text}")


def _list(request: HttpRequest) -> HttpResponse:
    """Return to the list with its filter."""
    query = QueryDict(request.POST.get("query", "")[:2000], mutable=True)
    query.pop("select", None)
    address = reverse("dashboard:order-list")
    return redirect(f"{address}?{query.urlencode()}" if query else address)
