"""Return policies of the demo: 30 days in every market, bottles only unopened."""

from django.db import transaction

from licensing.models import ProductCategory
from shop.commerce.markets.models import Market
from shop.orders.returns.models import ReturnPolicy
from shop.orders.returns.policies import save_policy

DAYS = 30
PREPAID = ("fr", "de", "it", "gb")  # markets in which the shop pays for return shipping
SEALED = ("bottle",)


@transaction.atomic
def load_return_policies() -> None:
    """Create missing return policies."""
    sealed = list(ProductCategory.objects.filter(code__in=SEALED).order_by("number"))
    for market in Market.objects.order_by("pk"):
        paid = market.code in PREPAID
        postage = ReturnPolicy.Postage.SHOP if paid else ReturnPolicy.Postage.BUYER
        _add(ReturnPolicy(market=market, days=DAYS, postage=postage))
        for category in sealed:
            exclusion = ReturnPolicy.Exclusion.SEALED_HYGIENE
            _add(
                ReturnPolicy(
                    market=market,
                    category=category,
                    days=DAYS,
                    postage=postage,
                    exclusion=exclusion,
                )
            )


def _add(policy: ReturnPolicy) -> None:
    rows = ReturnPolicy.objects.filter(market=policy.market_id, category=policy.category_id)
    if not rows.exists():
        save_policy(policy=policy, by_id=None)
