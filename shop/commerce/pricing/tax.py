"""Tax by destination: rates and their arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shop.commerce.markets.models import TaxClass, TaxRate
from shop.platform.core.money import round_money

Rates = Mapping[str, Decimal]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TaxedAmount:
    """An amount without and with tax; the difference is the tax, in whole minor units."""

    excl: Decimal
    incl: Decimal
    rate: Decimal

    @property
    def tax(self) -> Decimal:
        """Return the tax."""
        return self.incl - self.excl


class TaxStatus(StrEnum):
    """Status of the tax of a destination: known, or what is missing."""

    KNOWN = "known"
    REGION_REQUIRED = "region_required"  # rates differ by state or province, and none is given
    NOT_CONFIGURED = "not_configured"  # staff have not entered the rates


@dataclass(frozen=True, slots=True)
class Taxation:
    """The rates of a destination; classes in `missing` have none and count as 0 in estimates."""

    rates: Rates
    missing: frozenset[str]
    status: TaxStatus


def taxation_at(territory: str, at: datetime, region: str = "") -> Taxation:
    """Return the taxation of a destination; one query, two if a rate is missing.

    A region's rate replaces its territory's. A tax-free destination has rows of rate 0; a missing
    row never means tax-free.
    """
    here = TaxRate.objects.filter(territory_id=territory, valid__contains=at)
    rows = here.filter(region__in={"", region}).order_by("region")
    rates_found = {row.tax_class: row.rate for row in rows}
    missing = frozenset(TaxClass.values) - rates_found.keys()
    rates = dict.fromkeys(TaxClass.values, ZERO) | rates_found
    if not missing:
        return Taxation(rates, missing, TaxStatus.KNOWN)
    by_region = here.filter(tax_class__in=missing).exclude(region="")
    wants_region = set(by_region.values_list("tax_class", flat=True)) >= missing
    status = TaxStatus.REGION_REQUIRED if wants_region else TaxStatus.NOT_CONFIGURED
    return Taxation(rates, missing, status)


def rates_at(territory: str, at: datetime, region: str = "") -> Rates:
    """Return the rate of each tax class at a destination, 0 if unknown.

    For lists and estimates only; before charging check `taxation_at(...).status`.
    """
    return taxation_at(territory, at, region).rates


def apply_tax(amount: Decimal, rate: Decimal, currency: str, *, includes_tax: bool) -> TaxedAmount:
    """Return an amount with its tax split off or added; rounded once, on the whole line."""
    if includes_tax:
        excl = round_money(amount / (1 + rate), currency)
        return TaxedAmount(excl=excl, incl=amount, rate=rate)
    return TaxedAmount(excl=amount, incl=amount + round_money(amount * rate, currency), rate=rate)
