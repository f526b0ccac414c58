"""The discount of promotions on each line of a basket: pure, exact to the smallest unit.

Promotions on single products come first, because their prices are shown on lists and pages; then
the others. Within both, the higher priority comes first. A discount never goes below a minimum
price or below 0.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shop.commerce.promotions.terms import (
    WHOLE,
    ZERO,
    Asks,
    Gives,
    MarketPromotions,
    ProductKey,
    Promotion,
)
from shop.platform.core.money import allocate, round_money


@dataclass(frozen=True, slots=True)
class PricedLine:
    """Units of a product at a price, as the market shows prices."""

    key: ProductKey
    amount: Decimal
    quantity: int


@dataclass(frozen=True, slots=True)
class AppliedPromotion:
    """A promotion that gives something: the discount on each line, and free delivery.

    `delivery` is the percentage off the cheapest delivery method.
    """

    promotion: Promotion
    by_line: tuple[Decimal, ...]
    delivery: Decimal = ZERO

    @property
    def discount(self) -> Decimal:
        """Return the discount on the goods."""
        return sum(self.by_line, ZERO)


@dataclass(slots=True)
class _Basket:
    """The lines with what is left of their price after the promotions applied so far."""

    lines: Sequence[PricedLine]
    left: list[Decimal]
    floors: list[Decimal]
    currency: str
    taken_by: list[list[Promotion]] = field(default_factory=list)

    def open_to(self, promotion: Promotion) -> list[int]:
        """Return the lines to which a promotion may apply."""
        return [
            index
            for index, line in enumerate(self.lines)
            if promotion.scope.includes(line.key)
            and all(promotion.combines_with(other) for other in self.taken_by[index])
        ]

    def worth(self, indexes: Collection[int]) -> Decimal:
        """Return the price of some lines before all promotions."""
        return sum((self.lines[i].amount * self.lines[i].quantity for i in indexes), ZERO)

    def take(self, promotion: Promotion, wanted: dict[int, Decimal]) -> tuple[Decimal, ...]:
        """Take discounts off lines, as far as minimum prices allow; return what was taken."""
        taken = [ZERO] * len(self.lines)
        for index, discount in wanted.items():
            most = max(self.left[index] - self.floors[index], ZERO)
            taken[index] = max(min(discount, most), ZERO)
            if taken[index]:
                self.left[index] -= taken[index]
                self.taken_by[index].append(promotion)
        return tuple(taken)


def apply_promotions(
    lines: Sequence[PricedLine], of_market: MarketPromotions, promotions: Collection[Promotion]
) -> list[AppliedPromotion]:
    """Return the promotions that give something to a basket, in the order they are applied.

    `promotions` are those in force that this buyer may use.
    """
    basket = _Basket(
        lines=lines,
        left=[line.amount * line.quantity for line in lines],
        floors=[of_market.floor_of(line.key) * line.quantity for line in lines],
        currency=of_market.currency,
        taken_by=[[] for _ in lines],
    )
    applied = []
    delivery: AppliedPromotion | None = None
    for promotion in sorted(promotions, key=_order):
        indexes = basket.open_to(promotion)
        if not indexes or not is_met(promotion, [lines[i] for i in indexes]):
            continue
        if promotion.gives == Gives.DELIVERY:
            if delivery is None:
                nothing = (ZERO,) * len(lines)
                delivery = AppliedPromotion(promotion, nothing, min(promotion.gives_value, WHOLE))
                applied.append(delivery)
            continue
        taken = basket.take(promotion, _GIVEN[promotion.gives](promotion, basket, indexes))
        if any(taken):
            applied.append(AppliedPromotion(promotion, taken))
    return applied


def is_met(promotion: Promotion, lines: Sequence[PricedLine]) -> bool:
    """Return whether lines of its scope meet the condition of a promotion."""
    if promotion.asks == Asks.AMOUNT:
        return sum((line.amount * line.quantity for line in lines), ZERO) >= promotion.asks_for
    if promotion.asks == Asks.DIFFERENT:
        return len({line.key.product_id for line in lines}) >= promotion.asks_for
    return sum(line.quantity for line in lines) >= promotion.asks_for


def reduce_price(
    amount: Decimal, key: ProductKey, of_market: MarketPromotions, promotions: Collection[Promotion]
) -> Decimal:
    """Return the price of one unit after the price promotions among `promotions`."""
    prices = [promotion for promotion in promotions if promotion.is_price]
    applied = apply_promotions([PricedLine(key, amount, 1)], of_market, prices)
    return amount - sum((each.discount for each in applied), ZERO)


def _order(promotion: Promotion) -> tuple[bool, int, int]:
    return (not promotion.is_price, -promotion.priority, promotion.pk)


def _percentage(
    promotion: Promotion, basket: _Basket, indexes: Sequence[int]
) -> dict[int, Decimal]:
    """Take a percentage off each line; off each unit if that is the price that lists show."""
    share = promotion.gives_value / WHOLE
    if promotion.is_price:
        # Only price promotions came before, so the units of a line have one price.
        return {
            i: round_money(basket.left[i] / basket.lines[i].quantity * share, basket.currency)
            * basket.lines[i].quantity
            for i in indexes
        }
    left = [basket.left[i] for i in indexes]
    total = round_money(sum(left, ZERO) * share, basket.currency)
    return dict(zip(indexes, allocate(total, left, basket.currency), strict=True))


def _amount_each(
    promotion: Promotion, basket: _Basket, indexes: Sequence[int]
) -> dict[int, Decimal]:
    return {i: promotion.gives_value * basket.lines[i].quantity for i in indexes}


def _amount(promotion: Promotion, basket: _Basket, indexes: Sequence[int]) -> dict[int, Decimal]:
    """Split an amount over the lines; what a minimum price holds back goes to the others."""
    room = {i: max(basket.left[i] - basket.floors[i], ZERO) for i in indexes}
    total = min(promotion.gives_value, sum(room.values(), ZERO))
    return dict(zip(room, allocate(total, list(room.values()), basket.currency), strict=True))


@dataclass(frozen=True, slots=True)
class _Unit:
    index: int
    price: Decimal


def _units(basket: _Basket, indexes: Sequence[int]) -> list[_Unit]:
    """Return the single units of lines at their present prices, the dearest first."""
    units = []
    for index in indexes:
        quantity = basket.lines[index].quantity
        parts = allocate(basket.left[index], [Decimal(1)] * quantity, basket.currency)
        units += [_Unit(index, part) for part in parts]
    return sorted(units, key=lambda unit: (-unit.price, unit.index))


def _free_units(
    promotion: Promotion, basket: _Basket, indexes: Sequence[int]
) -> dict[int, Decimal]:
    """Take the percentage off the cheapest units, so many for each complete set."""
    units = _units(basket, indexes)
    count = len(units) // int(promotion.asks_for) * promotion.free
    wanted: dict[int, Decimal] = {}
    for unit in units[len(units) - count :]:
        off = round_money(unit.price * promotion.gives_value / WHOLE, basket.currency)
        wanted[unit.index] = wanted.get(unit.index, ZERO) + off
    return wanted


def _set_price(promotion: Promotion, basket: _Basket, indexes: Sequence[int]) -> dict[int, Decimal]:
    """Give each complete set its price, if that is less; the dearest units form the sets."""
    size, units = int(promotion.asks_for), _units(basket, indexes)
    wanted: dict[int, Decimal] = {}
    while chosen := _next_set(promotion, basket, units, size):
        prices = [unit.price for unit in chosen]
        off = sum(prices, ZERO) - promotion.gives_value
        if off <= 0:
            break
        for unit, part in zip(chosen, allocate(off, prices, basket.currency), strict=True):
            wanted[unit.index] = wanted.get(unit.index, ZERO) + part
    return wanted


def _next_set(promotion: Promotion, basket: _Basket, units: list[_Unit], size: int) -> list[_Unit]:
    """Take the units of the next set out of `units`; empty if there is no complete one."""
    chosen: list[_Unit] = []
    products: set[int] = set()
    for unit in units:
        product = basket.lines[unit.index].key.product_id
        if promotion.asks == Asks.DIFFERENT and product in products:
            continue
        chosen.append(unit)
        products.add(product)
        if len(chosen) == size:
            for each in chosen:
                units.remove(each)
            return chosen
    return []


_GIVEN: dict[Gives, Callable[[Promotion, _Basket, Sequence[int]], dict[int, Decimal]]] = {
    Gives.PERCENTAGE: _percentage,
    Gives.AMOUNT: _amount,
    Gives.AMOUNT_EACH: _amount_each,
    Gives.FREE_UNITS: _free_units,
    Gives.SET_PRICE: _set_price,
}
