"""Destinations whose tax rates are missing now or end soon without a successor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.commerce.markets.tax_gaps import LOOK_AHEAD, find_tax_gaps
from shop.platform.database.clock import database_now


def show_gaps(request: HttpRequest) -> HttpResponse:
    """List the gaps."""
    now = database_now()
    context = {"gaps": find_tax_gaps(now), "now": now, "days": LOOK_AHEAD.days}
    return render(request, "oscar/dashboard/tax.html", context)
