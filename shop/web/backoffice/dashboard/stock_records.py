"""The page of a stock record, with forms to adjust, transfer, announce, receive and limit stock."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from shop.commerce.inventory.errors import AdjustmentRefused
from shop.commerce.inventory.services import (
    NewLot,
    adjust_stock,
    announce_stock,
    receive_lot,
    transfer_stock,
)
from shop.commerce.inventory.staff_queries import movements_of, records_at, records_of
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.stock_forms import RecordForms
from shop.web.backoffice.shared.location_pages import locations_of
from shop.web.backoffice.shared.stock_messages import SENTENCES

LAST_MOVEMENTS = 30
FIRST_FIELD = {"adjust": "change", "transfer": "quantity", "announce": "ships_on", "arrive": "came"}


def show_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a stock record, or apply one of its forms."""
    records = StockRecord.objects.select_related("product__parent", "location")
    record = get_object_or_404(records, pk=pk)
    forms = RecordForms(record, request.POST, locations_of(request))
    if forms.bound is not None and _booked(request, record, forms):
        return redirect("dashboard:stock-record", pk=record.pk)
    record = records.get(pk=pk)
    top = record.product.top
    movements = movements_of(top.pk).filter(stock_record=record).select_related("by")
    context = {
        "record": record,
        "records": records_at(records_of(top.pk), locations_of(request)).filter(
            product=record.product_id
        ),
        "forms": forms,
        "movements": movements[:LAST_MOVEMENTS],
    }
    status = 422 if forms.bound is not None and forms.bound.errors else 200
    return render(request, "oscar/dashboard/stock/record.html", context, status=status)


def _booked(request: HttpRequest, record: StockRecord, forms: RecordForms) -> bool:
    form = forms.bound
    if not form.is_valid():
        return False
    try:
        BOOK[forms.pressed](record, form.cleaned_data, int(request.user.pk or 0))
    except AdjustmentRefused as refusal:
        sentence = SENTENCES[str(refusal.data["reason"])]
        form.add_error(FIRST_FIELD[forms.pressed], sentence.format_map(refusal.data))
        return False
    messages.success(request, "Saved." if forms.pressed == "limits" else "Stock updated.")
    return True


def _adjust(record: StockRecord, form_data: dict[str, Any], by_id: int) -> None:
    adjust_stock(
        stock_record=record,
        change=form_data["change"],
        reason=form_data["reason"],
        by_id=by_id,
        key=form_data["key"],
    )


def _transfer(record: StockRecord, form_data: dict[str, Any], by_id: int) -> None:
    transfer_stock(
        stock_record=record,
        to=form_data["to"],
        quantity=form_data["quantity"],
        reason=form_data["reason"],
        by_id=by_id,
        key=form_data["key"],
    )


def _announce(record: StockRecord, form_data: dict[str, Any], by_id: int) -> None:
    lot = NewLot(record, form_data["location"], form_data["ships_on"], form_data["units"])
    announce_stock(lot=lot, today=database_now().date(), by_id=by_id, key=form_data["key"])


def _arrive(record: StockRecord, form_data: dict[str, Any], by_id: int) -> None:
    receive_lot(stock_record=record, came=form_data["came"], by_id=by_id)


def _limit(record: StockRecord, form_data: dict[str, Any], _by_id: int) -> None:
    record.low_stock_threshold = form_data["low_stock_threshold"]
    record.save(update_fields=["low_stock_threshold"])
    top = record.product.top
    top.limit_per_person = form_data["limit_per_person"]
    top.save(update_fields=["limit_per_person"])


BOOK = {
    "adjust": _adjust,
    "limits": _limit,
    "transfer": _transfer,
    "announce": _announce,
    "arrive": _arrive,
}
