"""Terms and rates of customs duty, entered by staff: by customs area, customs code and origin."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models


class DutyTerms(models.Model):
    """The payer of the duty of an area in a period; without a row it is the buyer.

    Goods up to `free_up_to` are free of duty there.
    """

    class Payer(models.TextChoices):
        """Payers of duty."""

        SELLER = "seller", "Seller: delivered duty paid (DDP)"
        BUYER = "buyer", "Buyer: on delivery (DAP)"

    area = models.CharField(
        max_length=10, help_text="Customs area: a country code such as US, or EU."
    )
    payer = models.CharField(max_length=6, choices=Payer, default=Payer.BUYER)
    free_up_to = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, help_text="Currency of the free amount.")
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200, help_text="The rule, and when it was checked.")

    class Meta:
        verbose_name_plural = "duty terms"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(free_up_to__gte=0), name="a_free_amount_is_not_negative"
            ),
            ExclusionConstraint(
                name="one_kind_of_duty_terms_at_a_time",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.payer}"


class DutyRate(models.Model):
    """The rate of duty for goods of a customs code and origin; the longest code wins."""

    area = models.CharField(max_length=10, help_text="Customs area: a country code, or EU.")
    hs_prefix = models.CharField(
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^(\d{2}){1,5}$", "Enter 2, 4, 6, 8 or 10 digits.")],
        help_text="Beginning of the customs code, for example 6109. Blank for all others.",
    )
    origin = models.CharField(
        max_length=2, blank=True, help_text="Country where the goods are made. Blank for all."
    )
    rate = models.DecimalField(max_digits=6, decimal_places=5)
    valid = DateTimeRangeField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rate__gte=0, rate__lte=9), name="a_duty_rate_is_a_fraction"
            ),
            ExclusionConstraint(
                name="one_duty_rate_at_a_time",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("hs_prefix", RangeOperators.EQUAL),
                    ("origin", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.hs_prefix or 'all'} {self.origin}".strip()
