"""The promotions of a market, read as plain values and kept for a revision of settings.

Triggers raise the revision with every change of an offer, its products or its terms, and of minimum
prices. Uses do not raise it: budgets are read when a limited promotion would apply.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q

from licensing.rules.agreement_states import State, state_at
from shop.commerce.markets.models import Market
from shop.commerce.promotions.models import MinimumPrice, PromotionTerms, ReductionRule
from shop.commerce.promotions.terms import (
    ZERO,
    Asks,
    Floor,
    Gives,
    MarketPromotions,
    Promotion,
    Scope,
)
from shop.oscar.offers import ConditionalOffer
from shop.platform.core.keeping import Keeper
from shop.platform.database.clock import database_now

# Prices of the past are computed from ended promotions as well; a reduction that is longer than
# this is compared with what is known.
KEPT_AFTER_END = timedelta(days=400)
# Directive 98/6/EC Art. 6a (2), inserted by Directive (EU) 2019/2161, applied since 28 May 2022.
LOWEST_PRICE_DAYS = 30
# Minimum prices of these agreements hold; of one that begins or ends later, from its last change.
BINDING = frozenset({State.SIGNED, State.ACTIVE, State.SUSPENDED, State.SELL_OFF})
PRODUCTS = """
    select r.range_id, coalesce(p.parent_id, p.id), false
    from offer_rangeproduct r join catalogue_product p on p.id = r.product_id
    where r.range_id = any(%(ranges)s)
    union
    select r.range_id, placed.product_id, false
    from offer_range_included_categories r
    join catalogue_category above on above.id = r.category_id
    join catalogue_category c on starts_with(c.path, above.path)
    join catalogue_productcategory placed on placed.category_id = c.id
    where r.range_id = any(%(ranges)s)
    union
    select r.range_id, coalesce(p.parent_id, p.id), true
    from offer_range_excluded_products r join catalogue_product p on p.id = r.product_id
    where r.range_id = any(%(ranges)s)
"""


def promotions_of(market: Market, keeper: Keeper | None = None) -> MarketPromotions:
    """Return the promotions of a market; kept for a revision, without a query then."""
    if keeper is None:
        return _load(market)
    kept: MarketPromotions = keeper.keep(("promotions", market.pk), lambda: _load(market))
    return kept


def read_promotion(offer_id: int) -> Promotion:
    """Return one promotion as a plain value."""
    terms = PromotionTerms.objects.select_related(*_PARTS).get(offer=offer_id)
    return _promotion(terms, _products({terms.offer.benefit.range_id}))


_PARTS = ("offer__benefit__range", "offer__condition", "offer__budget")


def _load(market: Market) -> MarketPromotions:
    now = database_now()
    since = now - KEPT_AFTER_END
    rows = list(
        PromotionTerms.objects.filter(market=market)
        .filter(Q(offer__end_datetime__isnull=True) | Q(offer__end_datetime__gt=since))
        .select_related(*_PARTS)
    )
    ranges = {row.offer.benefit.range_id for row in rows}
    products = _products(ranges) if ranges else {}
    floors = MinimumPrice.objects.filter(market=market).select_related("agreement")
    return MarketPromotions(
        currency=market.currency,
        promotions=tuple(_promotion(row, products) for row in rows),
        floors=tuple(
            Floor(row.agreement.licensee_id, row.category_id, row.amount)
            for row in floors
            if state_at(row.agreement, now) in BINDING
        ),
        compares_days=_compared_days(market),
    )


def _compared_days(market: Market) -> int:
    """Return the market's own rule, else that of the European Economic Area or none."""
    own = ReductionRule.objects.filter(market=market).values_list("lowest_of_days", flat=True)
    for days in own:
        return int(days)
    return LOWEST_PRICE_DAYS if market.home.in_eea else 0


_Products = Mapping[int, tuple[frozenset[int], frozenset[int]]]


def _products(ranges: Collection[int]) -> _Products:
    """Return the included and excluded top products of ranges; one query."""
    included: dict[int, set[int]] = defaultdict(set)
    excluded: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(PRODUCTS, {"ranges": list(ranges)})
        for range_id, product_id, is_excluded in cursor.fetchall():
            (excluded if is_excluded else included)[range_id].add(product_id)
    return {each: (frozenset(included[each]), frozenset(excluded[each])) for each in ranges}


def _promotion(terms: PromotionTerms, products: _Products) -> Promotion:
    offer: Any = terms.offer
    chosen = offer.benefit.range
    included, excluded = products.get(chosen.pk, (frozenset(), frozenset()))
    budget = getattr(offer, "budget", None)
    return Promotion(
        pk=offer.pk,
        titles=terms.titles,
        begin=offer.start_datetime,
        end=offer.end_datetime,
        scope=Scope(chosen.includes_all_products, included, excluded, terms.licensee_id),
        asks=Asks(offer.condition.type),
        asks_for=offer.condition.value or Decimal(1),
        gives=Gives(offer.benefit.type),
        gives_value=offer.benefit.value or ZERO,
        free=offer.benefit.max_affected_items or 0,
        priority=offer.priority,
        exclusive=offer.exclusive,
        stacking_group=terms.stacking_group,
        coded=offer.offer_type == ConditionalOffer.VOUCHER,
        group_id=terms.group_id,
        first_order=terms.first_order,
        limited=budget is not None
        and (budget.most_uses is not None or budget.most_amount is not None),
    )
