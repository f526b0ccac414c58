"""Discounts of a basket: promotions first, then a voucher on what is left of the goods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from catalog.models import Product
from shop.commerce.fulfillment.services import DeliveryOption
from shop.commerce.markets.models import Market
from shop.commerce.pricing.history import read_history
from shop.commerce.promotions.allocation import AppliedPromotion, PricedLine
from shop.commerce.promotions.codes import PromotionCode, read_code
from shop.commerce.promotions.reductions import Reduction, find_reduction
from shop.commerce.promotions.services import (
    PromotedBasket,
    check_promotion_code,
    promote_basket,
    promotions_of,
)
from shop.commerce.promotions.terms import ZERO, MarketPromotions, ProductKey
from shop.commerce.vouchers.errors import VoucherRefused
from shop.commerce.vouchers.services import AppliedVoucher, apply_voucher, find_voucher
from shop.oscar.basket.models import Basket
from shop.platform.core.money import allocate, round_money


@dataclass(frozen=True, slots=True)
class GivenPromotion:
    """The amount that a promotion takes off the goods or off delivery."""

    applied: AppliedPromotion
    amount: Decimal

    @property
    def titles(self) -> Mapping[str, str]:
        """Return its titles by language."""
        return self.applied.promotion.titles

    def title(self, language: str) -> str:
        """Return its title in a language, or in English."""
        return self.applied.promotion.title(language)

    @property
    def coded(self) -> bool:
        """Return whether a typed code opened it."""
        return self.applied.promotion.coded

    @property
    def is_delivery(self) -> bool:
        """Return whether it reduces delivery."""
        return bool(self.applied.delivery)


def product_key(product: Product) -> ProductKey:
    """Return the facts of an article's top product by which promotions select."""
    top = product.top
    return ProductKey(top.pk, top.licensee_id, top.rights_category_id)


def apply_codes(
    basket: Basket,
    priced: Sequence[tuple[Product, Decimal, int]],
    of_market: MarketPromotions,
    at: datetime,
) -> tuple[PromotedBasket, AppliedVoucher | None, list[Decimal]]:
    """Return the promotions and the voucher of a basket, and the discount on each line.

    `priced` are articles with the price of a unit and their units. A code is a voucher's or a
    promotion's; one query for a voucher, two for a promotion's code.
    """
    if not priced:
        return PromotedBasket(), None, []
    lines = [PricedLine(product_key(product), amount, units) for product, amount, units in priced]
    text = basket.voucher_code
    voucher = find_voucher(text) if text else None
    code = read_code(text) if text and voucher is None else None
    promoted = promote_basket(lines, of_market, user_id=basket.owner_id, code=code, at=at)
    off = promoted.by_line(len(lines))
    left = [line.amount * line.quantity - part for line, part in zip(lines, off, strict=True)]
    applied = None
    if voucher is not None or (text and code is None):
        applied = apply_voucher(text, voucher, sum(left, ZERO), of_market.currency, at)
        room = _room(lines, left, of_market)
        applied = _within(applied, sum(room, ZERO))
        parts = allocate(applied.discount, room, of_market.currency)
        off = [before + part for before, part in zip(off, parts, strict=True)]
    elif text:
        applied = AppliedVoucher(text, refusal=promoted.refusal, promotion=_number(code))
    return promoted, applied, off


def _room(
    lines: Sequence[PricedLine], left: Sequence[Decimal], of_market: MarketPromotions
) -> list[Decimal]:
    """Return how much each line can still be reduced: to its minimum price, or to nothing."""
    return [
        max(amount - of_market.floor_of(line.key) * line.quantity, ZERO)
        for line, amount in zip(lines, left, strict=True)
    ]


def _within(applied: AppliedVoucher, most: Decimal) -> AppliedVoucher:
    """Limit the discount of a voucher to what minimum prices allow."""
    if applied.discount <= most:
        return applied
    if most:
        return replace(applied, discount=most)
    refusal = VoucherRefused(code=applied.code, reason="no_better")
    return replace(applied, discount=ZERO, refusal=refusal)


def _number(code: PromotionCode | None) -> int | None:
    return code.voucher_id if code else None


def line_reduction(line: Any, of_market: MarketPromotions, at: datetime) -> Reduction | None:
    """Return the reduction of a line's article; None if its price is not reduced."""
    return find_reduction(read_history(line.prices), product_key(line.product), of_market, at)


def given_promotions(promoted: PromotedBasket, delivery_saved: Decimal) -> list[GivenPromotion]:
    """Return what each promotion gives; without those that save nothing on delivery."""
    given = [
        GivenPromotion(each, delivery_saved if each.delivery else each.discount)
        for each in promoted.applied
    ]
    return [each for each in given if each.amount]


def reduce_delivery(
    options: Sequence[DeliveryOption], promoted: PromotedBasket, currency: str
) -> tuple[list[DeliveryOption], dict[str, Decimal]]:
    """Reduce the cheapest delivery method if a promotion does; return what it saves by code."""
    promotion = promoted.delivery
    if promotion is None or not options:
        return list(options), {}
    cheapest = min(options, key=lambda option: option.amount)
    saved = round_money(cheapest.amount * promotion.delivery / 100, currency)
    reduced = replace(cheapest, amount=cheapest.amount - saved)
    return [reduced if option is cheapest else option for option in options], {cheapest.code: saved}


def is_promotion_code(basket: Basket, text: str, market: Market, at: datetime) -> bool:
    """Return whether a typed code is a promotion's that could be used now.

    Raises `VoucherRefused` with the exact reason if it is one that could not.
    """
    code = read_code(text)
    if code is None:
        return False
    check_promotion_code(code, promotions_of(market), user_id=basket.owner_id, at=at)
    return True
