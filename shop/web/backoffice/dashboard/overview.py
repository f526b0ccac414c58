"""The overview: orders by status, takings by currency and recent orders."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from procrastinate.contrib.django.models import ProcrastinateJob

from shop.commerce.fulfillment.openings import open_markets_to_fix
from shop.orders.aftersales.staff_queries import find_orders, orders_by_status, sales_since
from shop.oscar.order.models import OrderState
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.listing import with_status_summaries
from shop.web.backoffice.dashboard.open_tasks import tasks_for
from shop.web.backoffice.shared.page_access import may_open

LAST_ORDERS = 10
PERIODS = (("Last 24 hours", timedelta(days=1)), ("Last 30 days", timedelta(days=30)))


def show(request: HttpRequest) -> HttpResponse:
    """Show the overview."""
    now, counts = database_now(), orders_by_status()
    may_fix = may_open(request.user, "market")
    context = {
        "markets_to_fix": open_markets_to_fix(now) if may_fix else [],
        "states": [(state, counts[state]) for state in OrderState],
        "periods": [(name, sales_since(now - length)) for name, length in PERIODS],
        "todo": tasks_for(request.user, now),
        "failed_jobs": ProcrastinateJob.objects.filter(status="failed").count(),
        "orders": with_status_summaries(find_orders()[:LAST_ORDERS]),
    }
    return render(request, "oscar/dashboard/index.html", context)
