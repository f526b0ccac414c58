"""Documents and bank details of licensees, and applications of companies; only the company and
rights officers see them.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from licensing.audit.log import track_changes
from shop.identity.tenancy import TenantQuerySet
from shop.platform.core.ids import uuid7

# Endings of the formats that are accepted; the first is added if a name has none of them.
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
}


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

    @property
    def download_name(self) -> str:
        """Return the name under which the document is downloaded."""
        return _download_name(self.name, self.content_type)


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


class LicenseeApplication(models.Model):
    """An application of a company to become a licensee, made on the public page.

    `categories` has codes of product categories, `markets` those of markets.
    """

    class Decision(models.TextChoices):
        """The decision of a rights officer."""

        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    company = models.CharField(max_length=150)
    country = models.ForeignKey("licensing.Territory", on_delete=models.PROTECT, related_name="+")
    website = models.URLField(max_length=200, blank=True)
    contact = models.CharField(max_length=150)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    categories = ArrayField(models.CharField(max_length=50))
    markets = ArrayField(models.CharField(max_length=10))
    about = models.TextField(max_length=2000)
    language = models.CharField(max_length=5)
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    licensee_code = models.CharField(max_length=50, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(decision=""),
                name="an_address_has_one_open_application",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (
                    ~models.Q(decision="")
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="a_decision_about_an_application_has_its_author",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision="declined") | ~models.Q(reason=""),
                name="a_declined_application_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="accepted") ^ models.Q(licensee_code=""),
                name="an_accepted_application_names_its_licensee",
            ),
        ]

    def __str__(self) -> str:
        return self.company


class ApplicationDocument(models.Model):
    """A document of an application; acceptance copies it to the documents of the licensee."""

    application = models.ForeignKey(
        LicenseeApplication, on_delete=models.CASCADE, related_name="documents"
    )
    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=CompanyDocument.Kind)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "application", "kind", name="an_application_has_one_document_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_name(self) -> str:
        """Return the name of the file in the private storage."""
        return f"documents/applications/{self.public_id}"

    @property
    def download_name(self) -> str:
        """Return the name under which the document is downloaded."""
        return _download_name(self.name, self.content_type)


def _download_name(name: str, content_type: str) -> str:
    """Return the name with the ending of the content.

    A PDF file named offer.pdf.html would otherwise be opened as a page by whoever downloads it.
    """
    endings = ENDINGS[content_type]
    return name if name.lower().endswith(endings) else f"{name}{endings[0]}"


track_changes(CompanyDocument, exclude=["name"])
track_changes(BankDetails, fields=["last_digits", "changed_by", "changed_at"])
track_changes(LicenseeApplication, fields=["decision", "decided_at", "decided_by", "licensee_code"])
