"""Locations, reservations and the append-only ledger of stock movements."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from licensing.rules.channels import Channel
from shop.commerce.inventory.querysets import LocationQuerySet
from shop.identity.tenancy import TenantQuerySet
from shop.platform.core.ids import uuid7

CHANNELS = [channel.value for channel in Channel]


def every_channel() -> list[str]:
    """Return the codes of all channels, the default of a warehouse."""
    return list(CHANNELS)


class Location(models.Model):
    """A place where stock is kept: a warehouse, or the store of a venue.

    It fills orders of its `channels` to one of `ships_to`, or anywhere if none is named. Locations
    in the buyer's country are preferred, then the lowest `rank`.
    """

    class Kind(models.TextChoices):
        """Kinds of locations."""

        WAREHOUSE = "WAREHOUSE", _("Warehouse")
        VENUE_STORE = "VENUE_STORE", _("Venue store")
        QUARANTINE = "QUARANTINE", "Quarantine"

    code = models.CharField(
        max_length=20, unique=True, validators=[RegexValidator(r"^[A-Z0-9][A-Z0-9-]*$")]
    )
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WAREHOUSE)
    territory = models.ForeignKey(
        "licensing.Territory",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Address of the location.",
    )
    channels = ArrayField(
        models.CharField(max_length=16),
        default=every_channel,
        help_text="Codes of the channels it serves, separated by commas.",
    )
    ships_to = models.ManyToManyField(
        "licensing.Territory",
        blank=True,
        related_name="+",
        help_text="Leave empty for all territories.",
    )
    rank = models.PositiveSmallIntegerField(
        default=100, help_text="The location with the lowest number is tried first."
    )
    active = models.BooleanField(default=True)

    objects: ClassVar = LocationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["rank", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(channels__len__gt=0) & models.Q(channels__contained_by=CHANNELS),
                name="a_location_fills_orders_of_known_channels",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="QUARANTINE") | models.Q(active=False),
                name="a_quarantine_fills_no_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reservation(models.Model):
    """Units of one stock record reserved for one order until it is paid or given up."""

    class State(models.TextChoices):
        """HELD becomes SOLD or RELEASED, once."""

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
    """A change of a stock record's counters; append-only.

    The counters of a stock record equal the sums of its movements.
    """

    class Kind(models.TextChoices):
        """Reasons of a change."""

        RECEIVED = "RECEIVED", _("Received")
        ANNOUNCED = "ANNOUNCED", _("Announced")
        HELD = "HELD", _("Reserved for payment")
        RELEASED = "RELEASED", _("Released")
        SOLD = "SOLD", _("Sold")
        SHIPPED = "SHIPPED", _("Shipped")
        RETURNED = "RETURNED", _("Returned")
        ADJUSTED = "ADJUSTED", _("Adjusted")
        TRANSFERRED = "TRANSFERRED", _("Transferred")

    stock_record = models.ForeignKey(
        "partner.StockRecord", on_delete=models.PROTECT, related_name="movements"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    in_stock = models.IntegerField(default=0, help_text=_("Change in units in stock."))
    held = models.IntegerField(default=0, help_text=_("Change in reserved units."))
    allocated = models.IntegerField(default=0, help_text=_("Change in units sold but not shipped."))
    reservation = models.ForeignKey(
        Reservation, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="Idempotency key of the form."
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(in_stock=0, held=0, allocated=0),
                name="a_movement_moves_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["ADJUSTED", "TRANSFERRED"])
                | models.Q(by__isnull=False) & ~models.Q(reason=""),
                name="an_adjustment_has_its_author_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.stock_record_id}"


class StockTake(models.Model):
    """An uploaded count of stock; applied at most once.

    `rows` have the stock records, the units counted and the units in the books at the upload.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(max_length=120)
    rows = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True, applied_by__isnull=True)
                | models.Q(applied_at__isnull=False, applied_by__isnull=False),
                name="a_stock_take_is_applied_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ReceivedCount(models.Model):
    """Counts received from a licensee's system under a key, and the answer.

    The same key gets the same answer and books nothing.
    """

    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, help_text="SHA-256 hash of the counts.")
    booked = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[TenantQuerySet] = TenantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "licensee", "key", name="a_count_of_a_licensee_is_booked_once_for_a_key"
            )
        ]

    def __str__(self) -> str:
        return self.key


class LowStockAlert(models.Model):
    """An alert of low stock; closed when stock is above its threshold."""

    stock_record = models.ForeignKey(
        "partner.StockRecord", on_delete=models.PROTECT, related_name="low_stock_alerts"
    )
    free = models.IntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "stock_record",
                condition=models.Q(closed_at__isnull=True),
                name="stock_is_low_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.free} of {self.stock_record_id}"
