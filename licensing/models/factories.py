"""Where goods are made and which labels they carry: factories, their audits, issued serials."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange

from licensing.fields import serial_numbers_field, serial_series_field
from licensing.models.agreements import Agreement
from licensing.models.base import Recorded
from licensing.models.parties import Licensee
from licensing.models.reference import Territory
from licensing.rules.audit_periods import audited_until
from licensing.rules.label_serials import LONGEST, SERIAL, read_serials

is_a_serial = RegexValidator(
    rf"^{SERIAL.pattern}\Z",
    "Capitals, digits and . _ / - with the number at the end, as AB-000123.",
)


class Factory(Recorded):
    """A place where a licensee's goods are made, under the code that the licensee gives it."""

    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT, related_name="factories")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=150)
    country = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "factories"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint("licensee", "code", name="a_licensee_names_each_factory_once"),
            models.CheckConstraint(condition=~models.Q(code=""), name="a_factory_has_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def audited_until(self, day: date) -> date | None:
        """Return the first day from `day` on without an audit; None when `day` has none itself."""
        return audited_until(((one.audited_on, one.valid_until) for one in self.audits.all()), day)


class FactoryAudit(Recorded):
    """An audit that a factory passed; it holds from the day it was made until, not on, a day."""

    factory = models.ForeignKey(Factory, on_delete=models.PROTECT, related_name="audits")
    audited_on = models.DateField()
    valid_until = models.DateField(help_text="The first day on which it holds no more.")
    reference = models.CharField(max_length=150, help_text="Where the report is kept.")

    class Meta:
        ordering: ClassVar = ["audited_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("audited_on")),
                name="an_audit_holds_for_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factory}: {self.audited_on} to {self.valid_until}"


class FactoryApproval(Recorded):
    """That goods of an agreement may be made in a factory.

    It stands for the contract: later versions of the agreement keep it until it is ended.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="factory_approvals"
    )
    factory = models.ForeignKey(Factory, on_delete=models.PROTECT, related_name="approvals")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "agreement",
                "factory",
                condition=models.Q(ended_at__isnull=True),
                name="a_factory_is_approved_once_on_an_agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factory} on {self.agreement}"


class LabelIssue(Recorded):
    """Security labels that were issued to a licensee, from the first serial to the last one."""

    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT, related_name="label_issues")
    first = models.CharField(max_length=LONGEST, validators=[is_a_serial])
    last = models.CharField(max_length=LONGEST, validators=[is_a_serial])
    reference = models.CharField(max_length=150, blank=True, help_text="Such as the order's.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="From then on no goods may be given these labels."
    )
    series = serial_series_field("first")
    numbers = serial_numbers_field("first", "last")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(numbers__isnull=False), name="an_issue_has_a_first_and_a_last"
            ),
            ExclusionConstraint(
                name="a_label_is_issued_once",
                expressions=[
                    ("series", RangeOperators.EQUAL),
                    ("numbers", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def clean(self) -> None:
        """Refuse what is no range, and labels that were issued before."""
        labels = read_serials(self.first, self.last)
        if labels is None:
            raise ValidationError({"last": "It follows the first one, in the same series."})
        issued = LabelIssue.objects.filter(
            series=labels.series,
            numbers__overlap=NumericRange(labels.first, labels.last, "[]"),
            withdrawn_at__isnull=True,
        ).exclude(pk=self.pk)
        if self.withdrawn_at is None and (other := issued.first()):
            raise ValidationError({"first": f"{other} are issued to {other.licensee} already."})
