"""The rollup of lists that are too long to be counted for each visitor."""

from typing import ClassVar

from django.db import models

from licensing.fields import IntMultiRangeField


class ListedCount(models.Model):
    """Number of products with equal facts, in a market; written by `listing.rollup` only.

    `facet` is empty for products, or color or size: then the products with an article of that
    value. There are no rows in a shop of few products.
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
    value = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    products = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["market", "profile"], name="listed_count_of_profile")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(products__gt=0), name="a_counted_group_has_products"
            )
        ]

    def __str__(self) -> str:
        return f"{self.products} of {self.kind} in {self.market_id}"
