"""Return policies, return cases with their lines, photos and inspections."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.platform.core.ids import uuid7

MOST_DAYS = 365
REFUND_DAYS = 14  # Directive 2011/83/EU, Art. 13 (1)
STAFF_STATES = {
    "REQUESTED": "To check",
    "APPROVED": "Parcel expected",
    "IN_TRANSIT": "Parcel on its way",
    "RECEIVED": "To inspect",
    "INSPECTED": "To refund or replace",
}


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


class ReturnLine(models.Model):
    """Units of an order line in a case; `refund` is the refund that gave their money back.

    `withheld` is the amount with tax that the inspection deducts for lost value. Of an exchange,
    `surcharge` is what the buyer pays for a dearer article and `reduction` what is refunded for a
    cheaper one, both with tax and for all units. `surcharge_refund` gave back the surcharge of
    units that an earlier exchange had sent.
    """

    case = models.ForeignKey(ReturnCase, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="returns")
    units = models.PositiveIntegerField()
    # Units that the inspection did not find in the parcel; they can be claimed again.
    missing = models.PositiveIntegerField(default=0)
    was_sent = models.BooleanField(default=True)
    withheld = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    exchange_for = models.ForeignKey(
        "catalogue.Product", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refund = models.ForeignKey(
        "payments.Refund",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="return_lines",
    )
    surcharge = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    reduction = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    surcharge_refund = models.ForeignKey(
        "payments.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("case", "order_line", name="a_return_names_a_line_once"),
            models.CheckConstraint(
                condition=models.Q(units__gt=0, withheld__gte=0)
                & models.Q(missing__lte=models.F("units")),
                name="a_return_is_of_units",
            ),
            models.CheckConstraint(
                condition=models.Q(surcharge=0, reduction__gte=0)
                | models.Q(surcharge__gt=0, reduction=0),
                name="an_exchange_is_dearer_or_cheaper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} of line {self.order_line_id}"

    @property
    def found(self) -> int:
        """Return the units that are refunded or replaced: all but the missing ones."""
        return self.units - self.missing


class ClaimedUnits(models.Model):
    """Units of an order line in cases that were neither rejected nor cancelled.

    `bought` is the line's quantity. The counter is changed by a guarded UPDATE only.
    """

    order_line = models.OneToOneField(
        "order.Line", primary_key=True, on_delete=models.PROTECT, related_name="claimed"
    )
    bought = models.PositiveIntegerField()
    claimed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(claimed__lte=models.F("bought")),
                name="no_more_units_are_returned_than_were_bought",
            )
        ]

    def __str__(self) -> str:
        return f"{self.claimed} of {self.bought}"


class InspectedUnits(models.Model):
    """Units of a return line as they were inspected, and what was done with them; append-only."""

    class Grade(models.TextChoices):
        """Conditions of a unit."""

        NEW = "NEW", "As new"
        OPENED = "OPENED", "Opened"
        USED = "USED", "Used"
        DAMAGED = "DAMAGED", "Damaged"
        MISSING = "MISSING", "Not in the parcel"

    class Treatment(models.TextChoices):
        """Treatments of a unit."""

        RESTOCK = "RESTOCK", "Back into stock"
        QUARANTINE = "QUARANTINE", "Into quarantine"
        WRITE_OFF = "WRITE_OFF", "Written off"
        NONE = "NONE", "Nothing to treat"

    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="inspections")
    units = models.PositiveIntegerField()
    grade = models.CharField(max_length=7, choices=Grade)
    treatment = models.CharField(max_length=10, choices=Treatment)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "line", "grade", "treatment", name="inspected_units_are_counted_once"
            ),
            models.CheckConstraint(
                condition=models.Q(units__gt=0), name="an_inspection_is_of_units"
            ),
            models.CheckConstraint(
                condition=models.Q(grade="MISSING", treatment="NONE")
                | models.Q(
                    grade__in=["NEW", "OPENED", "USED", "DAMAGED"],
                    treatment__in=["RESTOCK", "QUARANTINE", "WRITE_OFF"],
                ),
                name="only_missing_units_are_not_treated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} {self.grade}: {self.treatment}"


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
