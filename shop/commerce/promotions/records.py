"""Records of promotions: customer groups, collections, minimum prices, reduction rules."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.models import Category, Product
from shop.commerce.markets.models import Market
from shop.commerce.promotions.errors import PromotionRefused
from shop.commerce.promotions.models import CustomerGroup, MinimumPrice, ReductionRule
from shop.commerce.promotions.reading import promotions_of
from shop.commerce.promotions.terms import ProductKey
from shop.identity.accounts.models import User
from shop.oscar.offers import Range, RangeProduct
from shop.platform.core.money import amount_text, round_money


@transaction.atomic
def save_group(*, group: CustomerGroup, members: Sequence[User]) -> CustomerGroup:
    """Save a customer group with its members."""
    group.save()
    group.members.set(members)
    return group


@transaction.atomic
def save_collection(
    *, collection: Range, products: Sequence[Product], categories: Sequence[Category]
) -> Range:
    """Save a collection: a public range of Oscar with products and shop categories."""
    if not products and not categories:
        raise PromotionRefused("Enter a product or choose a category.", field="skus")
    collection.is_public, collection.includes_all_products = True, False
    collection.save()
    RangeProduct.objects.filter(range=collection).delete()
    RangeProduct.objects.bulk_create(
        RangeProduct(range=collection, product=product, display_order=place)
        for place, product in enumerate(products)
    )
    collection.included_categories.set(categories)
    return collection


def save_minimum_price(*, price: MinimumPrice) -> MinimumPrice:
    """Save a minimum price. Raises `PromotionRefused`."""
    currency = price.market.currency
    if price.amount <= Decimal(0) or price.amount != round_money(price.amount, currency):
        message = f"Enter an amount above 0 with the decimals of {currency}."
        raise PromotionRefused(message, field="amount")
    price.save()
    return price


def check_minimum_price(*, product: Product, market: Market, amount: Decimal) -> None:
    """Check a price that staff set against the agreements. Raises Django's `ValidationError`."""
    top = product.top
    key = ProductKey(top.pk, top.licensee_id, top.rights_category_id)
    least = promotions_of(market).floor_of(key)
    if amount < least:
        text = f"{amount_text(least, market.currency)} {market.currency}"
        message = f"The agreement of its licensee allows no price below {text} in this market."
        raise ValidationError({"amount": message})


def save_reduction_rule(*, rule: ReductionRule) -> ReductionRule:
    """Save with which price a market compares its reductions."""
    rule.save()
    return rule
