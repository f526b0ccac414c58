"""Changes of promotions by staff: save, extend, end. Errors name the field of the form.

The benefit of a promotion does not change once it has begun: prices of the past are computed from
it, and later reductions are compared with them. Then only its end and its budget can be changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from structlog import get_logger

from catalog.models import Category, Product
from licensing.models import Licensee
from shop.commerce.markets.models import Market
from shop.commerce.promotions.codes import NO_END
from shop.commerce.promotions.errors import PromotionRefused
from shop.commerce.promotions.models import CustomerGroup, PromotionBudget, PromotionTerms
from shop.commerce.promotions.terms import WHOLE, Asks, Gives
from shop.oscar.offers import Benefit, Condition, ConditionalOffer, Range, RangeProduct, Voucher
from shop.platform.core.money import minor_digits, round_money
from shop.platform.database.clock import database_now

log = get_logger(__name__)
PERCENTAGES = frozenset({Gives.PERCENTAGE, Gives.FREE_UNITS, Gives.DELIVERY})
LEAST_SET = 2


@dataclass(frozen=True, slots=True)
class PromotionDraft:
    """A promotion as staff describe it.

    Its products are those of a `collection`, or listed ones and those of categories; without any,
    all. `asks_for` are units of a set for free units and set prices.
    """

    name: str
    titles: Mapping[str, str]
    market: Market
    begin: datetime
    end: datetime | None
    gives: Gives
    gives_value: Decimal
    asks: Asks = Asks.UNITS
    asks_for: Decimal = Decimal(1)
    free: int = 0
    priority: int = 0
    exclusive: bool = False
    stacking_group: str = ""
    coded: bool = False
    products: Sequence[Product] = ()
    excluded: Sequence[Product] = ()
    categories: Sequence[Category] = ()
    collection: Range | None = None
    licensee: Licensee | None = None
    group: CustomerGroup | None = None
    first_order: bool = False
    most_uses: int | None = None
    most_amount: Decimal | None = None
    description: str = field(default="")


@transaction.atomic
def save_promotion(
    draft: PromotionDraft, *, offer: ConditionalOffer | None = None, at: datetime, by_id: int | None
) -> ConditionalOffer:
    """Add a promotion, or change one that has not begun; return it.

    Raises `PromotionRefused` with the field.
    """
    _check(draft, at)
    names = ConditionalOffer.objects.filter(name=draft.name)
    if names.exclude(pk=offer.pk if offer else None).exists():
        raise PromotionRefused("Another promotion has this name.", field="name")
    if offer is not None:
        offer = ConditionalOffer.objects.select_for_update().get(pk=offer.pk)
        if offer.start_datetime <= at:
            message = "This promotion has begun. Only its end and its budget can be changed."
            raise PromotionRefused(message, field="begins")
    saved = _write_offer(draft, offer)
    PromotionTerms.objects.update_or_create(
        offer=saved,
        defaults={
            "market": draft.market,
            "titles": dict(draft.titles),
            "licensee": draft.licensee,
            "group": draft.group,
            "first_order": draft.first_order,
            "stacking_group": draft.stacking_group,
            "changed_at": database_now(),
        },
        create_defaults={
            "market": draft.market,
            "titles": dict(draft.titles),
            "licensee": draft.licensee,
            "group": draft.group,
            "first_order": draft.first_order,
            "stacking_group": draft.stacking_group,
            "created_by_id": by_id,
        },
    )
    PromotionBudget.objects.update_or_create(
        offer=saved, defaults={"most_uses": draft.most_uses, "most_amount": draft.most_amount}
    )
    log.info("promotion.saved", offer=saved.pk, market=draft.market.code, by=by_id)
    return saved


@transaction.atomic
def change_running(
    *,
    offer: ConditionalOffer,
    end: datetime | None,
    most_uses: int | None,
    most_amount: Decimal | None,
    at: datetime,
    by_id: int | None,
) -> None:
    """Change the end and the budget of a promotion that has begun. Raises `PromotionRefused`."""
    locked = ConditionalOffer.objects.select_for_update().get(pk=offer.pk)
    if locked.end_datetime is not None and locked.end_datetime <= at:
        raise PromotionRefused("This promotion has ended. Copy it to run it again.", field="ends")
    if end is not None and end < at:
        raise PromotionRefused("Enter an end in the future.", field="ends")
    budget = PromotionBudget.objects.select_for_update().get(offer=offer)
    if most_uses is not None and most_uses < budget.uses:
        message = f"It was used {budget.uses} times already. Enter at least that."
        raise PromotionRefused(message, field="most_uses")
    if most_amount is not None and most_amount < budget.spent:
        message = f"It has given {budget.spent} already. Enter at least that."
        raise PromotionRefused(message, field="most_amount")
    PromotionBudget.objects.filter(pk=budget.pk).update(
        most_uses=most_uses, most_amount=most_amount
    )
    _set_end(locked, end)
    log.info("promotion.changed", offer=offer.pk, by=by_id)


def end_promotion(*, offer: ConditionalOffer, at: datetime, by_id: int | None) -> None:
    """End a promotion now, or cancel a planned one; repeating it changes nothing."""
    with transaction.atomic():
        locked = ConditionalOffer.objects.select_for_update().get(pk=offer.pk)
        if locked.end_datetime is not None and locked.end_datetime <= at:
            return
        _set_end(locked, max(at, locked.start_datetime))
    log.info("promotion.ended", offer=offer.pk, by=by_id)


def _set_end(offer: ConditionalOffer, end: datetime | None) -> None:
    ConditionalOffer.objects.filter(pk=offer.pk).update(end_datetime=end)
    Voucher.objects.filter(offers=offer).update(end_datetime=end or NO_END)


def _write_offer(draft: PromotionDraft, offer: ConditionalOffer | None) -> ConditionalOffer:
    chosen = draft.collection or _write_range(draft, offer)
    condition = offer.condition if offer else Condition()
    condition.range, condition.type, condition.value = chosen, str(draft.asks), draft.asks_for
    condition.save()
    benefit = offer.benefit if offer else Benefit()
    benefit.range, benefit.type, benefit.value = chosen, str(draft.gives), draft.gives_value
    benefit.max_affected_items = draft.free or None
    benefit.save()
    saved = offer or ConditionalOffer()
    saved.name, saved.description = draft.name, draft.description
    saved.offer_type = ConditionalOffer.VOUCHER if draft.coded else ConditionalOffer.SITE
    saved.exclusive, saved.priority = draft.exclusive, draft.priority
    saved.condition, saved.benefit = condition, benefit
    saved.start_datetime, saved.end_datetime = draft.begin, draft.end
    saved.save()
    return saved


def _write_range(draft: PromotionDraft, offer: ConditionalOffer | None) -> Range:
    """Write the products of one promotion; its range is named after it and not public."""
    own = offer.benefit.range if offer and not offer.benefit.range.is_public else Range()
    own.name = f"{draft.name[:90]} {draft.market.code} (products)"
    own.is_public = False
    own.includes_all_products = not (draft.products or draft.categories)
    own.save()
    RangeProduct.objects.filter(range=own).delete()
    RangeProduct.objects.bulk_create(
        RangeProduct(range=own, product=product, display_order=place)
        for place, product in enumerate(draft.products)
    )
    own.included_categories.set(draft.categories)
    own.excluded_products.set(draft.excluded)
    return own


def _check(draft: PromotionDraft, at: datetime) -> None:
    for name, message in _problems(draft, at):
        raise PromotionRefused(message, field=name)


def _problems(draft: PromotionDraft, at: datetime) -> list[tuple[str, str]]:
    """Return what is wrong with a draft, by field, the first one first."""
    problems = _value_problems(draft)
    if not draft.titles.get("en"):
        problems.append(("title_en", "Enter the title that customers see in English."))
    if _is_price(draft) and any("%" in title for title in draft.titles.values()):
        message = "Leave out the percentage: the shop computes it from the prior price."
        problems.append(("title_en", message))
    problems += _set_problems(draft)
    if draft.begin < at:
        problems.append(("begins", "Enter a start in the future, or leave this blank for now."))
    if draft.end is not None and draft.end <= draft.begin:
        problems.append(("ends", "The end must be after the start."))
    if draft.first_order and draft.group:
        problems.append(("first_order", "Choose a customer group or first orders, not both."))
    if draft.most_amount is not None and draft.most_amount <= 0:
        problems.append(("most_amount", "Enter an amount above 0, or leave this blank."))
    return problems


def _is_price(draft: PromotionDraft) -> bool:
    """Return whether lists and pages show the reduced price, with a percentage of their own."""
    conditions = (draft.coded, draft.group, draft.first_order)
    limits = (draft.most_uses, draft.most_amount)
    return (
        draft.gives in {Gives.PERCENTAGE, Gives.AMOUNT_EACH}
        and draft.asks == Asks.UNITS
        and draft.asks_for <= 1
        and not any(conditions)
        and limits == (None, None)
    )


def _value_problems(draft: PromotionDraft) -> list[tuple[str, str]]:
    currency, value = draft.market.currency, draft.gives_value
    problems = []
    if value < 0 or (value == 0 and draft.gives != Gives.SET_PRICE):
        problems.append(("gives_value", "Enter a value above 0."))
    elif draft.gives in PERCENTAGES and value > WHOLE:
        problems.append(("gives_value", "Enter a percentage of at most 100."))
    elif draft.gives not in PERCENTAGES and value != round_money(value, currency):
        digits = minor_digits(currency) or "no"
        problems.append(("gives_value", f"Amounts in {currency} have {digits} decimals."))
    if draft.asks == Asks.AMOUNT:
        if draft.asks_for != round_money(draft.asks_for, currency):
            digits = minor_digits(currency) or "no"
            problems.append(("asks_for", f"Amounts in {currency} have {digits} decimals."))
    elif draft.asks_for != int(draft.asks_for) or draft.asks_for < 1:
        problems.append(("asks_for", "Enter a whole number of units from 1."))
    return problems


def _set_problems(draft: PromotionDraft) -> list[tuple[str, str]]:
    if draft.gives == Gives.FREE_UNITS:
        if draft.asks != Asks.UNITS or draft.asks_for < LEAST_SET:
            return [("asks_for", "Enter the units of a set, for example 3 for “3 for 2”.")]
        if not 0 < draft.free < draft.asks_for:
            message = "Enter how many units of a set are reduced: fewer than the set has."
            return [("free", message)]
    if draft.gives == Gives.SET_PRICE and (draft.asks == Asks.AMOUNT or draft.asks_for < LEAST_SET):
        return [("asks_for", "Enter the units of a set, for example 3 for “3 for €50”.")]
    return []
