"""Stock for those who keep it: what is low, and stock-takes."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.inventory.alerts import low_stock
from shop.commerce.inventory.availability import FREE
from shop.commerce.inventory.errors import StockTakeRefused
from shop.commerce.inventory.models import StockTake
from shop.commerce.inventory.staff_queries import article_like
from shop.commerce.inventory.stocktakes import apply_stock_take, compare, store_stock_take
from shop.oscar.partner.models import StockRecord
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.dashboard.stock_forms import Styled
from shop.web.pagination import page_of

LAST_TAKES = 30


class StockSearchForm(DashboardSearchForm):
    """Articles by words or SKU, or those somebody must look after."""

    only = forms.ChoiceField(
        required=False,
        choices=[("", "All articles"), ("low", "Low"), ("sold_out", "Sold out")],
        label="Show",
    )


class StockTakeForm(Styled):
    """A file of counted units."""

    name = forms.CharField(max_length=120, label="Name, as “Main warehouse, 24 November”")
    file = forms.FileField(
        label="File (CSV or XLSX with the columns sku and counted)",
        help_text="A third column, location, holds the code of the warehouse that was counted.",
    )


def show_list(request: HttpRequest) -> HttpResponse:
    """List the articles with stock, those with the fewest free units first."""
    form = StockSearchForm(request.GET)
    page = page_of(request, _find(form.asked.get("q", ""), form.asked.get("only", "")))
    context = {"form": form, "page": page}
    return render(request, "oscar/dashboard/stock/list.html", context)


def show_takes(request: HttpRequest) -> HttpResponse:
    """Show the last stock-takes and take the file of a new one."""
    form = StockTakeForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            stock_take = store_stock_take(
                name=form.cleaned_data["name"],
                content=upload.read(),
                by_id=int(request.user.pk or 0),
            )
        except StockTakeRefused as refusal:
            problems = refusal.problems
        else:
            return redirect("dashboard:stock-take", public_id=stock_take.public_id)
    context = {
        "form": form,
        "problems": problems,
        "takes": StockTake.objects.select_related("by").order_by("-pk")[:LAST_TAKES],
    }
    status = 422 if form.errors or problems else 200
    return render(request, "oscar/dashboard/stock/takes.html", context, status=status)


def show_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a stock-take would change, and book it."""
    takes = StockTake.objects.select_related("by", "applied_by")
    stock_take = get_object_or_404(takes, public_id=public_id)
    problems: list[str] = []
    if request.method == "POST":
        try:
            if apply_stock_take(stock_take=stock_take, by_id=int(request.user.pk or 0)):
                messages.success(request, "Stock updated.")
        except StockTakeRefused as refusal:
            problems = refusal.problems
        else:
            return redirect("dashboard:stock-take", public_id=public_id)
    rows = compare(stock_take)
    changed = [row for row in rows if row.difference]
    context = {
        "take": stock_take,
        "problems": problems,
        "page": page_of(request, changed),
        "rows": len(rows),
        "found": sum(row.difference for row in changed if row.difference > 0),
        "missing": -sum(row.difference for row in changed if row.difference < 0),
    }
    status = 422 if problems else 200
    return render(request, "oscar/dashboard/stock/take.html", context, status=status)


def _find(text: str, only: str) -> QuerySet[StockRecord]:
    found: QuerySet[StockRecord] = StockRecord.objects.annotate(free=FREE)
    if only == "low":
        found = low_stock()
    elif only == "sold_out":
        found = found.filter(free__lte=0)
    if text:
        found = found.filter(article_like(text))
    found = found.select_related("product__parent", "partner", "location")
    return found.order_by("free", "product__upc", "location__rank", "pk")
