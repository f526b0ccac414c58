"""The yearly report of sellers by platforms (Directive (EU) 2021/514, DAC7), from issued documents.

It applies to licensees that sell to customers in their own name. A refund is subtracted in the
quarter in which it is agreed. Figures in other currencies use the stored rate of the last day of
the quarter. Delivery, duty and gift wrap are the shop's own services and are not included.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count, DateField, F, Func, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractQuarter

from licensing.models import Licensee
from shop.finance.invoices.models import DocumentKind, SupplierTaxRecord, TaxDocumentLine
from shop.finance.invoices.tax_reports import EURO, euro_rates, signed_amount
from shop.finance.royalties.models import RoyaltyAccrual
from shop.identity.onboarding.services import EU_COUNTRIES, accounts_on_file
from shop.platform.core.money import round_money

ZERO = Decimal("0.00")
QUARTERS = (1, 2, 3, 4)
# A seller of goods below both limits is excluded (Annex V, Section I, B(4)(d)).
REPORTED_SALES, REPORTED_EUR = 30, Decimal(2000)
LICENSEE = Coalesce("order_line__product__licensee", "order_line__product__parent__licensee")


class Outcome(StrEnum):
    """The result for a licensee, as the page shows it."""

    READY = "Ready to report"
    INCOMPLETE = "Data missing"
    NO_RATE = "Exchange rate missing"
    UNDECIDED = "Decide who sells"
    SUPPLIER = "Not reported: the shop sells"
    NOT_RESIDENT = "Not reported: not resident in the EU"
    EXEMPT = "Not reported: exempt entity"
    SMALL = "Not reported: below the limits"


REPORTED = frozenset({Outcome.READY, Outcome.INCOMPLETE, Outcome.NO_RATE})


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """Sales and amounts of a quarter in euro; `consideration` is after fees and taxes.

    `unconverted` has the currencies without an exchange rate, whose amounts are not included.
    """

    sales: int = 0
    consideration: Decimal = ZERO
    fees: Decimal = ZERO
    taxes: Decimal = ZERO
    unconverted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplierReportRow:
    """A licensee's year: its facts, four quarters, the outcome and the data that is missing."""

    licensee: Licensee
    record: SupplierTaxRecord | None
    quarters: Sequence[QuarterFigures]
    outcome: Outcome
    missing: Sequence[str]

    @property
    def sales(self) -> int:
        """Return the sales of the year."""
        return sum(quarter.sales for quarter in self.quarters)

    @property
    def consideration(self) -> Decimal:
        """Return the consideration of the year in euro."""
        return sum((quarter.consideration for quarter in self.quarters), ZERO)

    @property
    def fees(self) -> Decimal:
        """Return the fees of the year in euro."""
        return sum((quarter.fees for quarter in self.quarters), ZERO)

    @property
    def taxes(self) -> Decimal:
        """Return the taxes of the year in euro."""
        return sum((quarter.taxes for quarter in self.quarters), ZERO)

    @property
    def vat_number(self) -> str:
        """Return the number that the licensee entered for its own country."""
        return str(self.licensee.tax_ids.get(self.licensee.country_id, ""))

    @property
    def residences(self) -> list[str]:
        """Return the member states in which the licensee is resident."""
        return residences(self.licensee.country_id, self.record)


@dataclass(slots=True)
class _Sums:
    """Sums of a quarter in one currency."""

    sales: int = 0
    gross: Decimal = ZERO
    taxes: Decimal = ZERO
    fees: Decimal = ZERO


@dataclass(slots=True)
class _Year:
    """Sums of a licensee by quarter and currency."""

    sums: dict[tuple[int, str], _Sums] = field(default_factory=dict)

    def of(self, quarter: int, currency: str) -> _Sums:
        return self.sums.setdefault((quarter, currency), _Sums())


def supplier_report(year: int, *, today: date) -> list[SupplierReportRow]:
    """Return the licensees with sales or refunds in a calendar year, by name."""
    years = _sums_by_licensee(year)
    currencies = {currency for each in years.values() for _, currency in each.sums}
    rates = {
        number: euro_rates(currencies, min(quarter_end(year, number), today)) for number in QUARTERS
    }
    licensees = Licensee.objects.filter(pk__in=years).select_related("country")
    records = SupplierTaxRecord.objects.select_related("tin_country").in_bulk(
        years, field_name="licensee_id"
    )
    with_account = accounts_on_file(years)
    return [
        _row(licensee, records.get(licensee.pk), years[licensee.pk], rates, with_account)
        for licensee in licensees.order_by("legal_name", "pk")
    ]


def decide_outcome(
    record: SupplierTaxRecord | None,
    *,
    is_resident: bool,
    sales: int,
    consideration: Decimal | None,
    is_complete: bool,
) -> Outcome:
    """Return whether a licensee is reported; `consideration` is None without an exchange rate."""
    if record is None:
        return Outcome.UNDECIDED
    if reason := _exclusion(record, is_resident=is_resident):
        return reason
    if consideration is None:
        return Outcome.NO_RATE
    if sales < REPORTED_SALES and consideration <= REPORTED_EUR:
        return Outcome.SMALL
    return Outcome.READY if is_complete else Outcome.INCOMPLETE


def _exclusion(record: SupplierTaxRecord, *, is_resident: bool) -> Outcome | None:
    """Return why a licensee is not reported whatever it sells; None if it may be."""
    if record.arrangement == SupplierTaxRecord.Arrangement.SUPPLIER:
        return Outcome.SUPPLIER
    if record.exemption:
        return Outcome.EXEMPT
    return None if is_resident else Outcome.NOT_RESIDENT


def residences(country: str, record: SupplierTaxRecord | None) -> list[str]:
    """Return the member states of address, tax number and establishments (Section I, C)."""
    codes = {country}
    if record is not None:
        codes |= {record.tin_country_id or "", *record.establishments}
    return sorted(codes & EU_COUNTRIES)


def missing_facts(record: SupplierTaxRecord | None, *, has_account: bool) -> list[str]:
    """Return the names of the facts that the report needs and that are not recorded."""
    if record is None:
        return []
    needed = {
        "Address": record.address,
        "Tax identification number": record.tin,
        "Registration number": record.registration_number,
        "Bank account": has_account,
    }
    return [name for name, value in needed.items() if not value]


def quarter_end(year: int, quarter: int) -> date:
    """Return the last day of a quarter."""
    following = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
    return following - timedelta(days=1)


def _row(
    licensee: Licensee,
    record: SupplierTaxRecord | None,
    year: _Year,
    rates: Mapping[int, Mapping[str, Decimal]],
    with_account: Collection[int],
) -> SupplierReportRow:
    quarters = [_quarter(year, number, rates[number]) for number in QUARTERS]
    missing = missing_facts(record, has_account=licensee.pk in with_account)
    is_converted = not any(quarter.unconverted for quarter in quarters)
    total = sum((quarter.consideration for quarter in quarters), ZERO)
    outcome = decide_outcome(
        record,
        is_resident=bool(residences(licensee.country_id, record)),
        sales=sum(quarter.sales for quarter in quarters),
        consideration=total if is_converted else None,
        is_complete=not missing,
    )
    return SupplierReportRow(licensee, record, quarters, outcome, missing)


def _quarter(year: _Year, number: int, rates: Mapping[str, Decimal]) -> QuarterFigures:
    sales, consideration, fees, taxes = 0, ZERO, ZERO, ZERO
    unconverted = []
    for (quarter, currency), sums in sorted(year.sums.items()):
        if quarter != number:
            continue
        sales += sums.sales
        rate = rates.get(currency)
        if rate is None:
            unconverted.append(currency)
            continue
        consideration += round_money((sums.gross - sums.taxes - sums.fees) * rate, EURO)
        fees += round_money(sums.fees * rate, EURO)
        taxes += round_money(sums.taxes * rate, EURO)
    return QuarterFigures(sales, consideration, fees, taxes, tuple(unconverted))


def _sums_by_licensee(year: int) -> dict[int, _Year]:
    """Return the sums of each licensee; two queries."""
    years: dict[int, _Year] = {}
    lines = TaxDocumentLine.objects.filter(kind=TaxDocumentLine.Kind.GOODS)
    sold = _grouped(
        lines.annotate(
            day=_local_day("document__seller__time_zone", "document__journal__written_at"),
            sold_in=F("document__currency"),
        ),
        year,
        sales=Count("document", distinct=True, filter=Q(document__kind=DocumentKind.INVOICE)),
        gross=Sum(signed_amount("gross")),
        taxes=Sum(signed_amount("tax")),
    )
    for row in sold:
        sums = years.setdefault(row["supplier"], _Year()).of(row["quarter"], row["sold_in"])
        sums.sales, sums.gross, sums.taxes = row["sales"], row["gross"], row["taxes"]
    zone = "order_line__order__market__selling_entity__time_zone"
    earned = _grouped(
        RoyaltyAccrual.objects.annotate(day=_local_day(zone, "created_at"), sold_in=F("currency")),
        year,
        fees=Sum(F("earned") + F("marketing_fund") + F("common_fund")),
    )
    for row in earned:
        years.setdefault(row["supplier"], _Year()).of(row["quarter"], row["sold_in"]).fees = row[
            "fees"
        ]
    return years


def _grouped(rows: QuerySet, year: int, **sums: Sum | Count) -> Iterable[dict]:
    return (
        rows.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31))
        .annotate(supplier=LICENSEE, quarter=ExtractQuarter("day"))
        .filter(supplier__isnull=False)
        .values("supplier", "quarter", "sold_in")
        .annotate(**sums)
        .order_by()
    )


def _local_day(zone: str, instant: str) -> Func:
    """Return the day of an instant in the time zone of the selling entity."""
    return Func(
        F(zone),
        F(instant),
        template="(timezone(%(expressions)s))::date",
        output_field=DateField(),
    )


REPORT_COLUMNS = (
    "Licensee", "Status", "Missing", "Country", "Member states", "Address", "TIN", "TIN country",
    "VAT number", "Registration number", "Establishments", "Account",
    *(f"Q{number} {name}" for number in QUARTERS
      for name in ("sales", "consideration EUR", "fees EUR", "taxes EUR")),
)  # fmt: skip


def report_table(
    rows: Iterable[SupplierReportRow], accounts: Mapping[int, str]
) -> list[tuple[object, ...]]:
    """Return the cells of a file in the order of `REPORT_COLUMNS`: only licensees to report.

    `accounts` has the account of a licensee as far as the reader may see it.
    """
    return [
        (*_facts(row, accounts.get(row.licensee.pk, "")), *_figures(row))
        for row in rows
        if row.outcome in REPORTED
    ]


def _facts(row: SupplierReportRow, account: str) -> tuple[object, ...]:
    record = row.record or SupplierTaxRecord()
    return (
        row.licensee.legal_name,
        str(row.outcome),
        ", ".join(row.missing),
        row.licensee.country_id,
        " ".join(row.residences),
        ", ".join(record.address.splitlines()),
        record.tin,
        record.tin_country_id or "",
        row.vat_number,
        record.registration_number,
        " ".join(record.establishments),
        account,
    )


def _figures(row: SupplierReportRow) -> list[object]:
    cells: list[object] = []
    for quarter in row.quarters:
        amounts = (quarter.consideration, quarter.fees, quarter.taxes)
        cells += [quarter.sales, *(["No rate"] * 3 if quarter.unconverted else amounts)]
    return cells
