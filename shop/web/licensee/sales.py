"""What the licensee's goods sold and what royalties they earned: a table with bars beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import render

from shop.royalties.sales import Sales, sales_of, units_by_month
from shop.web.licensee.access import PortalRequest
from shop.web.rights.exports import as_csv

COLUMNS = ("Month", "Market", "Units", "Net without tax", "Royalty accrued", "Currency")
MONTHS = 12
LEFT, RIGHT, ROW = 110, 60, 30
WIDTH = 600


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart, in units of a picture 600 wide."""

    label: str
    number: int
    y: int
    width: int

    @property
    def end(self) -> int:
        """Where the number stands."""
        return LEFT + self.width + 8


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below each other; the table says the same."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Of the picture."""
        return len(self.bars) * ROW


def show(request: PortalRequest) -> HttpResponseBase:
    """Show sales by month and market; as CSV with `format=csv`."""
    sales = sales_of(request.licensee)
    if request.GET.get("format") == "csv":
        return as_csv("sales", COLUMNS, [_exported(one) for one in sales])
    context = {"sales": sales, "charts": _charts(sales), "left": LEFT, "width": WIDTH}
    return render(request, "licensee/sales.html", context)


def _charts(sales: list[Sales]) -> list[Chart]:
    months = [(f"{month:%b %Y}", units) for month, units in units_by_month(sales, MONTHS)]
    markets: dict[str, int] = {}
    for one in sales:
        markets[one.market] = markets.get(one.market, 0) + one.units
    largest = sorted(markets.items(), key=lambda item: -item[1])
    return [
        Chart(title, _bars(rows))
        for title, rows in (("Units by month", months), ("Units by market", largest))
        if rows
    ]


def _bars(rows: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    found = list(rows)
    most = max([units for _, units in found] + [1])
    room = WIDTH - LEFT - RIGHT
    return tuple(
        Bar(label, units, index * ROW, round(max(units, 0) / most * room))
        for index, (label, units) in enumerate(found)
    )


def _exported(one: Sales) -> tuple[object, ...]:
    return (f"{one.month:%Y-%m}", one.market, one.units, one.net, one.royalty, one.currency)
