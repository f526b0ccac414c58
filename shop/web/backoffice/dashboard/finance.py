"""Reports for accounting: tax by return, bookings, payouts, and the numbers of accounts."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from shop.finance.invoices.bookings import (
    BOOKING_COLUMNS,
    account_numbers,
    booking_row,
    bookings_between,
    unmapped_accounts,
)
from shop.finance.invoices.datev import DatevClient, datev_file
from shop.finance.invoices.models import AccountMapping
from shop.finance.invoices.tax_reports import (
    LABELS,
    REPORT_COLUMNS,
    report_sums,
    report_table,
    tax_report,
)
from shop.finance.ledger.payouts import read_payouts
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    list_records,
    save_checked,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.spreadsheets import as_xlsx
from shop.web.typed_fields import DayField

MOST_DAYS = 1100  # three years, the longest period in which OSS returns are corrected


class PeriodForm(DashboardSearchForm):
    """A period of days, both included; the month before by default. It has no search text."""

    q = None  # type: ignore[assignment]

    first_day = DayField(required=False, label="From", widget=forms.DateInput({"type": "date"}))
    last_day = DayField(
        required=False, label="To (inclusive)", widget=forms.DateInput({"type": "date"})
    )

    def period(self) -> tuple[date, date]:
        """Return the typed days, or those of the month before; an error keeps the first day.

        Days that were not typed are filled in, so that the form shows the period of the page.
        """
        end = database_now().date().replace(day=1) - timedelta(days=1)
        first = self.filters.get("first_day") or end.replace(day=1)
        last = self.filters.get("last_day") or max(end, first)
        typed = self.data
        self.data = {"first_day": first, "last_day": last} | {
            name: typed[name] for name in typed if typed[name]
        }
        if last < first or (last - first).days > MOST_DAYS:
            self.add_error("last_day", "Enter a day on or after the first, at most 3 years later.")
            last = first
        return first, last


class TaxReportForm(PeriodForm):
    """A period and a return."""

    scheme = forms.ChoiceField(
        required=False, label="Return", choices=[("", "All returns"), *LABELS.items()]
    )


class BookingForm(PeriodForm):
    """A period, and the numbers that DATEV's files name."""

    adviser = forms.RegexField(
        r"^\d{4,7}$", required=False, label="DATEV adviser", help_text="4 to 7 digits."
    )
    client = forms.RegexField(r"^\d{1,5}$", required=False, label="DATEV client")
    clearing = forms.RegexField(r"^\d{4,8}$", required=False, label="Clearing account")


def show_tax_report(request: HttpRequest) -> HttpResponseBase:
    """Show the tax of a period; `format=csv` and `format=xlsx` download it."""
    form = TaxReportForm(request.GET)
    first, last = form.period()
    rows = tax_report(first, last, scheme=form.filters.get("scheme", ""))
    name = f"tax-{first}-{last}"
    if request.GET.get("format") == "csv":
        return as_csv(name, REPORT_COLUMNS, report_table(rows))
    if request.GET.get("format") == "xlsx":
        return as_xlsx(name, REPORT_COLUMNS, report_table(rows))
    context = {"form": form, "rows": rows, "sums": report_sums(rows), "first": first, "last": last}
    return render(request, "oscar/dashboard/finance/tax_report.html", context)


def show_bookings(request: HttpRequest) -> HttpResponseBase:
    """Show how the ledger is exported; `format=csv`, `xlsx` and `datev` download the bookings."""
    form = BookingForm(request.GET)
    first, last = form.period()
    mappings = account_numbers()
    name, kind = f"bookings-{first}-{last}", request.GET.get("format", "")
    if kind == "datev":
        return _datev(form, first, last)
    if kind in {"csv", "xlsx"}:
        table = map(booking_row, bookings_between(first, last, mappings))
        export = as_csv if kind == "csv" else as_xlsx
        return export(name, BOOKING_COLUMNS, table)
    context = {
        "form": form,
        "first": first,
        "last": last,
        "unmapped": unmapped_accounts(mappings),
        "one_year": first.year == last.year,
    }
    return render(request, "oscar/dashboard/finance/bookings.html", context)


def _datev(form: BookingForm, first: date, last: date) -> HttpResponse:
    defaults = DatevClient()
    typed = form.filters
    client = DatevClient(
        adviser=typed.get("adviser") or defaults.adviser,
        client=typed.get("client") or defaults.client,
        clearing=typed.get("clearing") or defaults.clearing,
    )
    last = min(last, date(first.year, 12, 31))  # a file belongs to one fiscal year
    bookings = bookings_between(first, last, account_numbers())
    content = datev_file(bookings, first=first, last=last, client=client, at=database_now())
    response = HttpResponse(content, content_type="text/csv; charset=windows-1252")
    name = f"EXTF_Buchungsstapel_{first}_{last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def show_payouts(request: HttpRequest) -> HttpResponse:
    """Show payouts and the differences between the ledger and Stripe."""
    return render(request, "oscar/dashboard/finance/payouts.html", {"statement": read_payouts()})


class AccountMappingForm(RecordForm):
    """The number of an account."""

    class Meta:
        model = AccountMapping
        fields = ("account", "scheme", "country", "number")
        labels: ClassVar = {"scheme": "Return", "number": "Account number"}

    scheme = forms.ChoiceField(
        required=False, label="Return", choices=[("", "All returns"), *LABELS.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)

    def clean_country(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["country"]).upper()


ACCOUNT_MAPPINGS = Register(
    slug="account-mappings",
    title="Account numbers",
    singular="bookkeeping account",
    intro="Account numbers of your bookkeeping software, used in accounting exports. A number for a"
    " tax return or a country takes precedence over the general one.",
    model=AccountMapping,
    form=AccountMappingForm,
    save=save_checked,
    columns=(
        ("Account", "get_account_display"),
        ("Tax return", "scheme"),
        ("Country", "country"),
        ("Number", "number"),
    ),
    search=("number", "account"),
    order=("account", "scheme", "country"),
    key="pk",
)


def show_mappings(request: HttpRequest) -> HttpResponseBase:
    """List the numbers of accounts."""
    return list_records(
        request,
        ACCOUNT_MAPPINGS,
        new="account-mapping-new",
        edit="account-mapping",
        upload="",
    )


def edit_mapping(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add the number of an account, or change one."""
    mapping = get_object_or_404(AccountMapping, pk=pk) if pk else None
    return edit_record(request, ACCOUNT_MAPPINGS, mapping, "account-mappings")
