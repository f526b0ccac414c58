"""Compliance records of the dashboard: list, form with history, CSV export and import."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from catalog.article_numbers import find_article
from catalog.compliance import products_without_records, save_compliance_record
from catalog.models import ComplianceRecord, Product
from shop.platform.core.local_time import end_of_day
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import COMPLIANCE_AREAS, RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.records.saving import download
from shop.web.pagination import page_of
from shop.web.typed_fields import DayField, NumberField

MOST_NAMED = 20


class ComplianceForm(RecordForm):
    """A compliance record: its product and area, its documents and their last day."""

    sku = NumberField(max_length=64, label="Product (SKU)")
    area = forms.ChoiceField(
        choices=[(area, area) for area in COMPLIANCE_AREAS],
        help_text="Product and area cannot be changed later.",
    )
    documents = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Numbers or addresses of the documents, one in each line or separated by ;",
    )
    valid_until = DayField(
        required=False,
        widget=forms.DateInput({"type": "date"}),
        label="Valid until",
        help_text="The last day. Leave blank for no end.",
    )

    class Meta:
        model = ComplianceRecord
        fields = ("area", "complete", "valid_until")
        help_texts: ClassVar = {
            "complete": "Without a complete record the product cannot be sold in the area."
        }

    field_order = ("sku", "area", "complete", "documents", "valid_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self, "complete")
        record = self.instance
        self.initial["documents"] = "; ".join(record.documents)
        if record.valid_until:
            self.initial["valid_until"] = (record.valid_until - timedelta(days=1)).date()
        if record.pk:
            self.initial["sku"] = record.product.sku
            self.fields["sku"].disabled = self.fields["area"].disabled = True

    def clean_sku(self) -> str:
        """Find the product; the SKU of a variant means its parent."""
        sku = str(self.cleaned_data["sku"])
        article = find_article(sku, Product.objects.select_related("parent"))
        if article is None:
            raise forms.ValidationError(f"No product has the SKU {sku}.")
        self.instance.product = article.top
        return sku

    def clean_documents(self) -> str:
        """Store the documents as a list."""
        text = str(self.cleaned_data["documents"])
        names = (name.strip() for name in text.replace(";", "\n").splitlines())
        self.instance.documents = [name for name in names if name]
        return text

    def clean_valid_until(self) -> datetime | None:
        """Return the end of the last day in UTC."""
        day = self.cleaned_data["valid_until"]
        return end_of_day(day, "UTC") if day else None


@dataclass(frozen=True, slots=True)
class ComplianceRegister(Register):
    """Compliance records, which a file names by product and area."""

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the record of the row's product and area; None for a new one."""
        article = find_article(values.get("sku", ""), Product.objects.select_related("parent"))
        area = values.get("area", "").strip()
        return self.rows().filter(product=article.top, area=area).first() if article else None


def _save(record: Any, form: RecordForm, by_id: int | None) -> ComplianceRecord:
    is_new = record.pk is None
    saved = save_compliance_record(record=record, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


RECORDS = ComplianceRegister(
    "compliance",
    "Compliance records",
    "compliance record",
    "Evidence that products meet the safety rules of an area.",
    ComplianceRecord,
    ComplianceForm,
    _save,
    (),
    (),
    ("product__upc", "area"),
    "sku",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List records and the products that lack one; `format=csv` downloads them for an import."""
    form = DashboardSearchForm(request.GET)
    rows = RECORDS.rows().select_related("product")
    if text := form.filters.get("q", ""):
        rows = rows.filter(product__upc__icontains=text)
    if request.GET.get("format") == "csv":
        return download(RECORDS, rows)
    person: Any = request.user
    context = {
        "form": form,
        "page": page_of(request, rows),
        "missing": [
            (area, list(products.order_by("upc")[:MOST_NAMED]), count)
            for area in COMPLIANCE_AREAS
            if (count := (products := products_without_records(area)).count())
        ],
        "may_add": person.has_perm("catalogue.add_compliancerecord"),
        "may_change": person.has_perm("catalogue.change_compliancerecord"),
    }
    return render(request, "oscar/dashboard/compliance.html", context)


def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add a record, or change one and show its history."""
    record = get_object_or_404(ComplianceRecord, pk=pk) if pk else None
    return edit_record(request, RECORDS, record, "compliance")


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of records."""
    return import_file(request, RECORDS, "catalogue.change_compliancerecord", "compliance")
