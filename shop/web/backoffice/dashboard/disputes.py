"""Disputes for shop staff: open ones first, by the due date of the evidence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.orders.payment.dispute_alerts import all_disputes
from shop.platform.database.clock import database_now
from shop.web.pagination import page_of


def show_list(request: HttpRequest) -> HttpResponse:
    """List disputes."""
    context = {"page": page_of(request, all_disputes()), "now": database_now()}
    return render(request, "oscar/dashboard/orders/disputes.html", context)
