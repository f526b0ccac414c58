"""Orders for shop staff: search and details."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shop.commerce.fulfillment.addresses import label_lines
from shop.commerce.markets.choice import prefix
from shop.finance.invoices.querysets import documents_of
from shop.orders.aftersales.location_scope import orders_at
from shop.orders.aftersales.order_status import status_summary
from shop.orders.aftersales.staff_queries import find_orders, get_order_record
from shop.platform.core.typed_text import normalize_code
from shop.web.backoffice.dashboard.listing import OrderSearchForm, with_status_summaries
from shop.web.backoffice.dashboard.order_actions import NoteForm
from shop.web.backoffice.dashboard.order_history import describe_history
from shop.web.backoffice.dashboard.order_links import actions_for
from shop.web.backoffice.shared.location_pages import locations_of
from shop.web.backoffice.shared.page_access import may_open
from shop.web.pagination import page_of


def show_list(request: HttpRequest) -> HttpResponse:
    """List orders by search, status, market, tag and days, newest first."""
    form = OrderSearchForm(request.GET)
    market = form.filters.get("market")
    order_rows = find_orders(
        text=form.filters.get("q", ""),
        status=form.filters.get("status", ""),
        market_id=market.pk if market else None,
        tag=form.filters.get("tag", ""),
        days=(form.filters.get("first_day"), form.filters.get("last_day")),
    )
    page = page_of(request, orders_at(order_rows, locations_of(request)))
    context = {
        "form": form,
        "page": page,
        "orders": with_status_summaries(page),
        "may_tag": may_open(request.user, "order-tags"),
    }
    return render(request, "oscar/dashboard/orders/order_list.html", context)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show one order."""
    within = locations_of(request)
    record = get_order_record(normalize_code(number), within)
    if record is None:
        raise Http404
    order = record.order
    context = {
        "record": record,
        "order": order,
        "is_limited": bool(within),
        "history": describe_history(record.history),
        "documents": documents_of(order),
        "order_status": status_summary(order),
        "actions": actions_for(request.user, order),
        "note_form": NoteForm(),
        "address": label_lines(order.shipping_address) if order.shipping_address else [],
        "shop": prefix(order.market, order.language),
    }
    return render(request, "oscar/dashboard/orders/order_detail.html", context)
