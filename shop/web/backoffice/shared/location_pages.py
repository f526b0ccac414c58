"""Pages of the dashboard for people who are limited to locations.

Their lists are filtered by the view, and the pages of one order, return or stock record open only
for rows of their locations. Every other page is closed to them.
"""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from shop.commerce.inventory.models import StockTake
from shop.commerce.inventory.staff_queries import records_at
from shop.commerce.inventory.stocktakes import takes_at
from shop.orders.aftersales.location_scope import cases_at, orders_at
from shop.orders.returns.models import ReturnCase, ReturnPhoto
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.core.typed_text import normalize_code

type Find = Callable[[Mapping[str, Any], Collection[int]], QuerySet[Any]]


def _order(kwargs: Mapping[str, Any], location_ids: Collection[int]) -> QuerySet[Any]:
    orders = Order.objects.filter(number=normalize_code(kwargs["number"]))
    return orders_at(orders, location_ids)


def _case(kwargs: Mapping[str, Any], location_ids: Collection[int]) -> QuerySet[Any]:
    return cases_at(ReturnCase.objects.filter(public_id=kwargs["public_id"]), location_ids)


def _photo(kwargs: Mapping[str, Any], location_ids: Collection[int]) -> QuerySet[Any]:
    cases = cases_at(ReturnCase.objects.all(), location_ids)
    return ReturnPhoto.objects.filter(public_id=kwargs["public_id"], case__in=cases)


def _stock(kwargs: Mapping[str, Any], location_ids: Collection[int]) -> QuerySet[Any]:
    return records_at(StockRecord.objects.filter(pk=kwargs["pk"]), location_ids)


def _take(kwargs: Mapping[str, Any], location_ids: Collection[int]) -> QuerySet[Any]:
    return takes_at(StockTake.objects.filter(public_id=kwargs["public_id"]), location_ids)


FILTERED = frozenset(
    {
        "order-list",
        "orders-slips",
        "orders-together",
        "pick-list",
        "return-list",
        "search",
        "stock-list",
        "stock-takes",
        "work",
        "work-list",
    }
)
BY_ROW: Mapping[str, Find] = {
    **dict.fromkeys(
        (
            "order-detail",
            "order-packing",
            "order-ship",
            "order-label",
            "order-collection",
            "order-slip",
            "order-customs",
            "order-note",
            "order-tags",
            "parcel-delivered",
        ),
        _order,
    ),
    **dict.fromkeys(
        (
            "return-case",
            "return-approve",
            "return-reject",
            "return-cancel",
            "return-receive",
            "return-inspect",
            "return-refund",
            "return-replace",
        ),
        _case,
    ),
    "return-photo": _photo,
    "stock-record": _stock,
    "stock-take": _take,
}
OPEN = FILTERED | BY_ROW.keys() | {"logout"}


def locations_of(request: HttpRequest) -> frozenset[int]:
    """Return the ids of the locations that the signed-in person is limited to; empty for all."""
    user: Any = request.user
    ids: frozenset[int] = user.location_ids
    return ids


def is_closed(user: Any, name: str) -> bool:
    """Return whether a page is closed to a person because of a limit to locations."""
    return name not in OPEN and bool(user.location_ids)


def within_locations(
    view: Callable[..., HttpResponseBase], name: str
) -> Callable[..., HttpResponseBase]:
    """Return a view that refuses people who are limited to locations, or rows of other ones.

    A closed page is refused with 403; a row of another location is not found.
    """
    find = BY_ROW.get(name)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_closed(request.user, name):
            raise PermissionDenied
        user: Any = request.user
        if find is not None and user.location_ids and not find(kwargs, user.location_ids).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return answer
