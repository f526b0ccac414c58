"""What a licensee's goods sold, by month and market, and what royalties they earned by that.

A refund counts in the month of its sale. Amounts are in the currency of the market, without tax;
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
    """What was sold in a month in a market."""

    month: date
    market: str
    currency: str
    units: int
    net: Decimal
    royalty: Decimal


def sales_of(licensee: Licensee) -> list[Sales]:
    """Return the sales of a licensee's goods, the last month first; three queries."""
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
    """Return the units of the last months in which something was sold, oldest first."""
    found: dict[date, int] = {}
    for one in sales:
        found[one.month] = found.get(one.month, 0) + one.units
    return sorted(found.items())[-months:]


def _grouped(rows: QuerySet, order: str, **sums: Sum) -> dict[Key, dict]:
    found = (
        rows.annotate(
            month=TruncMonth(f"{order}__date_placed"),
            market=F(f"{order}__market__name"),
            sold_in=F(f"{order}__currency"),
        )
        .values("month", "market", "sold_in")
        .annotate(**sums)
        .order_by()
    )
    return {(row["month"].date(), row["market"], row["sold_in"]): row for row in found}
