"""Denied sales: attempts to buy by product, destination and reason, with their value."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from shop.identity.accounts.roles import visibility_of
from shop.orders.denials.demand import DeniedDemand, denied_demand
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.texts import channel_in_words, reason_in_words

SHOWN = 200
PERIODS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "12 months"}
USUAL = "30"
COLUMNS = (
    *("SKU", "Product", "Ship-to", "Channel", "Market", "Reason"),
    *("Attempts", "Last attempt (UTC)", "Lost value", "Currency"),
)


def show(request: HttpRequest) -> HttpResponseBase:
    """List denied sales of a period, most attempts first; as CSV with `format=csv`."""
    days = request.GET.get("days", USUAL)
    days = days if days in PERIODS else USUAL
    now = database_now()
    visibility = visibility_of(person_of(request))
    demand = denied_demand(visibility, now - timedelta(days=int(days)), now, SHOWN)
    if request.GET.get("format") == "csv":
        return as_csv(f"denied-sales-{days}-days", COLUMNS, map(_cells, demand))
    context = {
        "rows": [(row, _check_url(row)) for row in demand],
        "periods": PERIODS,
        "days": days,
        "shown": SHOWN if len(demand) == SHOWN else 0,
    }
    return render(request, "rights/denied_sales.html", context)


def _check_url(row: DeniedDemand) -> str:
    """Return the sale check, which shows each mark and what the grants on it lack."""
    asked = {"sku": row.product.upc, "territory": row.territory, "channel": row.channel}
    return f"{reverse('rights:question')}?{urlencode(asked)}"


def _cells(row: DeniedDemand) -> tuple[object, ...]:
    return (
        *(row.product.upc, row.product.get_title(), row.territory),
        *(channel_in_words(row.channel), row.market, reason_in_words(row.reason)),
        *(row.attempts, row.last_at, row.value, row.currency),
    )
