"""Delivery methods of markets, and shipments with their lines, which are evidence."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.commerce.fulfillment.carriers import CHOICES, carrier_name, tracking_url
from shop.platform.core.ids import uuid7


class DeliveryMethod(models.Model):
    """A delivery method, priced in the market's currency.

    Without territories it serves every ship-to of the market that no other row of the same code
    names. `free_over` waives the price from that goods value on.
    """

    class Code(models.TextChoices):
        """Speeds of delivery."""

        STANDARD = "standard", _("Standard delivery")
        EXPRESS = "express", _("Express delivery")

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="delivery")
    code = models.CharField(max_length=16, choices=Code)
    territories = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    free_over = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    days_min = models.PositiveSmallIntegerField(help_text=_("Working days after the order."))
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


class Shipment(models.Model):
    """A parcel sent to a buyer: who packed it, its carrier and tracking number."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="shipments")
    licensee = models.ForeignKey(
        "licensing.Licensee", on_delete=models.PROTECT, related_name="shipments"
    )
    carrier = models.CharField(max_length=16, choices=CHOICES)
    tracking_number = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(carrier="other") | ~models.Q(tracking_number=""),
                name="a_carriers_parcel_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def carrier_name(self) -> str:
        """Return the carrier's name; empty for an unnamed carrier."""
        return carrier_name(self.carrier)

    @property
    def tracking_url(self) -> str:
        """Return the tracking page; empty if none is known."""
        return tracking_url(self.carrier, self.tracking_number)


class ShipmentLine(models.Model):
    """The units of an order line in a shipment: all that were left of the line."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="lines")
    order_line = models.OneToOneField(
        "order.Line", on_delete=models.PROTECT, related_name="shipped"
    )
    units = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(units__gt=0), name="a_parcel_has_something")
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.order_line_id}"
