"""Reads of products: what may be sold somewhere, and what lists need, in few queries."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, FilteredRelation, Func, Q, Subquery
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from licensing.models import Territory
from licensing.querysets import cleared_profiles, held_products

if TYPE_CHECKING:
    from shop.markets.models import Market


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
        of price or stock.
        """
        number = Subquery(Territory.objects.filter(pk=territory).values("number"))
        # An array is made once for the statement; a join would ask about the rights of every row.
        cleared = ArraySubquery(cleared_profiles(territory, channel, at))
        return self.filter(
            IsAnyOf(F("rights_profile_id"), cleared),
            is_public=True,
            released__contains=at,
            released_territories__contains_number=number,
        ).exclude(pk__in=held_products(territory, channel, at))

    def priced_in(self, market: "Market", at: datetime) -> Self:
        """With `amount`, the price that holds in the market; products without one drop out."""
        return (
            self.annotate(
                price=FilteredRelation(
                    "market_prices",
                    condition=Q(market_prices__market=market, market_prices__valid__contains=at),
                )
            )
            .filter(price__isnull=False)
            .annotate(amount=F("price__amount"))
        )

    def for_cards(self) -> Self:
        """With what a card shows of it besides price and stock."""
        return self.select_related("games", "noc", "sport").prefetch_related("images")

    def with_page_parts(self) -> Self:
        """With what its own page shows besides price and stock."""
        return self.select_related("games", "noc", "sport", "licensee").prefetch_related("images")
