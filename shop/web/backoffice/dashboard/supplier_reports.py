"""The report of sellers (DAC7): figures of a year, its files, and tax details of licensees."""

from typing import Any, ClassVar, cast

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.admin.models import CHANGE
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from licensing.models import Licensee, Territory
from shop.finance.invoices.models import SupplierTaxRecord
from shop.finance.invoices.supplier_reports import (
    REPORT_COLUMNS,
    REPORTED,
    Outcome,
    SupplierReportRow,
    report_table,
    supplier_report,
)
from shop.identity.accounts.models import User
from shop.identity.onboarding.services import EU_COUNTRIES, accounts_on_file, read_bank_account
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    record_change,
    save_checked,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.exports import as_csv, as_xlsx
from shop.web.typed_fields import NameChoiceField

FIRST_YEAR, LAST_YEAR = 2023, 2100  # the directive applies from 1 January 2023
PAGE = "oscar/dashboard/finance/supplier_report.html"
CONFIRMATION = "oscar/dashboard/finance/supplier_accounts.html"


class YearForm(DashboardSearchForm):
    """A calendar year; by default the one that is reported next. It has no search text."""

    q = None  # type: ignore[assignment]

    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def chosen(self) -> int:
        """Return the typed year; the year before in January, when it is reported, else this one."""
        today = database_now().date()
        default = today.year - 1 if today.month == 1 else today.year
        return int(self.filters.get("year") or default)


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the licensees with sales in a year; `format=csv` and `format=xlsx` download it."""
    form = YearForm(request.GET)
    year = form.chosen()
    rows = supplier_report(year, today=database_now().date())
    sees_accounts = cast("User", request.user).has_perm("onboarding.view_bankdetails")
    kind = request.GET.get("format")
    if kind in {"csv", "xlsx"}:
        accounts = _masked_accounts(rows) if sees_accounts else {}
        export = as_csv if kind == "csv" else as_xlsx
        return export(_file_name(year), REPORT_COLUMNS, report_table(rows, accounts))
    context = {
        "form": form if form.errors else YearForm({"year": year}),
        "year": year,
        "rows": rows,
        "reported": sum(row.outcome in REPORTED for row in rows),
        "undecided": sum(row.outcome == Outcome.UNDECIDED for row in rows),
        "incomplete": sum(row.outcome == Outcome.INCOMPLETE for row in rows),
        "sees_accounts": sees_accounts,
    }
    return render(request, PAGE, context)


def download_with_accounts(request: HttpRequest) -> HttpResponseBase:
    """Confirm and download the report with whole accounts, after reauthentication."""
    if not cast("User", request.user).has_perm("invoices.view_taxdocument"):
        raise PermissionDenied
    form = YearForm(request.GET)
    if request.method == "POST":
        return cast("HttpResponseBase", _whole_report(request, form.chosen()))
    return render(request, CONFIRMATION, {"year": form.chosen()})


@reauthentication_required  # type: ignore[untyped-decorator]
def _whole_report(request: HttpRequest, year: int) -> HttpResponseBase:
    rows = supplier_report(year, today=database_now().date())
    accounts = _whole_accounts(rows, cast("User", request.user))
    answer = as_csv(f"{_file_name(year)}-accounts", REPORT_COLUMNS, report_table(rows, accounts))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _masked_accounts(rows: list[SupplierReportRow]) -> dict[int, str]:
    reported = [row.licensee.pk for row in rows if row.outcome in REPORTED]
    return {pk: f"ending in {last}" for pk, last in accounts_on_file(reported).items()}


def _whole_accounts(rows: list[SupplierReportRow], person: User) -> dict[int, str]:
    """Return holder and IBAN of the reported licensees; each reading is recorded."""
    accounts = {}
    for licensee in (row.licensee for row in rows if row.outcome in REPORTED):
        with acting_for(licensee.pk):
            account = read_bank_account(licensee=licensee, by=person)
            if account is not None:
                record_change(licensee, person.pk, CHANGE, "Read the whole account for DAC7")
                accounts[licensee.pk] = f"{account.iban} ({account.holder})"
    return accounts


def _file_name(year: int) -> str:
    return f"dac7-{year}"


class SupplierTaxForm(RecordForm):
    """Tax details of a licensee."""

    class Meta:
        model = SupplierTaxRecord
        fields = ("arrangement", "exemption", "address", "tin", "tin_country",
                  "registration_number", "establishments")  # fmt: skip
        labels: ClassVar = {"arrangement": "Seller to the customer"}
        help_texts: ClassVar = {
            "address": "Registered office, with its country.",
            "registration_number": "In the commercial register, for example HRB 12345.",
        }
        widgets: ClassVar = {"address": forms.Textarea({"rows": 4})}

    exemption = forms.ChoiceField(
        required=False, choices=[("", "None"), *SupplierTaxRecord.Exemption.choices]
    )
    tin = forms.CharField(
        required=False,
        max_length=40,
        label="Tax identification number (TIN)",
        help_text="Issued by the tax office. The VAT number is entered by the licensee.",
    )
    tin_country = NameChoiceField(
        Territory.objects.all(), required=False, label="Country of the TIN", empty_label="None"
    )
    establishments = forms.MultipleChoiceField(
        required=False,
        label="Permanent establishments in the EU",
        choices=lambda: [
            (row.pk, str(row)) for row in Territory.objects.filter(pk__in=EU_COUNTRIES)
        ],
        help_text="Member states through which the licensee sells here.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)

    def clean(self) -> dict[str, Any]:
        """Require the country of a tax identification number."""
        data = super().clean() or {}
        if data.get("tin") and "tin_country" in data and data["tin_country"] is None:
            self.add_error("tin_country", "Select the country that issued the number.")
        return data


TAX_RECORDS = Register(
    slug="supplier-tax-records",
    title="Report of sellers",
    singular="tax record",
    intro="",
    model=SupplierTaxRecord,
    form=SupplierTaxForm,
    save=save_checked,
    columns=(("Licensee", "licensee"),),
    search=(),
    order=("licensee",),
    key="pk",
)


def edit_record_of(request: HttpRequest, code: str) -> HttpResponse:
    """Add or change the tax details of a licensee."""
    licensee = get_object_or_404(Licensee, code=code)
    stored = SupplierTaxRecord.objects.filter(licensee=licensee).first()
    record = stored or SupplierTaxRecord(licensee=licensee)
    return edit_record(request, TAX_RECORDS, record, "supplier-report", title=str(record))
