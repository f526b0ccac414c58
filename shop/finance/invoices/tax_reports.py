"""Tax by return, country, region, rate and period, from issued documents.

A credit note is subtracted in the period of its issue. One of an earlier period's invoice is a row
of its own, because OSS and IOSS returns name the corrected period (Directive 2006/112/EC Art. 369g
and 369t). Amounts in euro use the rate of the last day of the period (Art. 369h and 369v).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, ExtractQuarter, ExtractYear

from shop.finance.invoices.models import DocumentKind, TaxDocumentLine
from shop.finance.royalties.models import FxRate
from shop.platform.core.money import round_money

EURO = "EUR"
MONEY = DecimalField(max_digits=16, decimal_places=2)
KEYS = ("document__seller__code", "document__scheme", "document__country", "document__region",
        "document__treatment", "rate", "document__currency", "corrected")  # fmt: skip
LABELS = {
    "domestic": "Domestic",
    "union_oss": "EU One Stop Shop (OSS)",
    "ioss": "Import One Stop Shop (IOSS)",
    "eu_import": "EU import",
    "ec_sales": "EC sales list (reverse charge)",
    "uk_vat": "United Kingdom VAT",
    "us_sales_tax": "United States sales tax",
    "local": "Local registration",
    "export": "Exports",
}


@dataclass(frozen=True, slots=True)
class TaxReportRow:
    """The sums of one place and rate; `corrected` is the earlier quarter that credit notes correct.

    `net_eur` and `tax_eur` are None without an exchange rate.
    """

    seller: str
    scheme: str
    country: str
    region: str
    treatment: str
    rate: Decimal
    currency: str
    corrected: str
    documents: int
    net: Decimal
    tax: Decimal
    net_eur: Decimal | None
    tax_eur: Decimal | None

    @property
    def scheme_label(self) -> str:
        """Return the name of the return."""
        return LABELS.get(self.scheme, self.scheme)

    @property
    def gross(self) -> Decimal:
        """Return the amount with tax."""
        return self.net + self.tax


def tax_report(first: date, last: date, *, scheme: str = "") -> list[TaxReportRow]:
    """Return the report of the documents issued from the first to the last day; two queries."""
    rows = lines_between(first, last)
    if scheme:
        rows = rows.filter(document__scheme=scheme)
    signed = {name: Sum(signed_amount(name), output_field=MONEY) for name in ("net", "tax")}
    groups = list(
        rows.annotate(corrected=_corrected(first))
        .values(*KEYS)
        .annotate(
            documents=Count("document", distinct=True),
            sum_net=signed["net"],
            sum_tax=signed["tax"],
        )
        .order_by(*KEYS)
    )
    rates = euro_rates({group["document__currency"] for group in groups}, last)
    return [_row(group, rates) for group in groups]


def lines_between(first: date, last: date) -> QuerySet[TaxDocumentLine]:
    """Return the taxable lines of the documents issued from the first to the last day.

    Sold gift cards are no turnover: they are taxed as the goods that they pay for.
    """
    return TaxDocumentLine.objects.filter(
        document__issue_date__gte=first, document__issue_date__lte=last
    ).exclude(kind=TaxDocumentLine.Kind.GIFT_CARD)


def report_sums(rows: Iterable[TaxReportRow]) -> list[tuple[str, str, Decimal, Decimal]]:
    """Return scheme, currency, net and tax, summed over all places."""
    sums: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for row in rows:
        net, tax = sums.get((row.scheme_label, row.currency), (Decimal(0), Decimal(0)))
        sums[row.scheme_label, row.currency] = net + row.net, tax + row.tax
    return [(*key, *amounts) for key, amounts in sorted(sums.items())]


def signed_amount(name: str) -> Case:
    """Return an amount of a line, negative on a credit note."""
    return Case(
        When(document__kind=DocumentKind.CREDIT_NOTE, then=-F(name)),
        default=F(name),
        output_field=MONEY,
    )


def _corrected(first: date) -> Case:
    """Return the quarter of a corrected invoice that was issued before the period."""
    day = "document__corrects__issue_date"
    quarter = Concat(
        Cast(ExtractYear(day), CharField()),
        Value("-Q"),
        Cast(ExtractQuarter(day), CharField()),
        output_field=CharField(),
    )
    return Case(
        When(Q(**{f"{day}__lt": first}), then=quarter),
        default=Value(""),
        output_field=CharField(),
    )


def euro_rates(currencies: Collection[str], day: date) -> dict[str, Decimal]:
    """Return the rates to the euro of the last published day up to a day."""
    rates = {EURO: Decimal(1)}
    for row in FxRate.objects.filter(
        base__in=set(currencies) - {EURO}, quote=EURO, day__lte=day
    ).order_by("day"):
        rates[row.base] = row.rate
    return rates


def _row(group: dict, rates: dict[str, Decimal]) -> TaxReportRow:
    currency, net, tax = group["document__currency"], group["sum_net"], group["sum_tax"]
    rate = rates.get(currency)
    return TaxReportRow(
        seller=group["document__seller__code"],
        scheme=group["document__scheme"],
        country=group["document__country"],
        region=group["document__region"],
        treatment=group["document__treatment"],
        rate=group["rate"],
        currency=currency,
        corrected=group["corrected"],
        documents=group["documents"],
        net=net,
        tax=tax,
        net_eur=None if rate is None else round_money(net * rate, EURO),
        tax_eur=None if rate is None else round_money(tax * rate, EURO),
    )


def report_table(rows: Sequence[TaxReportRow]) -> list[tuple[object, ...]]:
    """Return the cells of a file, in the order of `REPORT_COLUMNS`."""
    return [
        (
            row.seller,
            row.scheme_label,
            row.country,
            row.region,
            row.treatment,
            row.rate,
            row.currency,
            row.corrected,
            row.documents,
            row.net,
            row.tax,
            row.gross,
            "" if row.net_eur is None else row.net_eur,
            "" if row.tax_eur is None else row.tax_eur,
        )
        for row in rows
    ]


REPORT_COLUMNS = ("Seller", "Return", "Country", "Region", "Treatment", "Rate", "Currency",
                  "Corrects quarter", "Documents", "Net", "Tax", "Gross", "Net in EUR",
                  "Tax in EUR")  # fmt: skip
