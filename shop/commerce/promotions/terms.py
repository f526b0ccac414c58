"""Promotions as plain values: what they apply to, what they ask for and what they give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal("0.00")
WHOLE = Decimal(100)


class Asks(StrEnum):
    """Conditions; the values are types of Oscar's `Condition`."""

    UNITS = "Count"
    DIFFERENT = "Coverage"  # units of different products
    AMOUNT = "Value"


class Gives(StrEnum):
    """Benefits; the values are types of Oscar's `Benefit`."""

    PERCENTAGE = "Percentage"
    AMOUNT = "Absolute"
    AMOUNT_EACH = "Fixed"  # off each unit
    FREE_UNITS = "Multibuy"  # a percentage off the cheapest units of each set
    SET_PRICE = "Fixed price"  # the price of each set
    DELIVERY = "Shipping percentage"


@dataclass(frozen=True, slots=True)
class ProductKey:
    """The facts of a top product by which promotions select."""

    product_id: int
    licensee_id: int | None
    category_id: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The products of a promotion: all, listed ones, and only those of a licensee if there is one.

    `products` includes the products of shop categories.
    """

    everything: bool = True
    products: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    licensee_id: int | None = None

    def includes(self, key: ProductKey) -> bool:
        """Return whether a product belongs to it."""
        if self.licensee_id is not None and key.licensee_id != self.licensee_id:
            return False
        if key.product_id in self.excluded:
            return False
        return self.everything or key.product_id in self.products


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion of one market during [begin, end).

    `asks_for` and `gives_value` are units, an amount or a percentage, as their kinds say; `free`
    are the units of a set that get the percentage.
    """

    pk: int
    titles: Mapping[str, str]
    begin: datetime
    end: datetime | None
    scope: Scope
    asks: Asks
    asks_for: Decimal
    gives: Gives
    gives_value: Decimal
    free: int = 0
    priority: int = 0
    exclusive: bool = False
    stacking_group: str = ""
    coded: bool = False
    group_id: int | None = None
    first_order: bool = False
    limited: bool = False

    def title(self, language: str) -> str:
        """Return the title in a language, or in English."""
        return self.titles.get(language) or self.titles["en"]

    def in_force(self, at: datetime) -> bool:
        """Return whether it applies at an instant."""
        return self.begin <= at and (self.end is None or at < self.end)

    @property
    def is_price(self) -> bool:
        """Return whether it reduces the price of a product by itself, for every buyer.

        A limited one does not: a price that is shown holds until its end.
        """
        return (
            self.gives in {Gives.PERCENTAGE, Gives.AMOUNT_EACH}
            and self.asks == Asks.UNITS
            and self.asks_for <= 1
            and not (self.coded or self.limited or self.group_id or self.first_order)
        )

    @property
    def asks_about_buyer(self) -> bool:
        """Return whether it depends on who buys."""
        return self.group_id is not None or self.first_order

    def combines_with(self, other: "Promotion") -> bool:
        """Return whether both may apply to the same line."""
        if self.stacking_group and self.stacking_group == other.stacking_group:
            return True
        return not self.exclusive and not other.exclusive


@dataclass(frozen=True, slots=True)
class Floor:
    """A minimum price of a licensee's goods, of one category or of all."""

    licensee_id: int
    category_id: int | None
    amount: Decimal

    def applies_to(self, key: ProductKey) -> bool:
        """Return whether it limits the price of a product."""
        return key.licensee_id == self.licensee_id and (
            self.category_id is None or key.category_id == self.category_id
        )


@dataclass(frozen=True, slots=True)
class MarketPromotions:
    """All promotions of a market, ended ones of the last months too, and its minimum prices.

    `compares_days` is the number of days whose lowest price a reduction is compared with; 0 for
    the regular price.
    """

    currency: str
    promotions: tuple[Promotion, ...] = ()
    floors: tuple[Floor, ...] = ()
    compares_days: int = 30

    def floor_of(self, key: ProductKey) -> Decimal:
        """Return the minimum price of a product; 0 without one."""
        floors = [floor.amount for floor in self.floors if floor.applies_to(key)]
        return max(floors, default=ZERO)

    def next_change(self, at: datetime) -> datetime | None:
        """Return the next instant at which a price promotion begins or ends."""
        instants = [
            instant
            for promotion in self.promotions
            if promotion.is_price
            for instant in (promotion.begin, promotion.end)
            if instant is not None and instant > at
        ]
        return min(instants, default=None)
