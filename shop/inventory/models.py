"""Reservations and the append-only ledger of stock movements."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Reservation(models.Model):
    """Units of one stock record kept for one order until it is paid, or given up."""

    class State(models.TextChoices):
        """HELD moves to SOLD or RELEASED, once."""

        HELD = "HELD", _("Held")
        SOLD = "SOLD", _("Sold")
        RELEASED = "RELEASED", _("Released")

    stock_record = models.ForeignKey(
        "partner.StockRecord", on_delete=models.PROTECT, related_name="reservations"
    )
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="reservations")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="a_reservation_holds_something"
            ),
            models.UniqueConstraint(
                "order", "stock_record", name="an_order_reserves_a_stock_record_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at"],
                name="reservation_held_by_expiry",
                condition=models.Q(state="HELD"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.stock_record_id}: {self.state}"


class StockMovement(models.Model):
    """One change of a stock record's counters; never changed, never deleted.

    The counters of a stock record equal the sums of its movements.
    """

    class Kind(models.TextChoices):
        """Why the counters changed."""

        RECEIVED = "RECEIVED", _("Received")
        HELD = "HELD", _("Held for payment")
        RELEASED = "RELEASED", _("Released")
        SOLD = "SOLD", _("Sold")
        SHIPPED = "SHIPPED", _("Shipped")
        RETURNED = "RETURNED", _("Returned")
        ADJUSTED = "ADJUSTED", _("Adjusted")

    stock_record = models.ForeignKey(
        "partner.StockRecord", on_delete=models.PROTECT, related_name="movements"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    in_stock = models.IntegerField(default=0, help_text=_("Change of units in stock."))
    held = models.IntegerField(default=0, help_text=_("Change of units held."))
    allocated = models.IntegerField(default=0, help_text=_("Change of units sold, not shipped."))
    reservation = models.ForeignKey(
        Reservation, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(in_stock=0, held=0, allocated=0),
                name="a_movement_moves_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.stock_record_id}"
