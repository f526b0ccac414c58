"""The choice of a variant: sizes grouped by color; sold-out variants stay visible."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from shop.commerce.listing.product_detail import ProductDetail, Variant
from shop.orders.checkout.person_limits import limit_of
from shop.web.storefront.browse.labels import value_label

MOST_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """A radio button; `amount` is set only if it differs from the product's own price."""

    sku: str
    label: str
    sold_out: bool
    low: bool
    ships_on: date | None  # of a pre-order
    amount: Decimal | None
    prior: Decimal | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """Variants of one color; `label` is empty if color is not a choice."""

    label: str
    choices: tuple[VariantChoice, ...]


@dataclass(frozen=True, slots=True)
class PurchaseForm:
    """The choices of the buyer; `sku` is set if there is only one article."""

    sku: str
    groups: tuple[VariantGroup, ...]
    quantities: tuple[int, ...]
    has_sizes: bool = False
    limit: int | None = None  # maximum units per person, over all orders
    ships_on: date | None = None  # the first day, if everything is a pre-order

    @property
    def sold_out(self) -> tuple[VariantChoice, ...]:
        """The sold-out variants, for back-in-stock alerts."""
        return tuple(choice for group in self.groups for choice in group.choices if choice.sold_out)

    @property
    def possible(self) -> bool:
        """Return whether there is anything left to buy."""
        return bool(self.quantities)


def purchase_form(detail: ProductDetail, sku: str) -> PurchaseForm:
    """Return the form of a sellable product; a variant's own URL preselects it."""
    most = max((variant.most for variant in detail.variants), default=0)
    limit = limit_of(detail.product)
    quantities = tuple(range(1, min(most, MOST_AT_ONCE, limit or MOST_AT_ONCE) + 1))
    if not detail.product.is_parent:
        sku, day = detail.product.sku, detail.ships_on
        return PurchaseForm(sku, (), quantities, limit=limit, ships_on=day)
    has_sizes = any(variant.product.size for variant in detail.variants)
    groups = tuple(_groups(detail, sku, has_sizes=has_sizes))
    return PurchaseForm("", groups, quantities, has_sizes, limit, detail.ships_on)


def _groups(detail: ProductDetail, sku: str, *, has_sizes: bool) -> Iterator[VariantGroup]:
    """Return a row of sizes for each color; products without sizes have one row of colors."""
    possible = [variant for variant in detail.variants if variant.most > 0]
    named = [variant.product.sku for variant in possible if variant.product.sku == sku]
    only = [possible[0].product.sku] if len(possible) == 1 else []
    chosen = (named or only or [""])[0]
    if not has_sizes:
        yield VariantGroup(
            "", tuple(_choice(variant, detail, chosen) for variant in detail.variants)
        )
        return
    ordered = sorted(detail.variants, key=_color)
    several = len({_color(variant) for variant in ordered}) > 1
    for color, variants in groupby(ordered, key=_color):
        label = value_label("color", color) if several and color else ""
        yield VariantGroup(label, tuple(_choice(variant, detail, chosen) for variant in variants))


def _choice(variant: Variant, detail: ProductDetail, chosen: str) -> VariantChoice:
    article, differs = variant.product, variant.price != detail.price
    return VariantChoice(
        sku=article.sku,
        label=article.size or value_label("color", article.color) or article.sku,
        sold_out=variant.most <= 0,
        low=variant.availability == "low",
        ships_on=variant.ships_on if variant.availability == "preorder" else None,
        amount=variant.price if differs else None,
        prior=variant.reduction.prior if differs and variant.reduction else None,
        chosen=article.sku == chosen,
    )


def _color(variant: Variant) -> str:
    return str(variant.product.color)
