"""Delivery methods of markets, carriers, and shipments with their lines, which are evidence."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.commerce.fulfillment.carriers import (
    OTHER,
    TRACKED,
    tracking_address,
    validate_tracking_pattern,
)
from shop.commerce.fulfillment.pick_up_models import Collection, PickUpPoint
from shop.platform.core.ids import uuid7

__all__ = [
    "PARCEL_EVENT_KINDS",
    "Carrier",
    "Collection",
    "DeliveryMethod",
    "ParcelLabel",
    "ParcelTracking",
    "PickUpPoint",
    "Shipment",
    "ShipmentLine",
    "TrackingEvent",
    "monday_to_friday",
]

MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)


def monday_to_friday() -> list[int]:
    """Return the usual working days, as ISO numbers."""
    return list(MONDAY_TO_FRIDAY)


class Carrier(models.Model):
    """A company that carries parcels; `tracking_pattern` has {number} in its place."""

    LONGEST_NUMBER = 40

    code = models.SlugField(max_length=16, unique=True)
    name = models.CharField(max_length=60)
    tracking_pattern = models.CharField(
        max_length=200, blank=True, validators=[validate_tracking_pattern]
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(tracking_pattern="")
                | models.Q(
                    tracking_pattern__startswith="https://", tracking_pattern__contains=TRACKED
                ),
                name="a_tracking_page_is_secure_and_takes_a_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(code=OTHER) | models.Q(is_active=True, tracking_pattern=""),
                name="another_carrier_can_always_be_chosen",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AllAtLeastZero(models.Func):
    """Condition: no number of an array is below 0."""

    template = "0 <= all(%(expressions)s)"
    output_field: ClassVar = models.BooleanField()
    conditional = True


class DeliveryMethod(models.Model):
    """A delivery method of a market for some destinations, priced in the market's currency.

    `territories` has countries ("US") and their regions ("US-HI"); a row that names the region of a
    destination has priority over one that names its country, and that over the row without any. A
    row that is not offered excludes its destinations.

    The price is `amount`, or that of the heaviest step reached, and among these of the highest
    value. `free_over` waives it from that goods value on.
    """

    class Code(models.TextChoices):
        """Speeds of delivery."""

        STANDARD = "standard", _("Standard delivery")
        EXPRESS = "express", _("Express delivery")

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="delivery")
    code = models.CharField(max_length=16, choices=Code)
    territories = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    is_offered = models.BooleanField(default=True, db_default=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    step_weights = ArrayField(
        models.PositiveIntegerField(), default=list, db_default=[], blank=True
    )
    step_values = ArrayField(
        models.DecimalField(max_digits=12, decimal_places=2),
        default=list,
        db_default=[],
        blank=True,
    )
    step_amounts = ArrayField(
        models.DecimalField(max_digits=12, decimal_places=2),
        default=list,
        db_default=[],
        blank=True,
    )
    free_over = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    most_weight_g = models.PositiveIntegerField(null=True, blank=True)
    days_min = models.PositiveSmallIntegerField(help_text=_("Working days after the order."))
    days_max = models.PositiveSmallIntegerField()
    cut_off = models.TimeField(null=True, blank=True)
    working_days = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(1), MaxValueValidator(7)]  # ISO: Monday is 1
        ),
        default=monday_to_friday,
        db_default=list(MONDAY_TO_FRIDAY),
    )
    observes_holidays = models.BooleanField(default=True, db_default=False)
    carrier = models.ForeignKey(
        Carrier, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

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
            models.CheckConstraint(
                condition=models.Q(step_weights__len=models.F("step_amounts__len"))
                & models.Q(step_values__len=models.F("step_amounts__len")),
                name="a_delivery_step_has_weight_value_and_price",
            ),
            models.CheckConstraint(
                condition=models.Q(AllAtLeastZero("step_amounts"))
                & models.Q(AllAtLeastZero("step_values")),
                name="a_delivery_step_is_never_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(working_days__len__gt=0)
                & models.Q(working_days__contained_by=[1, 2, 3, 4, 5, 6, 7]),
                name="a_delivery_has_a_working_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.market_id} {self.code} {self.amount}"

    @property
    def places_text(self) -> str:
        """Return the destinations as text."""
        return ", ".join(self.territories) or "All others of the market"

    @property
    def steps(self) -> list[tuple[int, Decimal, Decimal]]:
        """Return the steps as weight in grams, goods value and price."""
        return list(zip(self.step_weights, self.step_values, self.step_amounts, strict=True))


class ShipmentManager(models.Manager["Shipment"]):
    """Shipments with their carriers, whose names every page shows."""

    def get_queryset(self) -> models.QuerySet["Shipment"]:
        """Return all shipments."""
        return super().get_queryset().select_related("carrier")


class Shipment(models.Model):
    """A parcel sent to a buyer: who packed it, its carrier and tracking number."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="shipments")
    licensee = models.ForeignKey(
        "licensing.Licensee", on_delete=models.PROTECT, related_name="shipments"
    )
    carrier = models.ForeignKey(
        Carrier, to_field="code", db_column="carrier", on_delete=models.PROTECT, related_name="+"
    )
    tracking_number = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar = ShipmentManager()

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
        return "" if self.carrier_id == OTHER else self.carrier.name

    @property
    def tracking_url(self) -> str:
        """Return the tracking page; empty if none is known."""
        return tracking_address(self.carrier.tracking_pattern, self.tracking_number)


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


class TrackingEvent(models.Model):
    """An event of a parcel as its carrier, or staff, reported it; append-only.

    `key` is the carrier's id of the event: a repeated event is stored once.
    """

    class Kind(models.TextChoices):
        """Kinds of events that carriers report."""

        ANNOUNCED = "ANNOUNCED", _("Announced to the carrier")
        ACCEPTED = "ACCEPTED", _("Handed to the carrier")
        IN_TRANSIT = "IN_TRANSIT", _("In transit")
        CUSTOMS = "CUSTOMS", _("In customs")
        OUT_FOR_DELIVERY = "OUT_FOR_DELIVERY", _("Out for delivery")
        ATTEMPTED = "ATTEMPTED", _("Delivery attempted")
        AT_PICKUP = "AT_PICKUP", _("Ready for collection")
        DELIVERED = "DELIVERED", _("Delivered")
        RETURNING = "RETURNING", _("Returning to the sender")
        PROBLEM = "PROBLEM", _("Delayed by a problem")

    class Source(models.TextChoices):
        """Ways in which an event was received."""

        WEBHOOK = "WEBHOOK", "Sent by the carrier"
        POLL = "POLL", "Fetched from the carrier"
        STAFF = "STAFF", "Entered by staff"

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="events")
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=16, choices=Kind)
    place = models.CharField(max_length=100, blank=True)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    source = models.CharField(max_length=7, choices=Source)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["occurred_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "shipment", "key", name="an_event_of_a_parcel_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "ANNOUNCED",
                        "ACCEPTED",
                        "IN_TRANSIT",
                        "CUSTOMS",
                        "OUT_FOR_DELIVERY",
                        "ATTEMPTED",
                        "AT_PICKUP",
                        "DELIVERED",
                        "RETURNING",
                        "PROBLEM",
                    ]
                )
                & ~models.Q(key=""),
                name="an_event_of_a_parcel_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=["WEBHOOK", "POLL"], by__isnull=True)
                | models.Q(source="STAFF", by__isnull=False),
                name="an_event_comes_from_the_carrier_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.shipment_id}"


class ParcelTracking(models.Model):
    """The tracking state of a parcel, derived from its events.

    `delivered_at` is the last delivery that was reported; `kind` is that of the latest event.
    """

    shipment = models.OneToOneField(
        Shipment, on_delete=models.PROTECT, related_name="tracking", primary_key=True
    )
    kind = models.CharField(max_length=16, choices=TrackingEvent.Kind, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind="DELIVERED") | models.Q(delivered_at__isnull=False),
                name="a_delivered_parcel_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id}: {self.kind or 'no event'}"


PARCEL_EVENT_KINDS = TrackingEvent.Kind.choices


class ParcelLabel(models.Model):
    """A label that a carrier's service made for lines of an order that a licensee or staff pack.

    `key` names the order, the licensee and the lines. Without a licensee, staff of the shop pack
    lines of several. The PDF shows the buyer's address and is erased with it.
    """

    key = models.CharField(max_length=200, unique=True)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="labels")
    licensee = models.ForeignKey(
        "licensing.Licensee", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    carrier = models.ForeignKey(
        Carrier, to_field="code", db_column="carrier", on_delete=models.PROTECT, related_name="+"
    )
    tracking_number = models.CharField(max_length=Carrier.LONGEST_NUMBER)
    pdf = models.BinaryField(blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(tracking_number=""), name="a_parcel_label_has_its_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.carrier_id} {self.tracking_number}"
