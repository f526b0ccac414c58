"""Return policies of markets."""

from typing import ClassVar

from django.db import models

MOST_DAYS = 365


class ReturnPolicy(models.Model):
    """The voluntary returns of a market, for a product category or for all others.

    `days` count from the delivery of the line; 0 means that only rights by law apply. An exclusion
    is an exception of consumer law (Directive 2011/83/EU, Art. 16) that also ends the right of
    withdrawal: always, or only after the seal was broken.
    """

    class Postage(models.TextChoices):
        """The party that pays for return shipping."""

        SHOP = "SHOP", "The shop pays"
        BUYER = "BUYER", "The buyer pays"

    class Exclusion(models.TextChoices):
        """Exceptions; empty for goods without one."""

        PERSONALIZED = "PERSONALIZED", "Made or personalized for the buyer"
        PERISHABLE = "PERISHABLE", "Spoils quickly"
        DIGITAL = "DIGITAL", "Digital content"
        SEALED_HYGIENE = "SEALED_HYGIENE", "Sealed for hygiene: only unopened"
        SEALED_MEDIA = "SEALED_MEDIA", "Sealed recording: only unopened"

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(
        "licensing.ProductCategory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    days = models.PositiveSmallIntegerField()
    postage = models.CharField(max_length=5, choices=Postage, default=Postage.BUYER)
    exclusion = models.CharField(max_length=14, choices=Exclusion, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "market",
                "category",
                nulls_distinct=False,
                name="a_market_has_one_return_policy_per_category",
            ),
            models.CheckConstraint(
                condition=models.Q(days__lte=MOST_DAYS), name="a_return_policy_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(postage__in=["SHOP", "BUYER"])
                & models.Q(
                    exclusion__in=[
                        "",
                        "PERSONALIZED",
                        "PERISHABLE",
                        "DIGITAL",
                        "SEALED_HYGIENE",
                        "SEALED_MEDIA",
                    ]
                ),
                name="a_return_policy_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.market}: {self.category or 'all other categories'}"

    @property
    def category_text(self) -> str:
        """Return the category as text."""
        return str(self.category.name if self.category else "All others")
