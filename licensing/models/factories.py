"""Factories, their audits and approvals, and issued security labels."""

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
from licensing.models.base import AuthoredModel
from licensing.models.parties import Licensee
from licensing.models.reference import Territory
from licensing.rules.factories import LONGEST, SERIAL, audited_until, parse_serial_range

validate_serial = RegexValidator(
    rf"^{SERIAL.pattern}\Z",
    "Use capital letters, digits and . _ / - with the number at the end, for example AB-000123.",
)


class Factory(AuthoredModel):
    """A factory that makes a licensee's goods, under the licensee's own code for it."""

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
        """Return the first day after `day` without a valid audit; None if `day` itself has none."""
        return audited_until(
            ((audit.audited_on, audit.valid_until) for audit in self.audits.all()), day
        )


class FactoryAudit(AuthoredModel):
    """An audit that a factory passed, valid from `audited_on` until before `valid_until`."""

    factory = models.ForeignKey(Factory, on_delete=models.PROTECT, related_name="audits")
    audited_on = models.DateField()
    valid_until = models.DateField(help_text="First day on which the audit is no longer valid.")
    reference = models.CharField(max_length=150, help_text="Location of the report.")

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


class FactoryApproval(AuthoredModel):
    """Permission to make goods of an agreement in a factory.

    It applies to all later versions of the agreement until it is ended.
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


class LabelIssue(AuthoredModel):
    """Security labels issued to a licensee, from the first serial to the last."""

    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT, related_name="label_issues")
    first = models.CharField(max_length=LONGEST, validators=[validate_serial])
    last = models.CharField(max_length=LONGEST, validators=[validate_serial])
    reference = models.CharField(
        max_length=150, blank=True, help_text="For example, the order number."
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="From this time, the labels cannot be used on goods."
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
        """Reject invalid ranges and labels that are already issued."""
        labels = parse_serial_range(self.first, self.last)
        if labels is None:
            raise ValidationError(
                {"last": "Enter a serial of the same series as the first, with a higher number."}
            )
        issued = LabelIssue.objects.filter(
            series=labels.series,
            numbers__overlap=NumericRange(labels.first, labels.last, "[]"),
            withdrawn_at__isnull=True,
        ).exclude(pk=self.pk)
        if self.withdrawn_at is None and (other := issued.first()):
            raise ValidationError({"first": f"{other} are already issued to {other.licensee}."})
