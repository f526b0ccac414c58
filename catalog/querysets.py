"""Queries of products: those that may be sold in a territory, with the data that lists need."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from licensing.reading.list_rights import OpenRights, ProfileGroup, open_rights
from shop.platform.database.compiled_reads import CompiledRead

if TYPE_CHECKING:
    from shop.commerce.markets.models import Market


class IsAnyOf(Func):
    """Test for a value in an array."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def is_any_of(column: str, numbers: list[int]) -> IsAnyOf:
    """Return the condition that a column has one of some numbers, sent as one array."""
    return IsAnyOf(F(column), Value(numbers, output_field=ArrayField(BigIntegerField())))


def pictures(path: str = "") -> Prefetch:
    """Return the prefetch of `Product.pictures` for many products.

    `path` leads to the product, such as "product__parent__".
    """
    return Prefetch(f"{path}images", to_attr="read_pictures")


def read_pictures(products: Iterable[Any]) -> None:
    """Read `Product.pictures` of products and of their parents, in one query."""
    shown = list(products)
    shown += [product.parent for product in shown if product.parent is not None]
    if not shown:
        return
    by_product: dict[int, list[Any]] = {}
    for image in _PICTURES.rows(products=sorted({product.pk for product in shown})):
        by_product.setdefault(image.product_id, []).append(image)
    for product in shown:
        product.read_pictures = by_product.get(product.pk, [])


def _build_pictures(products: list[int]) -> "QuerySet[Any]":
    images: Any = apps.get_model("catalogue", "ProductImage")
    rows: QuerySet[Any] = images.objects.filter(is_any_of("product_id", products))
    return rows


_PICTURES: CompiledRead[Any] = CompiledRead(_build_pictures)


def _open_by(groups: tuple[ProfileGroup, ...]) -> Q:
    conditions = Q()
    for group in groups:
        # One array instead of hundreds of parameters is faster to build and plan.
        profiles = Value(list(group.profiles), output_field=ArrayField(IntegerField()))
        condition = Q(IsAnyOf(F("rights_profile"), profiles))
        if group.products is not None:
            condition &= Q(pk__in=group.products)
        conditions |= condition & ~Q(pk__in=group.held) if group.held else condition
    return conditions


class ProductQuerySet(OscarProductQuerySet):
    """Queries of products."""

    def top_level(self) -> Self:
        """Return public products without variants."""
        return self.filter(is_public=True).exclude(structure="child")

    def sellable_in(
        self, territory: str, channel: str, at: datetime, *, home: str | None = None
    ) -> Self:
        """Return top-level products licensed for this territory, channel and time.

        This is the SQL form of `licensing.rules.decision.decide`, without price and stock; a test
        compares both. `home` is the country of the browsed market: products that are only delivered
        on request are included if they are promoted there. The open rights are read first and
        passed as plain numbers, so that the database can plan by column statistics.
        """
        rights = open_rights(territory, channel, at)
        if rights is None:
            return self.none()
        listed = self._open(rights, rights.listed, at)
        if home is None or home == territory or not rights.on_request:
            return listed
        own = self.model.objects.sellable_in(home, channel, at)
        on_request = self._open(rights, rights.on_request, at).filter(pk__in=own.values("pk"))
        return listed | on_request

    def deliverable_on_request(self, territory: str, channel: str, at: datetime) -> Self:
        """Return top-level products that are delivered on request, but not promoted."""
        rights = open_rights(territory, channel, at)
        if rights is None:
            return self.none()
        listed = self.model.objects.sellable_in(territory, channel, at)
        return self._open(rights, rights.on_request, at).exclude(pk__in=listed.values("pk"))

    def _open(self, rights: OpenRights, groups: tuple[ProfileGroup, ...], at: datetime) -> Self:
        """Return products released in the territory whose profile is in one of the groups."""
        if not groups:
            return self.none()
        rows = self.filter(
            _open_by(groups),
            is_public=True,
            released__contains=at,
            released_territories__contains_number=rights.territory,
        )
        if not rights.regulated:
            return rows
        papers = self.model.compliance.rel.related_model.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=at),
            product=OuterRef("pk"),
            area=rights.area,
            complete=True,
        )
        unregulated = ~Q(rights_profile__category__in=rights.regulated)
        return rows.filter(unregulated | Exists(papers))

    def with_amount(self, market: "Market", at: datetime) -> Self:
        """Add `amount`, the current price in the market, or None."""
        return self.annotate(
            price=FilteredRelation(
                "market_prices",
                condition=Q(market_prices__market=market, market_prices__valid__contains=at),
            )
        ).annotate(amount=F("price__amount"))

    def priced_in(self, market: "Market", at: datetime) -> Self:
        """Return products with a current price in the market, as `amount`."""
        return self.with_amount(market, at).filter(amount__isnull=False)

    def with_page_parts(self) -> Self:
        """Load what the product page shows, without price and stock."""
        return self.select_related("games", "noc", "sport", "licensee").prefetch_related(pictures())
