"""Sales and royalties of the licensee: a table and charts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import render

from shop.finance.royalties.sales import Sales, sales_of, units_by_month
from shop.platform.core.money import amount_text
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.exports import as_csv

COLUMNS = ("Month", "Market", "Units", "Net sales without tax", "Royalty accrued", "Currency")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `percent` of the longest one."""

    label: str
    number: int
    percent: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; the table has the same data."""

    title: str
    bars: tuple[Bar, ...]


def show(request: PortalRequest) -> HttpResponseBase:
    """Show sales by month and market; as CSV with `format=csv`."""
    sales = sales_of(request.licensee)
    if request.GET.get("format") == "csv":
        return as_csv("sales", COLUMNS, [_exported(sale) for sale in sales])
    context = {"sales": sales, "charts": _charts(sales)}
    return render(request, "licensee/sales.html", context)


def _charts(sales: list[Sales]) -> list[Chart]:
    months = [(f"{month:%b %Y}", units) for month, units in units_by_month(sales, MONTHS)]
    markets: dict[str, int] = {}
    for sale in sales:
        markets[sale.market] = markets.get(sale.market, 0) + sale.units
    largest = sorted(markets.items(), key=lambda item: -item[1])
    return [
        Chart(title, _bars(rows))
        for title, rows in (("Units by month", months), ("Units by market", largest))
        if rows
    ]


def _bars(rows: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    pairs = list(rows)
    most = max([units for _, units in pairs] + [1])
    return tuple(Bar(label, units, round(100 * max(units, 0) / most)) for label, units in pairs)


def _exported(sale: Sales) -> tuple[object, ...]:
    net, royalty = amount_text(sale.net, sale.currency), amount_text(sale.royalty, sale.currency)
    return (f"{sale.month:%Y-%m}", sale.market, sale.units, net, royalty, sale.currency)
