"""The duty of a quoted basket: what crosses the border, and the charge beside the delivery."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from shop.commerce.duties.rules import (
    EU,
    NO_DUTY,
    DutyConsignment,
    DutyEstimate,
    DutyItem,
    crosses_border,
    customs_area,
)
from shop.commerce.duties.services import duty_of
from shop.commerce.markets.models import Market
from shop.commerce.pricing.tax import TaxedAmount, apply_tax
from shop.finance.royalties.models import FxRate
from shop.orders.checkout.business_tax import origin_of
from shop.platform.core.keeping import Keeper

EURO = "EUR"


def quote_duty(
    lines: Iterable[Any], market: Market, *, to_area: str, at: datetime, keeper: Keeper | None
) -> DutyEstimate:
    """Return the duty of quoted lines; no query within a customs area."""
    from_area = customs_area(origin_of(market))
    if not crosses_border(from_area, to_area):
        return NO_DUTY
    items = [
        DutyItem(
            hs_code=line.product.hs_code or line.product.top.hs_code,
            origin=line.product.origin or line.product.top.origin,
            value=line.total.excl,
            sku=line.product.sku,
        )
        for line in lines
    ]
    eur = euro_rate(market.currency, at) if to_area == EU else None
    consignment = DutyConsignment(from_area, to_area, items, market.currency, at, eur)
    return duty_of(consignment, keeper)


def duty_charge(duty: DutyEstimate, rate: Decimal, currency: str) -> TaxedAmount:
    """Return the duty with its tax: what the seller charges belongs to the taxable amount.

    Source: Directive 2006/112/EC Art. 78(a). The rate is that of delivery.
    """
    return apply_tax(duty.amount, rate, currency, includes_tax=False)


def euro_rate(currency: str, at: datetime) -> Decimal | None:
    """Return the euro value of one unit of a currency at the last stored rate; None without one."""
    if currency == EURO:
        return Decimal(1)
    day = at.astimezone(UTC).date()
    rates = FxRate.objects.filter(base=currency, quote=EURO, day__lte=day).order_by("-day")
    row = rates.first()
    return row.rate if row else None
