"""The evidence of a check of a VAT number: what was asked, and what the authority answered."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class VatCheck(models.Model):
    """A check of a VAT number at VIES. Only a `VALID` one lets a sale be untaxed.

    `registered_name` is empty where the member state does not disclose it.
    """

    class Outcome(models.TextChoices):
        """Results of a check."""

        VALID = "VALID", "Valid"
        INVALID = "INVALID", "Not valid"
        OTHER_NAME = "OTHER_NAME", "Belongs to another company"
        UNAVAILABLE = "UNAVAILABLE", "The service did not answer"
        FORMAT_ONLY = "FORMAT_ONLY", "Format checked; no service for this country"

    company = models.CharField(max_length=200)
    vat_number = models.CharField(max_length=20)
    country = models.CharField(max_length=2, help_text="ISO 3166-1; Greece is GR.")
    outcome = models.CharField(max_length=11, choices=Outcome)
    registered_name = models.CharField(max_length=300, blank=True)
    registered_address = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=60, blank=True, help_text="Consultation number.")
    checked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(company="") & ~models.Q(vat_number=""),
                name="a_check_names_company_and_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vat_number}: {self.outcome}"
