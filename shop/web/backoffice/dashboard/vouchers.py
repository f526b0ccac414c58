"""Vouchers of the dashboard: list with uses, form with history, CSV file."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from shop.commerce.vouchers.models import Voucher
from shop.commerce.vouchers.services import save_voucher
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.typed_fields import CodeField, MomentField


class VoucherForm(RecordForm):
    """A voucher; its code cannot be changed later, because orders name it."""

    code = CodeField(max_length=40, help_text="The code that customers enter.")
    currency = CodeField(
        max_length=3, required=False, help_text="Of the amount and of the minimum order value."
    )
    valid_from = MomentField(label="Starts at (UTC)", help_text="For example 2026-12-01.")
    valid_until = MomentField(
        required=False, label="Ends at (UTC)", help_text="Leave blank for no end."
    )

    class Meta:
        model = Voucher
        fields = (
            "code",
            "note",
            "percent",
            "amount",
            "currency",
            "least_goods",
            "most_uses",
            "once_per_person",
        )
        labels: ClassVar = {
            "note": "Internal note",
            "percent": "Percent off",
            "amount": "Amount off",
            "least_goods": "Minimum order value",
            "most_uses": "Most uses",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        period = self.instance.valid
        if period:
            self.initial["valid_from"] = period.lower
            self.initial["valid_until"] = period.upper

    def clean(self) -> dict[str, Any]:
        """Set the period."""
        cleaned = super().clean() or self.cleaned_data
        first: datetime | None = cleaned.get("valid_from")
        last: datetime | None = cleaned.get("valid_until")
        if first and last and last <= first:
            self.add_error("valid_until", "The end must be after the start.")
        elif first:
            self.instance.valid = DateTimeTZRange(first, last)
        return cleaned

    def validate_constraints(self) -> None:
        """Leave the constraints to the service, which names the field."""


def _save(record: Any, form: RecordForm, by_id: int | None) -> Voucher:
    is_new = record.pk is None
    saved = save_voucher(voucher=record, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


VOUCHERS = Register(
    "vouchers",
    "Vouchers",
    "voucher",
    "Codes that take a percentage or an amount off the goods. To end one, set its end.",
    Voucher,
    VoucherForm,
    _save,
    (
        ("Code", "code"),
        ("Note", "note"),
        ("Percent", "percent"),
        ("Amount", "amount"),
        ("Currency", "currency"),
        ("From", "from_text"),
        ("Until", "until_text"),
        ("Uses", "uses"),
        ("Most uses", "most_uses"),
    ),
    ("code", "note"),
    ("code",),
    "code",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the vouchers; `format=csv` downloads them for an import."""
    return list_records(
        request, VOUCHERS, new="voucher-new", edit="voucher", upload="voucher-import"
    )


def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a voucher, or change one and show its history."""
    voucher = get_object_or_404(Voucher, code=code) if code else None
    return edit_record(request, VOUCHERS, voucher, "vouchers")


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of vouchers."""
    return import_file(request, VOUCHERS, "vouchers.change_voucher", "vouchers")
