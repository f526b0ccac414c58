"""The promotions of a basket: which apply, what they give, and why a typed code does not."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from shop.commerce.promotions.allocation import (
    AppliedPromotion,
    PricedLine,
    apply_promotions,
    is_met,
)
from shop.commerce.promotions.buyers import PromotedBuyer, read_buyer
from shop.commerce.promotions.codes import PromotionCode
from shop.commerce.promotions.models import PromotionBudget
from shop.commerce.promotions.reading import promotions_of
from shop.commerce.promotions.terms import ZERO, Asks, MarketPromotions, Promotion
from shop.commerce.vouchers.errors import VoucherRefused


@dataclass(frozen=True, slots=True)
class PromotedBasket:
    """The promotions applied to a basket, and why its code gives nothing; None if it does."""

    applied: tuple[AppliedPromotion, ...] = ()
    refusal: VoucherRefused | None = None

    def by_line(self, lines: int) -> list[Decimal]:
        """Return the discount of all promotions on each line."""
        return [sum((each.by_line[i] for each in self.applied), ZERO) for i in range(lines)]

    @property
    def discount(self) -> Decimal:
        """Return the discount on the goods."""
        return sum((each.discount for each in self.applied), ZERO)

    @property
    def delivery(self) -> AppliedPromotion | None:
        """Return the promotion that reduces delivery."""
        return next((each for each in self.applied if each.delivery), None)


class _Buyer:
    """Reads the buyer when the first promotion asks."""

    def __init__(self, user_id: int | None) -> None:
        self._user_id = user_id

    @cached_property
    def facts(self) -> PromotedBuyer:
        return read_buyer(self._user_id)


def promote_basket(
    lines: Sequence[PricedLine],
    of_market: MarketPromotions,
    *,
    user_id: int | None,
    code: PromotionCode | None,
    at: datetime,
) -> PromotedBasket:
    """Apply the promotions in force that this buyer may use; no query if none asks for more.

    The buyer is read if a promotion depends on it, budgets if a limited one would apply.
    """
    buyer = _Buyer(user_id)
    usable = [
        promotion
        for promotion in of_market.promotions
        if promotion.in_force(at)
        and (not promotion.coded or (code is not None and promotion.pk in code.promotions))
        and not (promotion.coded and code is not None and code.is_used_up)
        and _buyer_refusal(promotion, buyer) is None
    ]
    applied = apply_promotions(lines, of_market, usable)
    if any(each.promotion.limited for each in applied):
        applied = _within_budgets(lines, of_market, usable, applied)
    refusal = _code_refusal(code, of_market, lines, applied, buyer, at) if code else None
    return PromotedBasket(tuple(applied), refusal)


def _within_budgets(
    lines: Sequence[PricedLine],
    of_market: MarketPromotions,
    usable: list[Promotion],
    applied: list[AppliedPromotion],
) -> list[AppliedPromotion]:
    """Leave out promotions whose budget is used up, and apply the others again."""
    limited = [promotion.pk for promotion in usable if promotion.limited]
    budgets = {row.offer_id: row for row in PromotionBudget.objects.filter(offer__in=limited)}
    while over := {
        each.promotion.pk
        for each in applied
        if each.promotion.pk in budgets and _is_over(budgets[each.promotion.pk], each.discount)
    }:
        usable = [promotion for promotion in usable if promotion.pk not in over]
        applied = apply_promotions(lines, of_market, usable)
    return applied


def _is_over(budget: PromotionBudget, discount: Decimal) -> bool:
    if budget.most_uses is not None and budget.uses >= budget.most_uses:
        return True
    return budget.most_amount is not None and (
        budget.spent >= budget.most_amount or budget.spent + discount > budget.most_amount
    )


def check_promotion_code(
    code: PromotionCode, of_market: MarketPromotions, *, user_id: int | None, at: datetime
) -> None:
    """Check that some basket of this market and buyer could use a code now.

    Raises `VoucherRefused` with the exact reason.
    """
    buyer = _Buyer(user_id)
    checks = (
        lambda promotion: _period_refusal(promotion, at),
        lambda promotion: _buyer_refusal(promotion, buyer),
        _budget_refusal,
    )
    if reason := _first_reason(code, of_market, checks):
        raise VoucherRefused(code=code.code, reason=reason)


def _code_refusal(
    code: PromotionCode,
    of_market: MarketPromotions,
    lines: Sequence[PricedLine],
    applied: Collection[AppliedPromotion],
    buyer: _Buyer,
    at: datetime,
) -> VoucherRefused | None:
    if any(each.promotion.coded for each in applied):
        return None
    checks = (
        lambda promotion: _period_refusal(promotion, at),
        lambda promotion: _buyer_refusal(promotion, buyer),
        lambda promotion: _goods_refusal(promotion, lines),
        _budget_refusal,
    )
    reason = _first_reason(code, of_market, checks) or "no_better"
    refusal = VoucherRefused(code=code.code, reason=reason)
    own = [each for each in of_market.promotions if each.pk in code.promotions]
    if own and reason == "too_little":
        refusal.data["least_goods"] = own[0].asks_for
    if own and reason == "too_few":
        refusal.data["least_units"] = int(own[0].asks_for)
    return refusal


def _first_reason(
    code: PromotionCode,
    of_market: MarketPromotions,
    checks: Sequence[Callable[[Promotion], str | None]],
) -> str | None:
    """Return why none of a code's promotions passes the checks; None if one does."""
    if code.is_used_up:
        return "used_up"
    own = [promotion for promotion in of_market.promotions if promotion.pk in code.promotions]
    if not own:
        return "other_market"
    reasons = [
        next((reason for check in checks if (reason := check(promotion))), None)
        for promotion in own
    ]
    return None if None in reasons else reasons[0]


def _period_refusal(promotion: Promotion, at: datetime) -> str | None:
    if at < promotion.begin:
        return "not_yet"
    return None if promotion.in_force(at) else "ended"


def _buyer_refusal(promotion: Promotion, buyer: _Buyer) -> str | None:
    if not promotion.asks_about_buyer:
        return None
    if not buyer.facts.signed_in:
        return "sign_in"
    if promotion.group_id is not None and promotion.group_id not in buyer.facts.groups:
        return "other_customers"
    return "not_first_order" if promotion.first_order and buyer.facts.has_ordered else None


def _goods_refusal(promotion: Promotion, lines: Sequence[PricedLine]) -> str | None:
    included = [line for line in lines if promotion.scope.includes(line.key)]
    if not included:
        return "no_goods"
    if is_met(promotion, included):
        return None
    return "too_little" if promotion.asks == Asks.AMOUNT else "too_few"


def _budget_refusal(promotion: Promotion) -> str | None:
    if not promotion.limited:
        return None
    budget = PromotionBudget.objects.filter(offer=promotion.pk).first()
    return "used_up" if budget is not None and _is_over(budget, ZERO) else None


__all__ = [
    "PromotedBasket",
    "check_promotion_code",
    "promote_basket",
    "promotions_of",
]
