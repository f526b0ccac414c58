"""The rollup of lists that are too long to be counted for each visitor."""

from typing import ClassVar

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from licensing.fields import IntMultiRangeField


class ListedCount(models.Model):
    """Number of products with equal facts, in a market; written by `listing.rollup` only.

    `facet` is empty for products, or color or size: then the products with an article of that
    value. "items" has those with an article of a location, color and size at once, each of them or
    none, such as `3/navy/M` or `3//`; a location means that it is in stock there. There are no rows
    in a shop of few products.
    """

    market = models.ForeignKey("markets.Market", on_delete=models.CASCADE, related_name="+")
    profile = models.ForeignKey(
        "licensing.RightsProfile", on_delete=models.CASCADE, related_name="+"
    )
    territories = IntMultiRangeField()
    kind = models.TextField()
    games = models.TextField()
    noc = models.TextField()
    sport = models.TextField()
    facet = models.CharField(max_length=5)
    value = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField(default=0)
    products = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["market", "facet", "profile"], name="listed_count_of_facet")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(products__gt=0), name="a_counted_group_has_products"
            )
        ]

    def __str__(self) -> str:
        return f"{self.products} of {self.kind} in {self.market_id}"


class ListedWords(models.Model):
    """The part of search documents that follows from the facts of a group of `ListedCount`.

    A search that matches it finds all of them. Written by `listing.rollup` only.
    """

    kind = models.TextField()
    games = models.TextField()
    noc = models.TextField()
    sport = models.TextField()
    document = SearchVectorField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "games", "noc", "sport"], name="facts_have_their_words_once"
            )
        ]

    def __str__(self) -> str:
        return f"words of {self.kind} {self.games} {self.noc} {self.sport}"
