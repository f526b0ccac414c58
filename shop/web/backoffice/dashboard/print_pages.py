"""Pages to print: packing slip with address label, customs form, pick list."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from shop.commerce.fulfillment.addresses import label_lines
from shop.finance.payments.disputes import is_disputed
from shop.orders.aftersales.packing_documents import customs_form, packing_lines, pick_list
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import normalize_code
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.location_pages import locations_of


def show_packing_slip(request: HttpRequest, number: str) -> HttpResponse:
    """Show the packing slip of an order, without prices, and its address label."""
    slip = slip_of(_order(number), locations_of(request))
    return render(request, "oscar/dashboard/print/slip.html", {"slip": slip})


def slip_of(order: Order, within: Collection[int]) -> dict[str, object]:
    """Return what the packing slip of an order shows, of the given locations only."""
    return {"lines": packing_lines(order, within), "held": _is_held(order)} | _frame(order)


def show_customs_form(request: HttpRequest, number: str) -> HttpResponse:
    """Show the customs form of an order: CN22, or CN23 for a higher value."""
    order = _order(number)
    context = {"customs": customs_form(order, locations_of(request))}
    return render(request, "oscar/dashboard/print/customs.html", context | _frame(order))


def show_pick_list(request: HttpRequest) -> HttpResponse:
    """Show what is to be fetched from each location; the page names no buyer."""
    context = {"articles": pick_list(locations_of(request)), "at": database_now()}
    return render(request, "oscar/dashboard/print/pick_list.html", context)


def _frame(order: Order) -> dict[str, object]:
    address = order.shipping_address
    return {
        "order": order,
        "seller": order.market.selling_entity,
        "address": label_lines(address) if address else [],
        "country": order.ship_to.name,
        "at": database_now(),
    }


def _is_held(order: Order) -> bool:
    return HeldOrder.objects.filter(order=order, decision="").exists() or is_disputed(order)


def _order(number: str) -> Order:
    orders = Order.objects.select_related(
        "market__selling_entity", "ship_to", "shipping_address__country"
    )
    return get_object_or_404(orders, number=normalize_code(number))
