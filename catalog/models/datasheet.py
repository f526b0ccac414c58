"""The data sheet of an article, for product law, customs and logistics.

Values that the database checks or that lists filter by have their own columns. Others (documents,
responsible persons, warnings by language, names of pictures) are JSON by template column, so that a
new legal requirement needs no migration.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from licensing.fields import serial_numbers_field, serial_series_field


class DataSheet(models.Model):
    """The data sheet of an article or parent; empty values of a variant are its parent's."""

    product = models.OneToOneField(
        "catalogue.Product", on_delete=models.CASCADE, primary_key=True, related_name="sheet"
    )
    factory_code = models.CharField(max_length=40, blank=True)
    model_or_batch = models.CharField(max_length=40, blank=True)
    min_age_months = models.PositiveSmallIntegerField(null=True, blank=True)
    test_report_expiry = models.DateField(null=True, blank=True)
    on_sale_to = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="The licensee's own; a brand's stands beside it."
    )
    size_system = models.CharField(max_length=4, blank=True)
    length_mm = models.PositiveIntegerField(null=True, blank=True)
    width_mm = models.PositiveIntegerField(null=True, blank=True)
    height_mm = models.PositiveIntegerField(null=True, blank=True)
    battery = models.BooleanField(null=True, blank=True)
    wireless = models.BooleanField(null=True, blank=True)
    rrp_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    rrp_currency = models.CharField(max_length=3, blank=True)
    limited_edition_size = models.PositiveIntegerField(null=True, blank=True)
    label_serial_from = models.CharField(max_length=40, blank=True, default="", db_default="")
    label_serial_to = models.CharField(max_length=40, blank=True, default="", db_default="")
    label_series = serial_series_field("label_serial_from")
    label_numbers = serial_numbers_field("label_serial_from", "label_serial_to")
    more = models.JSONField(default=dict, blank=True, help_text="By column of the template.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rrp_amount__isnull=True)
                | models.Q(rrp_amount__gt=0) & ~models.Q(rrp_currency=""),
                name="a_recommended_price_has_its_currency",
            ),
            models.CheckConstraint(
                condition=models.Q(min_age_months__isnull=True) | models.Q(min_age_months__lte=216),
                name="a_least_age_is_of_a_child",
            ),
            models.CheckConstraint(
                condition=models.Q(limited_edition_size__isnull=True)
                | models.Q(limited_edition_size__gt=0),
                name="a_limited_edition_has_units",
            ),
            models.CheckConstraint(
                condition=models.Q(label_serial_from="", label_serial_to="")
                | models.Q(label_numbers__isnull=False),
                name="labels_have_a_first_and_a_last_one",
            ),
            ExclusionConstraint(
                name="a_label_is_on_one_article",
                expressions=[
                    ("label_series", RangeOperators.EQUAL),
                    ("label_numbers", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(label_numbers__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"data sheet of {self.product_id}"
