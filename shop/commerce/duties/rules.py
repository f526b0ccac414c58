"""The duty of a consignment. Pure: values in, an estimate with its reason out.

The EU's duty on low-value consignments: 3 EUR for each distinct six-digit customs code in a
consignment of less than 150 EUR, from 1 July 2026, transitional until 1 July 2028 (facts gathered
in November 2026; check them at the source). The exemption of the United States for parcels up to
800 USD ended on 29 August 2025 for all countries: there is no free amount unless staff enter one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from shop.commerce.pricing.tax_schemes import EU_STATES
from shop.platform.core.money import round_money

ZERO = Decimal("0.00")
EU = "EU"
EU_LOW_VALUE_DUTY_EUR = Decimal(3)
EU_LOW_VALUE_LIMIT_EUR = Decimal(150)
EU_LOW_VALUE_FROM = datetime(2026, 7, 1, tzinfo=UTC)
EU_LOW_VALUE_UNTIL = datetime(2028, 7, 1, tzinfo=UTC)
HS6 = 6
# Territories in another state's customs territory (Regulation (EU) 952/2013 Art. 4, and treaties):
# the outermost regions of France and Åland are outside of the EU's VAT area only.
# Goods reach Northern Ireland without duty from the EU and, for consumers, from Great Britain.
NORTHERN_IRELAND, REACHES_IT = "XI", frozenset({EU, "GB"})
OUTERMOST = ("AX", "GF", "GP", "MF", "MQ", "RE", "YT")
INSIDE = dict.fromkeys(OUTERMOST, EU) | {
    "MC": EU,
    "LI": "CH",
    "PR": "US",
    "GG": "GB",
    "JE": "GB",
    "IM": "GB",
}


class DutyStatus(StrEnum):
    """Results of an estimate."""

    NONE = "none"  # no border is crossed, or the goods are free of duty
    CHARGED = "charged"  # the seller pays it and charges it
    BUYER_PAYS = "buyer_pays"  # on delivery
    UNKNOWN = "unknown"  # the seller pays it, but a rate is missing: nothing is sold


@dataclass(frozen=True, slots=True)
class DutyItem:
    """Goods of a line: customs code, country where they are made, and value without tax."""

    hs_code: str
    origin: str
    value: Decimal
    sku: str = ""


@dataclass(frozen=True, slots=True)
class AreaTerms:
    """The terms of an area; `free_up_to` in the currency of the consignment."""

    seller_pays: bool = False
    free_up_to: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class AreaRate:
    """A rate for a beginning of customs codes and an origin; empty texts stand for all."""

    hs_prefix: str
    origin: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class DutyConsignment:
    """Goods that cross a border; `eur` is the value of one unit of the currency in euro."""

    from_area: str
    to_area: str
    items: Sequence[DutyItem]
    currency: str
    at: datetime
    eur: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """Return the value of all goods."""
        return sum((item.value for item in self.items), ZERO)


@dataclass(frozen=True, slots=True)
class DutyEstimate:
    """The duty, without tax, and the text that explains it."""

    status: DutyStatus
    amount: Decimal = ZERO
    detail: str = ""


NO_DUTY = DutyEstimate(DutyStatus.NONE)


def customs_area(country: str, given: str = "") -> str:
    """Return the customs area of a country; `given` is that of its region, if known."""
    if given:
        return given
    return EU if country in EU_STATES else INSIDE.get(country, country)


def crosses_border(from_area: str, to_area: str) -> bool:
    """Return whether duty can be due between two areas."""
    pair = {from_area, to_area}
    inside = NORTHERN_IRELAND in pair and bool(pair & REACHES_IT)
    return from_area != to_area and not inside


def estimate_duty(
    consignment: DutyConsignment, terms: AreaTerms | None, rates: Sequence[AreaRate]
) -> DutyEstimate:
    """Return the duty of a consignment; without terms the buyer pays on delivery."""
    if not crosses_border(consignment.from_area, consignment.to_area) or not consignment.items:
        return NO_DUTY
    if consignment.to_area == EU:
        low = _eu_low_value(consignment)
        if low is not None:
            return low
    if terms is None or not terms.seller_pays:
        return DutyEstimate(DutyStatus.BUYER_PAYS)
    if consignment.value <= terms.free_up_to:
        return NO_DUTY
    return _by_rates(consignment, rates)


def _eu_low_value(consignment: DutyConsignment) -> DutyEstimate | None:
    """Return the EU's duty on low-value consignments; None for a consignment above its limit."""
    if consignment.eur is None:
        return DutyEstimate(DutyStatus.UNKNOWN, detail="exchange rate")
    if consignment.value * consignment.eur >= EU_LOW_VALUE_LIMIT_EUR:
        return None
    if not EU_LOW_VALUE_FROM <= consignment.at < EU_LOW_VALUE_UNTIL:
        return NO_DUTY if consignment.at < EU_LOW_VALUE_FROM else None
    # Goods without a code are counted as codes of their own.
    codes = {item.hs_code[:HS6] or f"?{item.sku}" for item in consignment.items}
    euros = EU_LOW_VALUE_DUTY_EUR * len(codes)
    amount = round_money(euros / consignment.eur, consignment.currency)
    return DutyEstimate(DutyStatus.CHARGED, amount, f"{len(codes)} × {EU_LOW_VALUE_DUTY_EUR} EUR")


def _by_rates(consignment: DutyConsignment, rates: Sequence[AreaRate]) -> DutyEstimate:
    amount = ZERO
    for item in consignment.items:
        rate = _rate_of(item, rates)
        if rate is None:
            return DutyEstimate(DutyStatus.UNKNOWN, detail=f"rate of {item.sku}")
        amount += round_money(item.value * rate, consignment.currency)
    return DutyEstimate(DutyStatus.CHARGED, amount) if amount else NO_DUTY


def _rate_of(item: DutyItem, rates: Sequence[AreaRate]) -> Decimal | None:
    """Return the rate of the longest matching code; one of the origin comes before the general."""
    matching = [
        rate
        for rate in rates
        if item.hs_code.startswith(rate.hs_prefix) and rate.origin in {"", item.origin}
    ]
    best = max(matching, key=lambda rate: (len(rate.hs_prefix), rate.origin != ""), default=None)
    return best.rate if best else None
