"""Rights of a product: versions, marks, approvals, embargoes and compliance records."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from licensing.models.base import AuthoredModel


class ProductVersion(AuthoredModel):
    """A version of a product's artwork, material, factory, pictures and texts.

    The RELEASED version is on sale, also while a newer one waits for approval. `snapshot` is its
    content (`catalog.approvals.snapshot`), frozen by the database on submission, and `content_hash`
    its hash. Price and stock are not versioned.
    """

    class Status(models.TextChoices):
        """Status of the version."""

        DRAFT = "DRAFT", _("Draft")
        SUBMITTED = "SUBMITTED", _("Submitted")
        RELEASED = "RELEASED", _("Released")
        REJECTED = "REJECTED", _("Rejected")
        SUPERSEDED = "SUPERSEDED", _("Superseded")

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    snapshot = models.JSONField(default=dict, db_default={}, blank=True, editable=False)
    content_hash = models.CharField(max_length=64)
    content = models.JSONField(
        default=dict,
        blank=True,
        help_text="What it says by column of the template; empty: as the product itself says.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("product", "number", name="a_version_number_is_used_once"),
            models.UniqueConstraint(
                "product",
                condition=models.Q(status="RELEASED"),
                name="one_version_of_a_product_is_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} v{self.number}"

    @property
    def title(self) -> str:
        """The version's title, or the product's if the version has no snapshot."""
        return str(self.snapshot.get("titles", {}).get("en") or self.product.title)


class ProductRights(AuthoredModel):
    """A mark of a version and the agreement that grants it."""

    version = models.ForeignKey(ProductVersion, on_delete=models.PROTECT, related_name="marks")
    property = models.ForeignKey("licensing.Property", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey("licensing.Agreement", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "product rights"
        constraints: ClassVar = [
            models.UniqueConstraint("version", "property", name="a_version_carries_a_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.property} on {self.version}"


class Approval(AuthoredModel):
    """A holder's decision on one version at one stage; a missing decision is no approval."""

    class Stage(models.TextChoices):
        """Stages of brand approval; a sale needs RELEASE."""

        CONCEPT = "CONCEPT", _("Concept")
        DESIGN = "DESIGN", _("Design")
        PRE_PRODUCTION = "PRE_PRODUCTION", _("Pre-production sample")
        PRODUCTION = "PRODUCTION", _("Production sample")
        PACKAGING = "PACKAGING", _("Packaging")
        COPY = "COPY", _("Marketing copy")
        RELEASE = "RELEASE", _("Release")

    class Verdict(models.TextChoices):
        """The holder's decision."""

        APPROVED = "APPROVED", _("Approved")
        REJECTED = "REJECTED", _("Rejected")

    version = models.ForeignKey(ProductVersion, on_delete=models.PROTECT, related_name="approvals")
    holder = models.ForeignKey("licensing.RightsHolder", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.RELEASE)
    verdict = models.CharField(max_length=10, choices=Verdict)
    territory_set_version = models.ForeignKey(
        "licensing.TerritorySetVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leave blank for every territory that the grants cover."),
    )
    conditions = models.TextField(blank=True)
    decided_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__isnull=True)
                | models.Q(expires_at__gt=models.F("decided_at")),
                name="an_approval_expires_after_its_decision",
            ),
            models.UniqueConstraint(
                "version",
                "holder",
                "stage",
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_decision_of_a_holder_per_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {self.verdict} {self.stage} of {self.version}"


class Embargo(AuthoredModel):
    """An instant before which a product, or all products with a mark, must not be shown.

    `time_zone` is set if the instant was entered as midnight there; otherwise it is the same
    instant worldwide.
    """

    product = models.ForeignKey(
        "catalogue.Product",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="embargoes",
    )
    property = models.ForeignKey(
        "licensing.Property", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifts_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40, blank=True)
    teaser_allowed = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "embargoes"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(product__isnull=False, property__isnull=True)
                | models.Q(product__isnull=True, property__isnull=False),
                name="an_embargo_names_a_product_or_a_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product or self.property} until {self.lifts_at:%Y-%m-%d %H:%M}"


class ComplianceRecord(AuthoredModel):
    """The compliance documents of a product for an area, and until when they are valid."""

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, related_name="compliance"
    )
    area = models.CharField(max_length=5, help_text="EEA, UK or a territory's code.")
    complete = models.BooleanField(default=False)
    documents = models.JSONField(default=list, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "product", "area", name="a_product_has_one_compliance_record_per_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} in {self.area}"
