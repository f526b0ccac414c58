"""Sales and royalties of a licensee's goods by month and market.

A refund counts in the month of its sale. Amounts are in the market's currency, without tax;
currencies are never added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from licensing.models import Licensee
from shop.finance.payments.models import RefundedLine
from shop.finance.royalties.models import RoyaltyAccrual
from shop.identity.tenancy import BY_PRODUCT, own_rows
from shop.oscar.order.models import Line, OrderState

EARNED = (OrderState.PAID, OrderState.FULFILLED)
ZERO = Decimal("0.00")
Key = tuple[date, str, str]


@dataclass(frozen=True, slots=True)
class Sales:
    """Sales of a month in a market."""

    month: date
    market: str
    currency: str
    units: int
    net: Decimal
    royalty: Decimal


def sales_of(licensee: Licensee) -> list[Sales]:
    """Return the sales of a licensee's goods, the latest month first; three queries."""
    lines = own_rows(Line.objects.filter(order__status__in=EARNED), licensee, *BY_PRODUCT)
    sold = _grouped(
        lines,
        "order",
        units=Sum(F("quantity") - F("refunded_units")),
        net=Sum("line_price_excl_tax"),
    )
    back = _grouped(
        RefundedLine.objects.filter(order_line__in=lines), "order_line__order", net=Sum("excl")
    )
    earned = _grouped(
        RoyaltyAccrual.objects.filter(order_line__in=lines),
        "order_line__order",
        royalty=Sum("earned"),
    )
    return [
        Sales(
            *key,
            units=row["units"],
            net=row["net"] - back.get(key, {}).get("net", ZERO),
            royalty=earned.get(key, {}).get("royalty", ZERO),
        )
        for key, row in sorted(sold.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1]))
    ]


def units_by_month(sales: Iterable[Sales], months: int) -> list[tuple[date, int]]:
    """Return units of the last months with sales, oldest first."""
    units: dict[date, int] = {}
    for row in sales:
        units[row.month] = units.get(row.month, 0) + row.units
    return sorted(units.items())[-months:]


def _grouped(rows: QuerySet, order: str, **sums: Sum) -> dict[Key, dict]:
    groups = (
        rows.annotate(
            month=TruncMonth(f"{order}__date_placed"),
            market=F(f"{order}__market__name"),
            sold_in=F(f"{order}__currency"),
        )
        .values("month", "market", "sold_in")
        .annotate(**sums)
        .order_by()
    )
    return {(row["month"].date(), row["market"], row["sold_in"]): row for row in groups}
