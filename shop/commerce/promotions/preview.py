"""A preview for staff: what a promotion gives for a basket, with the others in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from catalog.models import Product
from shop.commerce.pricing.services import prices_at
from shop.commerce.promotions.allocation import AppliedPromotion, PricedLine, apply_promotions
from shop.commerce.promotions.reading import promotions_of, read_promotion
from shop.commerce.promotions.terms import ZERO, ProductKey
from shop.oscar.offers import ConditionalOffer


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of a previewed basket; `amount` is None without a price in the market."""

    product: Product
    quantity: int
    amount: Decimal | None
    discount: Decimal = ZERO

    @property
    def before(self) -> Decimal:
        """Return its price before promotions."""
        return (self.amount or ZERO) * self.quantity

    @property
    def after(self) -> Decimal:
        """Return its price after promotions."""
        return self.before - self.discount


@dataclass(frozen=True, slots=True)
class PromotionPreview:
    """A previewed basket, and what each promotion gives."""

    currency: str
    lines: tuple[PreviewLine, ...]
    applied: tuple[AppliedPromotion, ...]
    gives: bool

    @property
    def before(self) -> Decimal:
        """Return the total of the goods before promotions."""
        return sum((line.before for line in self.lines), ZERO)

    @property
    def after(self) -> Decimal:
        """Return the total of the goods after promotions."""
        return sum((line.after for line in self.lines), ZERO)


def preview_promotion(
    offer: ConditionalOffer, basket: Sequence[tuple[Product, int]], at: datetime
) -> PromotionPreview:
    """Apply a promotion to a basket at its start, or now if it has begun.

    Conditions on the buyer and budgets are taken as met; promotions with other codes are left out.
    """
    market = offer.terms.market
    own = read_promotion(offer.pk)
    when = max(at, own.begin)
    of_market = promotions_of(market)
    others = [
        promotion
        for promotion in of_market.promotions
        if promotion.pk != own.pk
        and promotion.in_force(when)
        and not (promotion.coded or promotion.asks_about_buyer)
    ]
    prices = prices_at([product for product, _ in basket], market, when)
    priced = [(product, units) for product, units in basket if product.pk in prices]
    lines = [
        PricedLine(
            ProductKey(product.top.pk, product.top.licensee_id, product.top.rights_category_id),
            prices[product.pk],
            units,
        )
        for product, units in priced
    ]
    applied = apply_promotions(lines, of_market, [own, *others])
    off = {
        product.pk: sum((each.by_line[i] for each in applied), ZERO)
        for i, (product, _) in enumerate(priced)
    }
    return PromotionPreview(
        currency=market.currency,
        lines=tuple(
            PreviewLine(product, units, prices.get(product.pk), off.get(product.pk, ZERO))
            for product, units in basket
        ),
        applied=tuple(applied),
        gives=any(each.promotion.pk == own.pk for each in applied),
    )
