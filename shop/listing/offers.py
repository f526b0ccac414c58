"""find_offer: one product as a market offers it to a territory, or nothing at all.

What may not be sold there looks as if it did not exist, unless a visitor may already know it: sold
in the market but not to this ship-to, or sold once and no more.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from catalog.models import Product
from catalog.releases import find_releases
from catalog.services import decide_products
from licensing.channels import channel_number
from licensing.decision import (
    ACTIVE,
    NO_LONGER_AVAILABLE,
    NOT_SOLD_IN_COUNTRY,
    Decision,
    public_wording,
)
from licensing.models import Clearance, Territory
from licensing.territories import NOWHERE
from shop.listing.services import LOW_STOCK
from shop.markets.models import Market

# Whatever else denies such goods (a recall comes first), nobody may learn that they exist.
NEVER_SEEN = frozenset({"NOT_PUBLISHED", "NO_PROPERTY", "EMBARGOED", "NOT_APPROVED"})


@dataclass(frozen=True, slots=True)
class Variant:
    """An article that can be put into a basket; the product itself when it has no variants."""

    product: Product
    amount: Decimal | None
    left: int

    @property
    def availability(self) -> str:
        """in_stock, low or sold_out."""
        if self.left <= 0:
            return "sold_out"
        return "low" if self.left <= LOW_STOCK else "in_stock"


@dataclass(frozen=True, slots=True)
class Offer:
    """A product, its variants and whether the territory may have it."""

    product: Product
    decision: Decision
    variants: tuple[Variant, ...]
    amount: Decimal | None
    unavailable_code: str
    available_from: datetime | None = None

    @property
    def promoted(self) -> bool:
        """Whether it may be advertised here; what is only delivered on request may not."""
        return self.decision.mode == ACTIVE

    @property
    def sellable(self) -> bool:
        """Whether it may be put into a basket for this territory."""
        return not self.unavailable_code

    @property
    def left(self) -> int:
        """Units of all variants."""
        return sum(variant.left for variant in self.variants)

    @property
    def availability(self) -> str:
        """in_stock, low, sold_out, or unavailable where it may not be sold."""
        if not self.sellable:
            return "unavailable"
        if self.left <= 0:
            return "sold_out"
        return "low" if self.left <= LOW_STOCK else "in_stock"


def find_offer(
    sku: str, market: Market, territory: str, channel: str, at: datetime
) -> Offer | None:
    """Return the offer of a SKU (a variant's leads to its parent's); None: it does not exist."""
    product = _product(sku, market, at)
    if product is None:
        return None
    decision = decide_products([product], territory, channel, at)[product.pk]
    opens = _announced(product, decision)
    code = "" if decision.allowed else public_wording(decision.reason, teaser=opens is not None)
    if code and not opens and not _may_be_known(product, decision, market, territory, channel, at):
        return None
    if not code and product.amount is None:
        return None
    variants = tuple(
        Variant(
            article, None if code else article.amount or product.amount, max(article.left or 0, 0)
        )
        for article in _articles(product, market, at)
    )
    return Offer(product, decision, variants, None if code else product.amount, code, opens)


def _product(sku: str, market: Market, at: datetime) -> Product | None:
    """The top product of a public SKU, with what its page shows; one query and its prefetch."""
    asked = Product.objects.filter(upc=sku, is_public=True)
    top = asked.annotate(top=Coalesce("parent_id", "pk")).values_list("top")
    products = Product.objects.top_level().with_amount(market, at).with_page_parts()
    return products.filter(pk=Subquery(top[:1])).first()


def _articles(product: Product, market: Market, at: datetime) -> list[Product]:
    """What can be put into a basket, each with its `amount` and the units `left`; one query."""
    which = Q(parent=product) if product.is_parent else Q(pk=product.pk)
    free = F("stockrecords__num_in_stock") - F("stockrecords__num_allocated")
    left = Sum(free - F("stockrecords__num_held"))
    public = Product.objects.filter(which, is_public=True).with_amount(market, at)
    return list(public.annotate(left=left).order_by("size_position", "pk"))


def _announced(product: Product, decision: Decision) -> datetime | None:
    """Return when an embargo lifts that lets the day be told and is all that keeps a product back.

    What the rights will say on that day is asked then.
    """
    if decision.reasons != ("EMBARGOED",):
        return None
    release = find_releases([product.pk]).get(product.pk)
    return release.embargo_until if release and release.teaser_allowed else None


def _may_be_known(
    product: Product, decision: Decision, market: Market, territory: str, channel: str, at: datetime
) -> bool:
    """Whether the page of a denied product may be shown without price and button."""
    if not NEVER_SEEN.isdisjoint(decision.reasons):
        return False
    code = public_wording(decision.reason)
    if code == NO_LONGER_AVAILABLE:
        return True
    if code != NOT_SOLD_IN_COUNTRY or territory == market.home_id:
        return False
    return decide_products([product], market.home_id, channel, at)[product.pk].allowed


def not_shipped_to(product: Product, market: Market, channel: str, at: datetime) -> list[str]:
    """Return the market's ship-to countries that licenses or approvals leave out; one query.

    Told before the basket; holds on single goods are not told here, the gate refuses them.
    """
    cleared = Clearance.objects.filter(
        profile=product.rights_profile_id,
        channel=channel_number(channel) or 0,
        valid__contains=at,
        territories__contains_number=OuterRef("number"),
    )
    served = Territory.objects.filter(markets=market).annotate(cleared=Exists(cleared))
    released = product.released_territories or NOWHERE
    return [
        territory.code
        for territory in served
        if not territory.cleared or territory.number not in released
    ]
