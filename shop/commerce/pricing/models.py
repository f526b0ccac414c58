"""Prices of articles by market and period, in the market's currency."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models


class MarketPrice(models.Model):
    """The price of an article in a market during [from, until).

    With or without tax, as the market shows prices. A parent's price applies to variants without
    their own, and is then the lowest ("from") price.
    """

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="market_prices"
    )
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    valid = DateTimeRangeField()
    is_sale = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether it was set for a period as a reduction of the regular price.",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_price_is_positive"),
            ExclusionConstraint(
                name="one_price_at_a_time",
                expressions=[
                    ("product", RangeOperators.EQUAL),
                    ("market", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [
            models.Index(  # lists in order of price read it; backward, the dearest come first
                fields=["market", "amount", "-product"], include=["valid"], name="price_by_amount"
            ),
            models.Index(  # lists join it without the table
                fields=["market", "product"], include=["valid", "amount", "id"], name="price_listed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.market_id}: {self.amount}"

    @property
    def sku_text(self) -> str:
        """Return the SKU of the article."""
        return self.product.sku

    @property
    def from_text(self) -> str:
        """Return the beginning in UTC."""
        return f"{self.valid.lower:%Y-%m-%d %H:%M}" if self.valid.lower else ""

    @property
    def until_text(self) -> str:
        """Return the end in UTC."""
        return f"{self.valid.upper:%Y-%m-%d %H:%M}" if self.valid.upper else ""

    @property
    def recommended_text(self) -> str:
        """Return the price that the licensee recommends, with its currency."""
        sheet = getattr(self.product.top, "sheet", None)
        if sheet is None or sheet.rrp_amount is None:
            return ""
        return f"{sheet.rrp_amount} {sheet.rrp_currency}"
