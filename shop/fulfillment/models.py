"""Delivery methods: what a market offers to which destinations, at what price, how fast."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryMethod(models.Model):
    """One way to have a parcel brought, priced in the market's currency as its goods are.

    Without territories it serves every ship-to of the market that no other row of the same code
    names. `free_over` waives the price from that value of goods on.
    """

    class Code(models.TextChoices):
        """How fast."""

        STANDARD = "standard", _("Standard delivery")
        EXPRESS = "express", _("Express delivery")

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="delivery")
    code = models.CharField(max_length=16, choices=Code)
    territories = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    free_over = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    days_min = models.PositiveSmallIntegerField(help_text=_("Working days from the order."))
    days_max = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="delivery_is_never_paid_to_the_buyer"
            ),
            models.CheckConstraint(
                condition=models.Q(days_max__gte=models.F("days_min")),
                name="a_delivery_takes_at_least_its_minimum",
            ),
            models.UniqueConstraint(
                "market", "code", "territories", name="one_delivery_price_per_destination"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.market_id} {self.code} {self.amount}"
