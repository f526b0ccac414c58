"""Stock levels and stock-takes."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.inventory.alerts import low_stock
from shop.commerce.inventory.availability import FREE
from shop.commerce.inventory.count_file import SHEET
from shop.commerce.inventory.count_sheet import sheet_rows
from shop.commerce.inventory.errors import StockTakeRefused
from shop.commerce.inventory.models import StockTake
from shop.commerce.inventory.staff_queries import article_like, records_at
from shop.commerce.inventory.stocktakes import (
    apply_stock_take,
    compare,
    store_stock_take,
    takes_at,
)
from shop.oscar.partner.models import StockRecord
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.backoffice.shared.exports import as_csv, as_xlsx
from shop.web.backoffice.shared.location_pages import locations_of
from shop.web.pagination import page_of

LAST_TAKES = 30
SHEET_FORMATS = {"csv": as_csv, "xlsx": as_xlsx}


class StockSearchForm(DashboardSearchForm):
    """Search by words or SKU, low stock or sold out."""

    only = forms.ChoiceField(
        required=False,
        choices=[("", "All items"), ("low", "Low"), ("sold_out", "Sold out")],
        label="Show",
    )


class StockTakeForm(StyledForm):
    """A file of counted units."""

    name = forms.CharField(max_length=120, label="Name, for example “Main warehouse, 24 November”")
    file = forms.FileField(
        label="File (CSV or XLSX)",
        help_text=(
            "A count sheet, or your own file with the columns sku, counted and location (the code"
            " of the warehouse that was counted)."
        ),
    )


def show_list(request: HttpRequest) -> HttpResponse:
    """List stock records, fewest available units first."""
    form = StockSearchForm(request.GET)
    records = _find(form.filters.get("q", ""), form.filters.get("only", ""))
    page = page_of(request, records_at(records, locations_of(request)))
    context = {"form": form, "page": page}
    return render(request, "oscar/dashboard/stock/list.html", context)


def show_takes(request: HttpRequest) -> HttpResponseBase:
    """List recent stock-takes, or upload a new one; `format` downloads a count sheet."""
    if write := SHEET_FORMATS.get(request.GET.get("format", "")):
        return write("Count sheet", SHEET, sheet_rows(locations_of(request)))
    form = StockTakeForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            stock_take = store_stock_take(
                name=form.cleaned_data["name"],
                content=upload.read(),
                by_id=int(request.user.pk or 0),
                location_ids=locations_of(request),
            )
        except StockTakeRefused as refusal:
            problems = refusal.problems
        else:
            return redirect("dashboard:stock-take", public_id=stock_take.public_id)
    takes = takes_at(StockTake.objects.select_related("by"), locations_of(request))
    context = {
        "form": form,
        "problems": problems,
        "takes": takes.order_by("-pk")[:LAST_TAKES],
    }
    status = 422 if form.errors or problems else 200
    return render(request, "oscar/dashboard/stock/takes.html", context, status=status)


def show_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Preview a stock-take, or apply it."""
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
    records: QuerySet[StockRecord] = StockRecord.objects.annotate(free=FREE)
    if only == "low":
        records = low_stock()
    elif only == "sold_out":
        records = records.filter(free__lte=0)
    if text:
        records = records.filter(article_like(text))
    records = records.select_related("product__parent", "partner", "location")
    return records.order_by("free", "product__upc", "location__rank", "pk")
