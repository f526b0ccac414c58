"""Reduced prices and the prior price that they are compared with: pure.

Directive 98/6/EC Art. 6a: every announcement of a price reduction names the lowest price of the 30
days before it; a percentage is computed from that price (CJEU, C-330/23, Aldi Süd, 26 September
2024). A reduction that is increased step by step without a gap is one reduction, compared with the
price before its first step (Art. 6a (5)). Other markets compare with the regular price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from shop.commerce.pricing.history import PricePeriod
from shop.commerce.promotions.allocation import reduce_price
from shop.commerce.promotions.terms import MarketPromotions, ProductKey, Promotion


@dataclass(frozen=True, slots=True)
class Reduction:
    """A reduced price. Without `prior` no reduction may be announced: only the price is shown.

    `days` is the number of days of which `prior` is the lowest price; 0 if it is the regular one.
    """

    price: Decimal
    prior: Decimal | None
    days: int
    titles: tuple[Mapping[str, str], ...] = ()

    @property
    def percent(self) -> int:
        """Return the reduction in percent of the prior price, rounded down; 0 without one."""
        if self.prior is None:
            return 0
        return int((self.prior - self.price) * 100 / self.prior)


@dataclass(frozen=True, slots=True)
class _Step:
    """A price during [begin, end), and whether it was a reduced one."""

    begin: datetime | None
    end: datetime | None
    regular: Decimal
    price: Decimal
    is_reduced: bool


def had_sale(history: Sequence[PricePeriod]) -> bool:
    """Return whether a price of the history was set for a period.

    Without one, only a promotion reduces the price.
    """
    return any(period.is_sale for period in history)


def find_reduction(
    history: Sequence[PricePeriod], key: ProductKey, of_market: MarketPromotions, at: datetime
) -> Reduction | None:
    """Return the reduction of an article at an instant; None if its price is not reduced."""
    now = next((row for row in history if _contains(row, at)), None)
    if now is None:
        return None
    promotions = [
        each for each in of_market.promotions if each.is_price and each.scope.includes(key)
    ]
    running = [each for each in promotions if each.in_force(at)]
    if not (now.is_sale or running):
        return None
    steps = _steps(history, promotions, key, of_market)
    index = next(i for i, step in enumerate(steps) if _contains(step, at))
    current = steps[index]
    if not current.is_reduced:
        return None
    return Reduction(
        price=current.price,
        prior=_prior_price(steps, index, of_market.compares_days),
        days=of_market.compares_days,
        titles=tuple(each.titles for each in running) if current.price < current.regular else (),
    )


def _prior_price(steps: Sequence[_Step], index: int, days: int) -> Decimal | None:
    """Return the price that a reduction is compared with; None if it is not above the price."""
    current, first = steps[index], index
    while first > 0 and _continues(steps[first - 1], steps[first]):
        first -= 1
    start = steps[first].begin
    if start is None:
        return None
    before = steps[:first]
    if days:
        since = start - timedelta(days=days)
        prices = [step.price for step in before if step.end is None or step.end > since]
        prior = min(prices, default=None)
    else:
        regular = [step.price for step in before if not step.is_reduced]
        promoted = current.price < current.regular
        prior = current.regular if promoted else (regular[-1] if regular else None)
    return prior if prior is not None and prior > current.price else None


def _continues(before: _Step, after: _Step) -> bool:
    """Return whether a reduction goes on from the step before, at the same or a lower price."""
    return before.is_reduced and before.end == after.begin and before.price >= after.price


def _steps(
    history: Sequence[PricePeriod],
    promotions: Sequence[Promotion],
    key: ProductKey,
    of_market: MarketPromotions,
) -> list[_Step]:
    """Divide the history where a price or a promotion begins or ends."""
    cuts = sorted(
        {each.begin for each in promotions}
        | {each.end for each in promotions if each.end is not None}
    )
    steps = []
    for row in history:
        inside = [cut for cut in cuts if _contains(row, cut) and cut != row.begin]
        for begin, end in zip([row.begin, *inside], [*inside, row.end], strict=True):
            running = [each for each in promotions if _runs(each, begin, end)]
            price = reduce_price(row.amount, key, of_market, running)
            is_reduced = row.is_sale or price < row.amount
            steps.append(_Step(begin, end, row.amount, price, is_reduced))
    return steps


def _runs(promotion: Promotion, begin: datetime | None, end: datetime | None) -> bool:
    """Return whether a promotion covers a step, which it never covers in part."""
    if begin is None:
        return False
    return promotion.in_force(begin) and (end is None or begin < end)


def _contains(period: PricePeriod | _Step, at: datetime) -> bool:
    return (period.begin is None or period.begin <= at) and (period.end is None or at < period.end)
