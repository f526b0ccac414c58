"""Units of order lines in cases: their prices, their counters and their inspections."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from shop.orders.returns.models.cases import ReturnCase


class ReturnLine(models.Model):
    """Units of an order line in a case; `refund` is the refund that gave their money back.

    `withheld` is the amount with tax that the inspection deducts for lost value. Of an exchange,
    `surcharge` is what the buyer pays for a dearer article and `reduction` what is refunded for a
    cheaper one, both with tax and for all units. The former release noted in `surcharge_refund`
    the refund that is a `DifferenceRefund` now.
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


class DifferenceRefund(models.Model):
    """The part of a price difference that a line of a case gives back of one charge.

    `charged` is the order line that was paid for: of the order, or of a replacement that was
    dearer. `units` of it are refunded; 0 means that only its price is lowered, because units that
    were exchanged for something cheaper are kept. `amount` is with tax. `refund` is None until the
    case has ended.
    """

    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="differences")
    charged = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="+")
    units = models.PositiveIntegerField(default=0)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    refund = models.ForeignKey(
        "payments.Refund",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="differences",
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("line", "charged", name="a_charge_is_given_back_once_per_line"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="a_difference_given_back_is_of_money"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of line {self.charged_id}"


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
