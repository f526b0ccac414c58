"""Reads of products: what may be sold somewhere, and what lists need, in few queries."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Value,
)
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from licensing.reading.list_rights import OpenRights, ProfileGroup, open_rights

if TYPE_CHECKING:
    from shop.commerce.markets.models import Market

CARD_FIELDS = ("structure", "parent", "upc", "slug", "title", "kind", "games", "noc", "sport")


class IsAnyOf(Func):
    """Whether a value is in an array."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def pictures(path: str = "") -> Prefetch:
    """What `Product.pictures` gives, of many products at once; a plain list is made faster.

    `path` leads to the product, such as "product__parent__".
    """
    return Prefetch(f"{path}images", to_attr="read_pictures")


def _open_by(ways: tuple[ProfileGroup, ...]) -> Q:
    opened = Q()
    for way in ways:
        # One array instead of hundreds of numbers: the statement is made and planned faster.
        profiles = Value(list(way.profiles), output_field=ArrayField(IntegerField()))
        one = Q(IsAnyOf(F("rights_profile"), profiles))
        if way.products is not None:
            one &= Q(pk__in=way.products)
        opened |= one & ~Q(pk__in=way.held) if way.held else one
    return opened


class ProductQuerySet(OscarProductQuerySet):
    """Chainable reads of products."""

    def top_level(self) -> Self:
        """Public products as fans see them: without the variants of a parent."""
        return self.filter(is_public=True).exclude(structure="child")

    def sellable_in(
        self, territory: str, channel: str, at: datetime, *, home: str | None = None
    ) -> Self:
        """Top products that every license lets us sell and promote there, so, then.

        The SQL form of `licensing.rules.decision.decide`; a test keeps the two in step. Knows
        nothing of price or stock. With `home`, the country whose market is browsed, what is
        delivered to the territory on request only is found in its own market, where it is
        promoted. Asks at once for the rights that are open: as plain numbers in the query they let
        the database choose its way by what it knows of the column.
        """
        rights = open_rights(territory, channel, at)
        if rights is None:
            return self.none()
        found = self._open(rights, rights.listed, at)
        if home is None or home == territory or not rights.on_request:
            return found
        own = self.model.objects.sellable_in(home, channel, at)
        on_request = self._open(rights, rights.on_request, at).filter(pk__in=own.values("pk"))
        return found | on_request

    def deliverable_on_request(self, territory: str, channel: str, at: datetime) -> Self:
        """Top products that are delivered there when asked for, but not promoted."""
        rights = open_rights(territory, channel, at)
        if rights is None:
            return self.none()
        listed = self.model.objects.sellable_in(territory, channel, at)
        return self._open(rights, rights.on_request, at).exclude(pk__in=listed.values("pk"))

    def _open(self, rights: OpenRights, ways: tuple[ProfileGroup, ...], at: datetime) -> Self:
        """What is released there and open in one of the ways."""
        if not ways:
            return self.none()
        found = self.filter(
            _open_by(ways),
            is_public=True,
            released__contains=at,
            released_territories__contains_number=rights.territory,
        )
        if not rights.regulated:
            return found
        papers = self.model.compliance.rel.related_model.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=at),
            product=OuterRef("pk"),
            area=rights.area,
            complete=True,
        )
        unregulated = ~Q(rights_profile__category__in=rights.regulated)
        return found.filter(unregulated | Exists(papers))

    def with_amount(self, market: "Market", at: datetime) -> Self:
        """With `amount`, the price that holds in the market, or None."""
        return self.annotate(
            price=FilteredRelation(
                "market_prices",
                condition=Q(market_prices__market=market, market_prices__valid__contains=at),
            )
        ).annotate(amount=F("price__amount"))

    def priced_in(self, market: "Market", at: datetime) -> Self:
        """With `amount`, the price that holds in the market; products without one drop out."""
        return self.with_amount(market, at).filter(amount__isnull=False)

    def for_cards(self) -> Self:
        """With what a card or a row shows of it besides price and stock, and no more."""
        return (
            self.select_related("games", "sport")
            .only(*CARD_FIELDS, "games__name", "sport__slug")
            .prefetch_related(pictures())
        )

    def with_page_parts(self) -> Self:
        """With what its own page shows besides price and stock."""
        return self.select_related("games", "noc", "sport", "licensee").prefetch_related(pictures())
