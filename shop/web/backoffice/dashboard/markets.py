"""Markets of the dashboard: the list, and the checklist that opens one."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin.models import CHANGE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.openings import checklist, close_market, open_market
from shop.commerce.markets.models import Market
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.record_pages import record_change

REFUSALS = {
    "market_not_ready": "The market cannot be opened yet. Complete the checklist first.",
    "default_market_stays": "The default market is always open. Make another market the default.",
}


def show_list(request: HttpRequest) -> HttpResponse:
    """List the markets with the missing items of their checklists."""
    at = database_now()
    rows = [
        (market, [line for line in checklist(market, at) if not line.is_met])
        for market in Market.objects.select_related("selling_entity")
    ]
    return render(request, "oscar/dashboard/markets/list.html", {"rows": rows})


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a market's checklist and delivery methods; open or close it."""
    market = get_object_or_404(Market.objects.select_related("selling_entity"), code=code)
    if request.method == "POST":
        _open_or_close(request, market)
        return redirect("dashboard:market", code=code)
    lines = checklist(market, database_now())
    context = {
        "market": market,
        "lines": lines,
        "is_ready": all(line.is_met for line in lines),
        "methods": DeliveryMethod.objects.filter(market=market).order_by("code", "pk"),
        "may_edit": request.user.has_perm("fulfillment.change_deliverymethod"),
    }
    return render(request, "oscar/dashboard/markets/market.html", context)


def _open_or_close(request: HttpRequest, market: Market) -> None:
    steps: dict[str, Callable[[], None]] = {
        "open": lambda: open_market(market=market, at=database_now(), by_id=_who(request)),
        "close": lambda: close_market(market=market, by_id=_who(request)),
    }
    name = request.POST.get("do", "")
    if name not in steps:
        return
    try:
        steps[name]()
    except DomainError as error:
        messages.error(request, REFUSALS[error.code])
    else:
        done = "opened" if name == "open" else "closed"
        record_change(market, _who(request), CHANGE, f"Market {done}")
        messages.success(request, f"{market} is {done}.")


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
