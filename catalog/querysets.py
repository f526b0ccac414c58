"""Reads of products: what may be sold somewhere, and what lists need, in few queries."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import BooleanField, F, FilteredRelation, Func, Q
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from licensing.opened import open_rights

if TYPE_CHECKING:
    from shop.markets.models import Market

CARD_FIELDS = ("structure", "parent", "upc", "slug", "title", "kind", "games", "noc", "sport")


class IsAnyOf(Func):
    """Whether a value is in an array."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class ProductQuerySet(OscarProductQuerySet):
    """Chainable reads of products."""

    def top_level(self) -> Self:
        """Public products as fans see them: without the variants of a parent."""
        return self.filter(is_public=True).exclude(structure="child")

    def sellable_in(self, territory: str, channel: str, at: datetime) -> Self:
        """Top products that every license lets us sell there, by that channel, at that instant.

        The SQL form of `licensing.decision.decide`; a test keeps the two in step. Knows nothing
        of price or stock. Asks at once for the rights that are open: as plain numbers in the
        query they let the database choose its way by what it knows of the column.
        """
        rights = open_rights(territory, channel, at)
        if rights is None:
            return self.none()
        found = self.filter(
            is_public=True,
            released__contains=at,
            released_territories__contains_number=rights.territory,
            rights_profile__in=rights.profiles,
        )
        return found.exclude(pk__in=rights.held) if rights.held else found

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
        return self.with_amount(market, at).filter(price__isnull=False)

    def for_cards(self) -> Self:
        """With what a card or a row shows of it besides price and stock, and no more."""
        return (
            self.select_related("games", "sport")
            .only(*CARD_FIELDS, "games__name", "sport__slug")
            .prefetch_related("images")
        )

    def with_page_parts(self) -> Self:
        """With what its own page shows besides price and stock."""
        return self.select_related("games", "noc", "sport", "licensee").prefetch_related("images")
