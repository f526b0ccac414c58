"""Pick-up points, and the collection of an order at one."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now

PICK_UP = "pickup-"  # a delivery code that begins with it names a pick-up point


class PickUpPoint(models.Model):
    """A place where buyers of a market collect their orders, such as the store of a venue.

    Rights, tax and duty are those of its address. `lead_days` are working days from the order until
    it can be collected. Staff who are limited to its `location` hand out its orders.
    """

    code = models.CharField(
        max_length=20, unique=True, validators=[RegexValidator(r"^[A-Z0-9][A-Z0-9-]*$")]
    )
    market = models.ForeignKey(
        "markets.Market", on_delete=models.PROTECT, related_name="pick_up_points"
    )
    name = models.CharField(max_length=80)
    line1 = models.CharField(max_length=120)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    territory = models.ForeignKey("licensing.Territory", on_delete=models.PROTECT, related_name="+")
    opening_hours = models.CharField(max_length=300)
    lead_days = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    location = models.ForeignKey(
        "inventory.Location", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="a_collection_is_never_paid_to_the_buyer"
            ),
            models.CheckConstraint(
                condition=~models.Q(opening_hours="") & ~models.Q(line1=""),
                name="a_pick_up_point_has_address_and_hours",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def delivery_code(self) -> str:
        """Return the code of the delivery method, such as pickup-lyon."""
        return f"{PICK_UP}{self.code.lower()}"

    @property
    def columns(self) -> dict[str, str]:
        """Return the address in Oscar's columns, without the name of a buyer."""
        return {
            "line1": self.name,
            "line2": self.line1,
            "line4": self.city,
            "state": self.state,
            "postcode": self.postcode,
        }


class Collection(models.Model):
    """An order that is ready at its pick-up point, and its hand-over to the buyer.

    The buyer shows the `code`, which the mail and the page of the order have.
    """

    order = models.OneToOneField(
        "order.Order", on_delete=models.PROTECT, related_name="collection", primary_key=True
    )
    point = models.ForeignKey(PickUpPoint, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=6)
    ready_at = models.DateTimeField(db_default=Now(), editable=False)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    collected_at = models.DateTimeField(null=True, blank=True)
    collected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{6}$"), name="a_collection_has_six_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(collected_at__isnull=True, collected_by__isnull=True)
                | models.Q(collected_at__isnull=False, collected_by__isnull=False),
                name="an_order_is_handed_over_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} at {self.point_id}"
