"""One product as a market offers it to a territory.

A product that may not be sold there does not exist for visitors, unless they may know it: it is
sold in the market but not to this ship-to, or is no longer sold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from catalog.models import Product
from catalog.releases import Release
from catalog.services import ReadRights, decide_products, rights_of
from licensing.reading.snapshot import reading_once, territory_and_snapshot, time_and_snapshot
from licensing.rules.decision import (
    ACTIVE,
    NO_LONGER_AVAILABLE,
    NOT_SOLD_IN_COUNTRY,
    Decision,
    public_wording,
)
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.commerce.inventory.routing import count_available
from shop.commerce.listing.card_rows import availability_of
from shop.commerce.listing.product_rows import Article, Scope, read_articles, read_product_facts
from shop.commerce.listing.reduced_prices import article_reductions
from shop.commerce.markets.models import Market
from shop.commerce.page_store.dependencies import changes_at, depend_on
from shop.commerce.page_store.scopes import product_scope
from shop.commerce.promotions.reductions import Reduction

# Products with these reasons are unknown to visitors, whatever other reasons they have.
NEVER_SEEN = frozenset(
    {"NOT_PUBLISHED", "NO_PROPERTY", "EMBARGOED", "SALE_NOT_BEGUN", "NOT_APPROVED"}
)


@dataclass(frozen=True, slots=True)
class Variant:
    """An article that can be ordered; the product itself if it has no variants.

    `left` are units in stock for the destination. `announced` units ship from `ships_on`, if the
    license covers that day.
    """

    product: Product
    amount: Decimal | None
    left: int
    announced: int = 0
    ships_on: date | None = None
    reduction: Reduction | None = None

    @property
    def price(self) -> Decimal | None:
        """Return the price after promotions on the product alone."""
        return self.reduction.price if self.reduction else self.amount

    @property
    def most(self) -> int:
        """Return the largest quantity that can be ordered."""
        return max(self.left, self.announced)

    @property
    def availability(self) -> str:
        """Return in_stock, low, preorder or sold_out."""
        return availability_of(self.left, self.ships_on)


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A product, its variants, and the decision for the territory.

    `cleared` has the territories in which its rights are open to the channel.
    """

    product: Product
    decision: Decision
    variants: tuple[Variant, ...]
    amount: Decimal | None
    cleared: NumberSet
    unavailable_code: str
    available_from: datetime | None = None
    reduction: Reduction | None = None

    @property
    def price(self) -> Decimal | None:
        """Return the price after promotions on the product alone."""
        return self.reduction.price if self.reduction else self.amount

    @property
    def promoted(self) -> bool:
        """Return whether it may be advertised here; passive sales may not."""
        return self.decision.mode == ACTIVE

    @property
    def sellable(self) -> bool:
        """Return whether it may be ordered for this territory."""
        return not self.unavailable_code

    @property
    def left(self) -> int:
        """Return the units in stock of all variants."""
        return sum(variant.left for variant in self.variants)

    @property
    def ships_on(self) -> date | None:
        """Return the first shipping day if nothing is in stock."""
        days = [variant.ships_on for variant in self.variants if variant.ships_on]
        return min(days, default=None) if self.left <= 0 else None

    @property
    def availability(self) -> str:
        """Return in_stock, low, preorder, sold_out, or unavailable if it may not be sold."""
        if not self.sellable:
            return "unavailable"
        return availability_of(self.left, self.ships_on)


@reading_once()
def find_product_detail(
    sku: str, market: Market, territory: str, channel: str, at: datetime
) -> ProductDetail | None:
    """Return the product of a SKU, or of a variant's SKU; None if it must not be known here."""
    where = Scope(territory, channel, at)
    articles = read_articles(sku, market, where)
    if not articles:
        return None
    product = articles[0].product
    read = read_product_facts(product, where)
    rights = rights_of(product, read.release, territory_and_snapshot(territory), at)
    decision = rights.decide(channel, at)[product.pk]
    depend_on(product_scope(product.pk))
    changes_at(decision.until)
    opens = _announced(read.release, decision)
    code = "" if decision.allowed else public_wording(decision.reason, teaser=opens is not None)
    if code and not opens and not _may_be_known(product, decision, market, where):
        return None
    if not code and product.amount is None:
        return None
    variants = tuple(
        _variant(product, article, rights, where, sold=not code)
        for article in (articles[1:] if product.is_parent else articles[:1])
    )
    amount = None if code else product.amount
    detail = ProductDetail(product, decision, variants, amount, read.cleared, code, opens)
    return detail if code else reduce_detail(detail, articles, market, at)


def reduce_detail(
    detail: ProductDetail, articles: Sequence[Article], market: Market, at: datetime
) -> ProductDetail:
    """Add the reductions of a product and of its variants."""
    reductions = article_reductions(articles, market, at)
    if not reductions:
        return detail
    return replace(
        detail,
        reduction=reductions.get(detail.product.pk),
        variants=tuple(
            replace(variant, reduction=reductions.get(variant.product.pk))
            for variant in detail.variants
        ),
    )


def top_product(sku: str, market: Market, at: datetime) -> Product | None:
    """Return the top product of a public SKU, prefetched for its page."""
    named = Product.objects.filter(upc=sku, is_public=True)
    top = named.annotate(top=Coalesce("parent_id", "pk")).values_list("top")
    products = Product.objects.top_level().with_amount(market, at).with_page_parts()
    return products.filter(pk=Subquery(top[:1])).first()


def _variant(
    product: Product, article: Article, rights: ReadRights, where: Scope, *, sold: bool
) -> Variant:
    left = count_available(article.candidates)
    amount = article.product.amount or product.amount if sold else None
    if left.ships_on and sold and left.in_stock < left.announced:
        decided = rights.decide_preorders(where.channel, where.at, left.ships_on)
        if decided[product.pk].allowed:
            return Variant(article.product, amount, left.in_stock, left.announced, left.ships_on)
    return Variant(article.product, amount, left.in_stock)


def _announced(release: Release | None, decision: Decision) -> datetime | None:
    """Return when an embargo ends that may be announced and is the only reason of the denial.

    The rights are decided again on that day.
    """
    if decision.reasons != ("EMBARGOED",):
        return None
    return release.embargo_until if release and release.teaser_allowed else None


def _may_be_known(product: Product, decision: Decision, market: Market, where: Scope) -> bool:
    """Return whether the page of a denied product may be shown, without price and button."""
    if not NEVER_SEEN.isdisjoint(decision.reasons):
        return False
    code = public_wording(decision.reason)
    if code == NO_LONGER_AVAILABLE:
        return True
    if code != NOT_SOLD_IN_COUNTRY or where.territory == market.home_id:
        return False
    at_home = decide_products([product], market.home_id, where.channel, where.at)[product.pk]
    changes_at(at_home.until)
    return at_home.allowed


def not_shipped_to(detail: ProductDetail, market: Market) -> list[str]:
    """Return the market's ship-to countries excluded by licenses or approvals.

    Holds on single products are not included; the decision at the basket refuses them.
    """
    _, snapshot = time_and_snapshot()
    places = snapshot.territories()
    released = detail.product.released_territories or NOWHERE
    open_places = detail.cleared & released
    return [code for code in market.ship_to_codes if places[code].number not in open_places]
