"""Tax rates of the dashboard: list, form and import of a table; missing and ending rates."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from shop.commerce.markets.models import TaxRate
from shop.commerce.markets.tax_gaps import LOOK_AHEAD, find_tax_gaps
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.market_forms import TAX_RATES
from shop.web.backoffice.dashboard.record_pages import edit_record, import_file, list_records
from shop.web.backoffice.shared.tables import Link


def show_gaps(request: HttpRequest) -> HttpResponse:
    """List the gaps."""
    now = database_now()
    context = {"gaps": find_tax_gaps(now), "now": now, "days": LOOK_AHEAD.days}
    return render(request, "oscar/dashboard/tax.html", context)


def show_rates(request: HttpRequest) -> HttpResponseBase:
    """List all rates; `format=csv` downloads them for an import."""
    return list_records(
        request,
        TAX_RATES,
        new="tax-rate-new",
        edit="tax-rate",
        upload="tax-rate-import",
        records=TAX_RATES.rows().select_related("territory"),
        links=[Link("Missing rates", reverse("dashboard:tax-gaps"))],
    )


def edit_rate(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a rate, or change one and show its history."""
    rate = get_object_or_404(TaxRate, pk=pk) if pk else None
    return edit_record(request, TAX_RATES, rate, "tax-rates")


def upload_rates(request: HttpRequest) -> HttpResponse:
    """Import a table of rates: all of its rows, or none with every problem named."""
    return import_file(request, TAX_RATES, "markets.change_taxrate", "tax-rates")
