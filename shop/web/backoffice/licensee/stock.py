"""Stock of the licensee's own articles: current units, and corrections with their reason."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.inventory.availability import FREE
from shop.commerce.inventory.count_file import MOST_UNITS
from shop.commerce.inventory.errors import AdjustmentRefused
from shop.commerce.inventory.models import StockMovement
from shop.commerce.inventory.services import adjust_stock
from shop.commerce.inventory.staff_queries import article_like
from shop.identity.tenancy import BY_PRODUCT, own_rows
from shop.oscar.partner.models import StockRecord
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.listing import PortalSearch
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.forms import DeskForm
from shop.web.backoffice.shared.stock_messages import SENTENCES
from shop.web.pagination import page_of

LAST_MOVEMENTS = 30
COLUMNS = ("SKU", "Title", "Size", "Location", "In stock", "Reserved", "Committed", "Available")


class StockSearch(PortalSearch):
    """Search of articles by text, or those with low stock."""

    only = forms.ChoiceField(
        required=False, label="Show", choices=[("", "All items"), ("sold_out", "Sold out")]
    )


class AdjustForm(DeskForm):
    """A change in stock and its reason."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    change = forms.IntegerField(
        min_value=-MOST_UNITS,
        max_value=MOST_UNITS,
        label="Change in units in stock",
        help_text="Enter 3 if three were found or delivered, -3 if three are missing.",
    )
    reason = forms.CharField(max_length=200)


def show_list(request: PortalRequest) -> HttpResponseBase:
    """List stock, the fewest free units first; as CSV with `format=csv`."""
    form = StockSearch(request.GET)
    records = _find(request, form.filters.get("q", ""), form.filters.get("only", ""))
    if request.GET.get("format") == "csv":
        return as_csv("stock", COLUMNS, [_exported(record) for record in records])
    return render(request, "licensee/stock.html", {"form": form, "page": page_of(request, records)})


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show a stock record with its movements, or adjust it."""
    record = get_object_or_404(_own(request), pk=pk)
    form = AdjustForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid() and _adjusted(request, record, form):
        return redirect("licensee:stock_record", pk=pk)
    record.refresh_from_db()
    movements = StockMovement.objects.filter(stock_record=record).select_related("by")
    context = {
        "record": record,
        "form": form,
        "movements": movements.order_by("-pk")[:LAST_MOVEMENTS],
        "licensee": request.licensee,
    }
    status = 422 if form.errors else 200
    return render(request, "licensee/stock_record.html", context, status=status)


def _own(request: PortalRequest) -> QuerySet[StockRecord]:
    records = own_rows(StockRecord.objects.all(), request.licensee, *BY_PRODUCT)
    return records.select_related("product__parent", "location").annotate(free=FREE)


def _find(request: PortalRequest, text: str, only: str) -> QuerySet[StockRecord]:
    records = _own(request)
    if only == "sold_out":
        records = records.filter(free__lte=0)
    if text:
        records = records.filter(article_like(text))
    return records.order_by("free", "product__upc", "pk")


def _adjusted(request: PortalRequest, record: StockRecord, form: AdjustForm) -> bool:
    form_data = form.cleaned_data
    try:
        adjust_stock(
            stock_record=record,
            change=form_data["change"],
            reason=form_data["reason"],
            by_id=request.person.pk,
            key=form_data["key"],
        )
    except AdjustmentRefused as refusal:
        sentence = SENTENCES[str(refusal.data["reason"])]
        form.add_error("change", sentence.format_map(refusal.data))
        return False
    messages.success(request, "Stock updated.")
    return True


def place_of(record: StockRecord) -> str:
    """Return the location of a stock record, with the date of announced units."""
    if record.announced:
        return f"{record.location.name}, announced for {record.ships_on:%Y-%m-%d}"
    return str(record.location.name)


def _exported(record: StockRecord) -> tuple[object, ...]:
    return (
        record.product.upc,
        record.product.get_title(),
        record.product.size,
        place_of(record),
        record.num_in_stock,
        record.num_held,
        record.num_allocated,
        record.net_stock_level,
    )
