"""Tax by destination: rates from one table, arithmetic in one place."""

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
    """An amount without and with tax; `incl - excl` is the tax, to the smallest unit."""

    excl: Decimal
    incl: Decimal
    rate: Decimal

    @property
    def tax(self) -> Decimal:
        """The tax in it."""
        return self.incl - self.excl


class TaxStatus(StrEnum):
    """Return whether the tax of a destination is known, and what is missing when it is not."""

    KNOWN = "known"
    REGION_REQUIRED = "region_required"  # rates differ by state or province, none of them was named
    NOT_CONFIGURED = "not_configured"  # staff have not said how the destination is taxed


@dataclass(frozen=True, slots=True)
class Taxation:
    """The rates of a destination; a class of `missing` has none, and counts as 0 in an estimate."""

    rates: Rates
    missing: frozenset[str]
    status: TaxStatus


def taxation_at(territory: str, at: datetime, region: str = "") -> Taxation:
    """Return how a destination is taxed. One query, two where a rate is missing.

    A region's rate replaces its territory's. A destination that is free of tax has rows of rate 0:
    nothing is free of tax because nobody wrote a rate.
    """
    here = TaxRate.objects.filter(territory_id=territory, valid__contains=at)
    rows = here.filter(region__in={"", region}).order_by("region")
    known = {row.tax_class: row.rate for row in rows}
    missing = frozenset(TaxClass.values) - known.keys()
    rates = dict.fromkeys(TaxClass.values, ZERO) | known
    if not missing:
        return Taxation(rates, missing, TaxStatus.KNOWN)
    by_region = here.filter(tax_class__in=missing).exclude(region="")
    wants_region = set(by_region.values_list("tax_class", flat=True)) >= missing
    status = TaxStatus.REGION_REQUIRED if wants_region else TaxStatus.NOT_CONFIGURED
    return Taxation(rates, missing, status)


def rates_at(territory: str, at: datetime, region: str = "") -> Rates:
    """Return the rate of every tax class at a destination, 0 where it is not known.

    For lists and estimates; whoever asks for money reads `taxation_at(...).status` as well.
    """
    return taxation_at(territory, at, region).rates


def apply_tax(amount: Decimal, rate: Decimal, currency: str, *, includes_tax: bool) -> TaxedAmount:
    """Split (or add) the tax of an amount; rounded once, on the whole line."""
    if includes_tax:
        excl = round_money(amount / (1 + rate), currency)
        return TaxedAmount(excl=excl, incl=amount, rate=rate)
    return TaxedAmount(excl=amount, incl=amount + round_money(amount * rate, currency), rate=rate)
