"""Records of what happened: decisions of sales, denials, denied sales and audit seals."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class TrailDay(models.Model):
    """The seal of one day of the audit log, chained to the day before. Append-only.

    `tables` maps a table to its number of events, their hash and the columns it covers, so that
    columns added later do not break old seals.
    """

    day = models.DateField(primary_key=True)
    events = models.PositiveBigIntegerField()
    tables = models.JSONField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.day}: {self.events} events, {self.digest[:12]}"


class DeniedSale(models.Model):
    """A denied attempt to buy, recorded once per hour and visitor without personal data."""

    product_id = models.BigIntegerField()
    territory = models.CharField(max_length=2)
    channel = models.CharField(max_length=16)
    market = models.CharField(max_length=16)
    reason = models.CharField(max_length=32)
    at = models.DateTimeField()
    hour = models.DateTimeField(help_text="Start of the hour in which it happened.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["product_id", "hour"], name="denied_sales_of_a_product"),
            models.Index(fields=["hour"], name="denied_sales_by_hour"),
        ]

    def __str__(self) -> str:
        return f"product {self.product_id} to {self.territory}: {self.reason}"


class RightsDecisionLog(models.Model):
    """The decision and grants that allowed the sale of an order line. Append-only."""

    order_line_id = models.BigIntegerField(unique=True)
    product_id = models.BigIntegerField()
    territory = models.CharField(max_length=2)
    channel = models.CharField(max_length=16)
    at = models.DateTimeField()
    revision = models.BigIntegerField()
    allowed = models.BooleanField()
    mode = models.CharField(max_length=12)
    reasons = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(allowed=True), name="only_an_allowed_sale_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.order_line_id}: {self.territory} {self.at:%Y-%m-%d}"


class RightsDenial(models.Model):
    """A change that took rights away, and from when. Append-only.

    Database triggers write it in the transaction of the change, so that sales in progress can be
    checked against it.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    effective_at = models.DateTimeField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
