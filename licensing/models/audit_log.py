"""The seals of the trail, and sales that were denied."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class TrailDay(models.Model):
    """The seal of one day's events, chained to the day before; only ever added.

    `tables` has by table how many events the day has, their hash, and the columns that it covers:
    a column that is added later does not break old seals.
    """

    day = models.DateField(primary_key=True)
    events = models.PositiveBigIntegerField()
    tables = models.JSONField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.day}: {self.events} events, {self.digest[:12]}"


class DeniedSale(models.Model):
    """What a fan tried to buy and could not, once an hour and visitor; says nothing of them."""

    product_id = models.BigIntegerField()
    territory = models.CharField(max_length=2)
    channel = models.CharField(max_length=16)
    market = models.CharField(max_length=16)
    reason = models.CharField(max_length=32)
    at = models.DateTimeField()
    hour = models.DateTimeField(help_text="The full hour that it lies in.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["product_id", "hour"], name="denied_sales_of_a_product"),
            models.Index(fields=["hour"], name="denied_sales_by_hour"),
        ]

    def __str__(self) -> str:
        return f"product {self.product_id} to {self.territory}: {self.reason}"
