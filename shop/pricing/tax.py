"""Tax by destination: rates from one table, arithmetic in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.core.money import round_money
from shop.markets.models import TaxClass, TaxRate

Rates = Mapping[str, Decimal]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TaxedAmount:
    """An amount without and with tax; `incl - excl` is the tax, to the smallest unit."""

    excl: Decimal
    incl: Decimal
    rate: Decimal

    @property
    def tax(self) -> Decimal:
        """The tax in it."""
        return self.incl - self.excl


def rates_at(territory: str, at: datetime, region: str = "") -> dict[str, Decimal]:
    """Return the rate of every tax class at a destination; a class without a row is free of tax.

    A region's rate stands in for its country's. One query.
    """
    rows = TaxRate.objects.filter(
        territory_id=territory, region__in={"", region}, valid__contains=at
    ).order_by("region")
    rates = dict.fromkeys(TaxClass.values, ZERO)
    rates.update({row.tax_class: row.rate for row in rows})
    return rates


def apply_tax(amount: Decimal, rate: Decimal, currency: str, *, includes_tax: bool) -> TaxedAmount:
    """Split (or add) the tax of an amount; rounded once, on the whole line."""
    if includes_tax:
        excl = round_money(amount / (1 + rate), currency)
        return TaxedAmount(excl=excl, incl=amount, rate=rate)
    return TaxedAmount(excl=amount, incl=amount + round_money(amount * rate, currency), rate=rate)
