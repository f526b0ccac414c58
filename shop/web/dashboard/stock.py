"""Stock for those who keep it: what is low, an adjustment, a stock-take."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.forks.partner.models import StockRecord
from shop.inventory.alerts import FREE, low_stock
from shop.inventory.errors import AdjustmentRefused, StockTakeRefused
from shop.inventory.levels import movements_of
from shop.inventory.models import StockTake
from shop.inventory.services import adjust_stock
from shop.inventory.stocktakes import MOST_UNITS, apply_stock_take, compare, store_stock_take
from shop.web.dashboard.listing import SearchForm, page_of

LAST_MOVEMENTS = LAST_TAKES = 30
SENTENCES = {
    "below_promised": "{promised} units are held or sold and not sent: so many must stay.",
    "no_change": "Nothing would change.",
    "no_reason": "Say why.",
}


class StockSearchForm(SearchForm):
    """Articles by words or SKU, or those somebody must look after."""

    only = forms.ChoiceField(
        required=False,
        choices=[("", "All articles"), ("low", "Low"), ("sold_out", "Sold out")],
        label="Show",
    )


class Styled(forms.Form):
    """A form of the dashboard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"


class AdjustForm(Styled):
    """Units found or missing, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    change = forms.IntegerField(
        min_value=-MOST_UNITS,
        max_value=MOST_UNITS,
        label="Change of the units in stock",
        help_text="+3 for three found, -3 for three missing.",
    )
    reason = forms.CharField(max_length=200, label="Reason")


class LimitsForm(Styled):
    """When somebody is told, and how many one person may buy."""

    low_stock_threshold = forms.IntegerField(
        min_value=0,
        max_value=MOST_UNITS,
        required=False,
        label="Tell us when so few units are free",
        help_text="Empty: never.",
    )
    limit_per_person = forms.IntegerField(
        min_value=1,
        max_value=10_000,
        required=False,
        label="Units one person may buy, of all sizes and in all orders together",
        help_text="Empty: no limit.",
    )


class StockTakeForm(Styled):
    """A file of counted units."""

    name = forms.CharField(max_length=120, label="Name, as “Main warehouse, 24 November”")
    file = forms.FileField(label="File (CSV with the columns sku and counted)")


def show_list(request: HttpRequest) -> HttpResponse:
    """List the articles with stock, those with the fewest free units first."""
    form = StockSearchForm(request.GET)
    page = page_of(request, _find(form.asked.get("q", ""), form.asked.get("only", "")))
    context = {"form": form, "page": page}
    return render(request, "oscar/dashboard/stock/list.html", context)


def show_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article's stock with the forms that adjust it and set its limits."""
    record = get_object_or_404(StockRecord.objects.select_related("product__parent"), pk=pk)
    top = record.product.top
    adjust = AdjustForm(
        request.POST if "adjust" in request.POST else None, initial={"key": uuid4()}
    )
    limits = LimitsForm(
        request.POST if "limits" in request.POST else None,
        initial={
            "low_stock_threshold": record.low_stock_threshold,
            "limit_per_person": top.limit_per_person,
        },
    )
    if (adjust.is_bound and _adjusted(request, record, adjust)) or (
        limits.is_bound and _limited(request, record, limits)
    ):
        return redirect("dashboard:stock-record", pk=record.pk)
    record.refresh_from_db()
    movements = movements_of(top.pk).filter(stock_record=record).select_related("by")
    context = {
        "record": record,
        "adjust": adjust,
        "limits": limits,
        "movements": movements[:LAST_MOVEMENTS],
    }
    status = 422 if adjust.errors or limits.errors else 200
    return render(request, "oscar/dashboard/stock/record.html", context, status=status)


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
                messages.success(request, "Booked.")
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
        found = found.filter(
            Q(product__upc__istartswith=text)
            | Q(product__title__icontains=text)
            | Q(product__parent__title__icontains=text)
        )
    return found.select_related("product__parent", "partner").order_by("free", "product__upc")


def _adjusted(request: HttpRequest, record: StockRecord, form: AdjustForm) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        adjust_stock(
            stock_record=record,
            change=said["change"],
            reason=said["reason"],
            by_id=int(request.user.pk or 0),
            key=said["key"],
        )
    except AdjustmentRefused as refusal:
        sentence = SENTENCES[str(refusal.data["reason"])]
        form.add_error("change", sentence.format_map(refusal.data))
        return False
    messages.success(request, "Booked.")
    return True


def _limited(request: HttpRequest, record: StockRecord, form: LimitsForm) -> bool:
    if not form.is_valid():
        return False
    record.low_stock_threshold = form.cleaned_data["low_stock_threshold"]
    record.save(update_fields=["low_stock_threshold"])
    top = record.product.top
    top.limit_per_person = form.cleaned_data["limit_per_person"]
    top.save(update_fields=["limit_per_person"])
    messages.success(request, "Saved.")
    return True
