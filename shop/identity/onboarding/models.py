"""Documents and bank details of licensees; only the company and rights officers see them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from licensing.audit.log import track_changes
from shop.identity.tenancy import TenantQuerySet
from shop.platform.core.ids import uuid7


class CompanyDocument(models.Model):
    """A document of a company, stored privately; a newer one of its kind does not replace it."""

    class Kind(models.TextChoices):
        """The fact that a document proves."""

        REGISTRATION = "registration", "Company registration"
        CONTRACT = "contract", "License contract"
        INSURANCE = "insurance", "Liability insurance"
        AUDIT = "audit", "Social audit"
        TAX = "tax", "Tax form"
        OTHER = "other", "Other"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    licensee = models.ForeignKey(
        "licensing.Licensee", on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=150, help_text="The file's name at the company.")
    content_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    valid_until = models.DateField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TenantQuerySet] = TenantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gte=1), name="a_document_is_not_empty")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_name(self) -> str:
        """Return the name of the file in the private storage."""
        return f"documents/{self.licensee_id}/{self.public_id}"


class BankDetails(models.Model):
    """The account to which a licensee is paid; holder, IBAN and BIC are encrypted."""

    licensee = models.OneToOneField(
        "licensing.Licensee", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    encrypted = models.TextField()
    last_digits = models.CharField(max_length=4)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    objects: ClassVar[TenantQuerySet] = TenantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "bank details"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(encrypted__startswith="fernet:"),
                name="bank_details_are_encrypted",
            )
        ]

    def __str__(self) -> str:
        return f"account …{self.last_digits}"


track_changes(CompanyDocument, exclude=["name"])
track_changes(BankDetails, fields=["last_digits", "changed_by", "changed_at"])
