"""Tax by destination: rates and their arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shop.commerce.markets.models import TaxClass, TaxRate
from shop.platform.core.keeping import Keeper
from shop.platform.core.money import allocate, round_money

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

    def __add__(self, other: "TaxedAmount") -> "TaxedAmount":
        """Return the sum, under the rate of the first amount."""
        return TaxedAmount(self.excl + other.excl, self.incl + other.incl, self.rate)

    @property
    def untaxed(self) -> "TaxedAmount":
        """Return the amount without its tax, as for a reverse charge."""
        return TaxedAmount(excl=self.excl, incl=self.excl, rate=ZERO)


class TaxStatus(StrEnum):
    """Status of the tax of a destination: known, or what is missing."""

    KNOWN = "known"
    REGION_REQUIRED = "region_required"  # rates differ by state or province, and none is given
    NOT_CONFIGURED = "not_configured"  # staff have not entered the rates
    SERVICE_DOWN = "service_down"  # the tax service failed, and there are no rates of our own


@dataclass(frozen=True, slots=True)
class Taxation:
    """The rates of a destination; classes in `missing` have none and count as 0 in estimates."""

    rates: Rates
    missing: frozenset[str]
    status: TaxStatus


def taxation_at(
    territory: str, at: datetime, region: str = "", keeper: Keeper | None = None
) -> Taxation:
    """Return the taxation of a destination; one query, two if a rate is missing.

    A region's rate replaces its territory's. A tax-free destination has rows of rate 0; a missing
    row never means tax-free. The `keeper` of a revision keeps all rates of the territory.
    """
    rates_found = (
        _rates_found(territory, at, region)
        if keeper is None
        else _pick_rates(_in_force(keeper, territory, at), region)
    )
    missing = frozenset(TaxClass.values) - rates_found.keys()
    rates = dict.fromkeys(TaxClass.values, ZERO) | rates_found
    if not missing:
        return Taxation(rates, missing, TaxStatus.KNOWN)
    here = TaxRate.objects.filter(territory_id=territory, valid__contains=at)
    by_region = here.filter(tax_class__in=missing).exclude(region="")
    wants_region = set(by_region.values_list("tax_class", flat=True)) >= missing
    status = TaxStatus.REGION_REQUIRED if wants_region else TaxStatus.NOT_CONFIGURED
    return Taxation(rates, missing, status)


def _rates_found(territory: str, at: datetime, region: str) -> dict[str, Decimal]:
    here = TaxRate.objects.filter(territory_id=territory, valid__contains=at)
    rows = here.filter(region__in={"", region}).order_by("region")
    return dict(rows.values_list("tax_class", "rate"))


def _in_force(keeper: Keeper, territory: str, at: datetime) -> list[TaxRate]:
    rows = keeper.keep(
        ("tax rates", territory), lambda: list(TaxRate.objects.filter(territory_id=territory))
    )
    return [row for row in rows if at in row.valid]


def _pick_rates(rows: Sequence[TaxRate], region: str) -> dict[str, Decimal]:
    """Return rates by class, a region's instead of its territory's."""
    ordered = sorted(rows, key=lambda row: row.region)
    return {row.tax_class: row.rate for row in ordered if row.region in {"", region}}


def rates_at(territory: str, at: datetime, region: str = "") -> Rates:
    """Return the rate of each tax class at a destination, 0 if unknown.

    For lists and estimates only; before charging check `taxation_at(...).status`.
    """
    return taxation_at(territory, at, region).rates


def apply_tax(amount: Decimal, rate: Decimal, currency: str, *, includes_tax: bool) -> TaxedAmount:
    """Return an amount with its tax split off or added; rounded once, on the whole line.

    In a market that rounds on the order, `round_per_rate` follows for all amounts of an order.
    """
    if includes_tax:
        excl = round_money(amount / (1 + rate), currency)
        return TaxedAmount(excl=excl, incl=amount, rate=rate)
    return TaxedAmount(excl=amount, incl=amount + round_money(amount * rate, currency), rate=rate)


def round_per_rate(
    amounts: Sequence[TaxedAmount], currency: str, *, includes_tax: bool
) -> list[TaxedAmount]:
    """Return the amounts of an order with the tax of each rate rounded once, on their sum.

    The tax of a rate is allocated to its amounts (largest remainder), so that they still sum to it;
    each differs by at most one minor unit from its own rounding. Amounts with tax stay as they are
    if prices include tax, those without tax otherwise.

    Source for Japan: Consumption Tax Act Enforcement Order Art. 70-10, one rounding for each rate
    of a qualified invoice.
    """
    by_rate: dict[Decimal, list[int]] = {}
    for index, amount in enumerate(amounts):
        by_rate.setdefault(amount.rate, []).append(index)
    rounded = list(amounts)
    for rate, indexes in by_rate.items():
        prices = [amounts[i].incl if includes_tax else amounts[i].excl for i in indexes]
        whole = apply_tax(sum(prices, ZERO), rate, currency, includes_tax=includes_tax)
        taxes = allocate(whole.tax, prices, currency)
        for index, price, tax in zip(indexes, prices, taxes, strict=True):
            excl = price - tax if includes_tax else price
            rounded[index] = TaxedAmount(excl=excl, incl=excl + tax, rate=rate)
    return rounded
