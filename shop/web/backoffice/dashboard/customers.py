"""Customers with an account, and their orders."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from shop.identity.accounts.models import User
from shop.orders.aftersales.staff_queries import find_orders
from shop.platform.core.typed_text import normalize_email
from shop.web.backoffice.dashboard.listing import DashboardSearchForm, with_status_summaries
from shop.web.pagination import page_of


def show_list(request: HttpRequest) -> HttpResponse:
    """List customers, newest first."""
    form = DashboardSearchForm(request.GET)
    context = {"form": form, "page": page_of(request, _find(form.filters.get("q", "")))}
    return render(request, "oscar/dashboard/users/index.html", context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a customer and their orders. Staff accounts are not customers."""
    customer = get_object_or_404(User, pk=pk, role=User.Role.FAN)
    orders = page_of(request, find_orders().filter(user=customer))
    context = {"customer": customer, "page": orders, "orders": with_status_summaries(orders)}
    return render(request, "oscar/dashboard/users/detail.html", context)


def _find(text: str) -> QuerySet[User]:
    fans = User.objects.filter(role=User.Role.FAN)
    if text:
        fans = fans.filter(
            Q(email__icontains=normalize_email(text) or text)
            | Q(first_name__istartswith=text)
            | Q(last_name__istartswith=text)
        )
    return fans.annotate(placed=Count("orders")).order_by("-date_joined", "-pk")
