"""Return cases with their photos."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.orders.returns.models.policies import ReturnPolicy
from shop.platform.core.ids import uuid7

REFUND_DAYS = 14  # Directive 2011/83/EU, Art. 13 (1)
STAFF_STATES = {
    "REQUESTED": "To check",
    "APPROVED": "Parcel expected",
    "IN_TRANSIT": "Parcel on its way",
    "RECEIVED": "To inspect",
    "INSPECTED": "To refund or replace",
}


class ReturnCase(models.Model):
    """A request of a buyer, or of staff for a buyer, about units of one order.

    `key` makes it idempotent. `declared_at` is the time of the buyer's declaration, by which
    periods are judged. A case ends as REFUNDED, REPLACED, REJECTED or CANCELLED.
    """

    class Kind(models.TextChoices):
        """Kinds of cases."""

        WITHDRAWAL = "WITHDRAWAL", _("Withdrawal from the contract")
        RETURN = "RETURN", _("Return")
        EXCHANGE = "EXCHANGE", _("Exchange")
        WARRANTY = "WARRANTY", _("Warranty claim")
        DAMAGED = "DAMAGED", _("Damaged on the way")
        LOST = "LOST", _("Lost parcel")
        REFUSED = "REFUSED", _("Delivery refused")

    class State(models.TextChoices):
        """States; transitions are in `transitions`."""

        REQUESTED = "REQUESTED", _("Being checked")
        APPROVED = "APPROVED", _("Waiting for your parcel")
        IN_TRANSIT = "IN_TRANSIT", _("On its way back")
        RECEIVED = "RECEIVED", _("Received")
        INSPECTED = "INSPECTED", _("Inspected")
        REFUNDED = "REFUNDED", _("Refunded")
        REPLACED = "REPLACED", _("Replaced")
        REJECTED = "REJECTED", _("Rejected")
        CANCELLED = "CANCELLED", _("Cancelled")

    class Reason(models.TextChoices):
        """Reasons that buyers choose from; empty if none is needed."""

        TOO_SMALL = "TOO_SMALL", _("Too small")
        TOO_LARGE = "TOO_LARGE", _("Too large")
        NOT_AS_SHOWN = "NOT_AS_SHOWN", _("Not as shown")
        WRONG_ITEM = "WRONG_ITEM", _("Wrong item received")
        DEFECTIVE = "DEFECTIVE", _("Defective")
        DAMAGED = "DAMAGED", _("Damaged on arrival")
        NOT_ARRIVED = "NOT_ARRIVED", _("Did not arrive")
        CHANGED_MIND = "CHANGED_MIND", _("Changed my mind")
        OTHER = "OTHER", _("Other")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    number = models.CharField(max_length=14, unique=True)
    key = models.CharField(max_length=100, unique=True)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="return_cases")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField()
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    comment = models.TextField(blank=True)
    declared_at = models.DateTimeField(db_default=Now(), editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    postage = models.CharField(max_length=5, choices=ReturnPolicy.Postage)
    carrier = models.CharField(max_length=60, blank=True)
    drop_off_code = models.CharField(max_length=60, blank=True)
    label_url = models.URLField(max_length=300, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)  # when the carrier was last asked
    rejection = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    replacement = models.OneToOneField(
        "order.Order",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces_case",
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "REQUESTED",
                        "APPROVED",
                        "IN_TRANSIT",
                        "RECEIVED",
                        "INSPECTED",
                        "REFUNDED",
                        "REPLACED",
                        "REJECTED",
                        "CANCELLED",
                    ]
                ),
                name="a_return_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="REJECTED") | ~models.Q(rejection=""),
                name="a_rejected_return_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="REPLACED") | models.Q(replacement__isnull=False),
                name="a_replaced_return_names_its_replacement",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["REFUNDED", "REPLACED", "REJECTED", "CANCELLED"],
                    ended_at__isnull=False,
                )
                | models.Q(
                    state__in=["REQUESTED", "APPROVED", "IN_TRANSIT", "RECEIVED", "INSPECTED"],
                    ended_at__isnull=True,
                ),
                name="an_ended_return_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "id"],
                name="returns_open",
                condition=models.Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["drop_off_code"],
                name="returns_by_drop_off_code",
                condition=~models.Q(drop_off_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def staff_state(self) -> str:
        """Return the state as staff see it; its label is the buyer's."""
        return STAFF_STATES.get(self.state, str(self.get_state_display()))

    @property
    def refund_due(self) -> datetime | None:
        """Return until when a withdrawal must be refunded; later if the goods come back later.

        Directive 2011/83/EU, Art. 13 (1) and (3).
        """
        is_open = self.kind == self.Kind.WITHDRAWAL and self.ended_at is None
        return self.declared_at + timedelta(days=REFUND_DAYS) if is_open else None


class ReturnPhoto(models.Model):
    """A photo of a return, stored privately; staff see it."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    case = models.ForeignKey(ReturnCase, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("case", "sha256", name="a_return_has_a_photo_once"),
            models.CheckConstraint(
                condition=models.Q(size__gt=0, content_type__startswith="image/"),
                name="a_photo_of_a_return_is_a_picture",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def path(self) -> str:
        """Return the name of the file in the private storage."""
        return f"returns/{self.case_id}/{self.sha256}"
