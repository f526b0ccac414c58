"""Markets and sellers of the dashboard: lists, forms, and the checklist that opens a market."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin.models import CHANGE
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.commerce.fulfillment.models import DeliveryMethod, PickUpPoint
from shop.commerce.fulfillment.openings import (
    checklist,
    close_market,
    make_default_market,
    open_market,
)
from shop.commerce.markets.models import Market, SellingEntity
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.market_forms import MARKETS, SELLERS
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    record_change,
)
from shop.web.backoffice.records.saving import download
from shop.web.backoffice.shared.page_access import may_open

REFUSALS = {
    "market_not_ready": "The market cannot be opened yet. Complete the checklist first.",
    "default_market_stays": "The default market is always open. Make another market the default.",
}
DONE = {"open": "open", "close": "closed", "default": "now the default market"}
CHANGES = {"open": "Market opened", "close": "Market closed", "default": "Made the default market"}


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the markets with the missing items of their checklists; `format=csv` downloads them."""
    if request.GET.get("format") == "csv":
        return download(MARKETS, MARKETS.rows())
    at = database_now()
    rows = [
        (market, [line for line in checklist(market, at) if not line.is_met])
        for market in Market.objects.select_related("selling_entity")
    ]
    context = {
        "rows": rows,
        "may_add": may_open(request.user, "market-new"),
        "sellers": may_open(request.user, "sellers"),
    }
    return render(request, "oscar/dashboard/markets/list.html", context)


def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a market, which begins closed, or change one; then go to its checklist."""
    market = get_object_or_404(Market, code=code) if code else None
    back = reverse("dashboard:market", args=[code]) if code else ""
    return edit_record(
        request,
        MARKETS,
        market,
        "markets",
        back=back,
        following=lambda saved: reverse("dashboard:market", args=[saved.code]),
    )


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of markets."""
    return import_file(request, MARKETS, "markets.change_market", "markets")


def show_sellers(request: HttpRequest) -> HttpResponseBase:
    """List the sellers; `format=csv` downloads them for an import."""
    return list_records(request, SELLERS, new="seller-new", edit="seller", upload="seller-import")


def edit_seller(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a seller, or change one and show its history."""
    seller = get_object_or_404(SellingEntity, code=code) if code else None
    return edit_record(request, SELLERS, seller, "sellers")


def upload_sellers(request: HttpRequest) -> HttpResponse:
    """Import a file of sellers."""
    return import_file(request, SELLERS, "markets.change_sellingentity", "sellers")


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a market's checklist, delivery methods and pick-up points; open or close it."""
    market = get_object_or_404(Market.objects.select_related("selling_entity"), code=code)
    if request.method == "POST":
        _open_or_close(request, market)
        return redirect("dashboard:market", code=code)
    lines = checklist(market, database_now())
    context = {
        "market": market,
        "lines": [(line, _page_of(line.code, market)) for line in lines],
        "is_ready": all(line.is_met for line in lines),
        "methods": DeliveryMethod.objects.filter(market=market).order_by("code", "pk"),
        "points": PickUpPoint.objects.filter(market=market),
        "may_edit": request.user.has_perm("fulfillment.change_deliverymethod"),
    }
    return render(request, "oscar/dashboard/markets/market.html", context)


def _page_of(code: str, market: Market) -> str:
    """Return the page on which an item of the checklist is completed; empty if there is none."""
    pages = {
        "destinations": ("market-edit", [market.code]),
        "seller": ("seller", [market.selling_entity.code]),
        "tax": ("tax-rates", []),
        "delivery": ("delivery-method-new", [market.code]),
        "prices": ("prices", []),
        "legal": ("legal-market", [market.code]),
    }
    name, arguments = pages.get(code, ("", []))
    return reverse(f"dashboard:{name}", args=arguments) if name else ""


def _open_or_close(request: HttpRequest, market: Market) -> None:
    steps: dict[str, Callable[[], None]] = {
        "open": lambda: open_market(market=market, at=database_now(), by_id=_who(request)),
        "close": lambda: close_market(market=market, by_id=_who(request)),
        "default": lambda: make_default_market(
            market=market, at=database_now(), by_id=_who(request)
        ),
    }
    name = request.POST.get("do", "")
    if name not in steps:
        return
    try:
        steps[name]()
    except DomainError as error:
        messages.error(request, REFUSALS[error.code])
    else:
        record_change(market, _who(request), CHANGE, CHANGES[name])
        messages.success(request, f"{market} is {DONE[name]}.")


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
