"""What rights say about one product: its versions, the marks it carries, approvals, embargoes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Recorded(models.Model):
    """Who made the row and when; such rows are never deleted."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class ProductVersion(Recorded):
    """A frozen state of artwork, material, factory, pictures and copy.

    One RELEASED version is what fans see; it stays on sale while a newer one waits for approval.
    Price and stock are outside the hash.
    """

    class Status(models.TextChoices):
        """Where the version stands."""

        DRAFT = "DRAFT", _("Draft")
        SUBMITTED = "SUBMITTED", _("Submitted")
        RELEASED = "RELEASED", _("Released")
        SUPERSEDED = "SUPERSEDED", _("Superseded")

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)

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


class ProductRights(Recorded):
    """A mark that a version carries and the agreement under which it is made."""

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


class Approval(Recorded):
    """A holder's decision about one version at one stage; silence is never approval."""

    class Stage(models.TextChoices):
        """The steps of brand approval; sale needs RELEASE."""

        CONCEPT = "CONCEPT", _("Concept")
        DESIGN = "DESIGN", _("Design")
        PRE_PRODUCTION = "PRE_PRODUCTION", _("Pre-production sample")
        PRODUCTION = "PRODUCTION", _("Production sample")
        PACKAGING = "PACKAGING", _("Packaging")
        COPY = "COPY", _("Marketing copy")
        RELEASE = "RELEASE", _("Release")

    class Verdict(models.TextChoices):
        """What the holder decided."""

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
        help_text=_("Empty: wherever the grants reach."),
    )
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


class Embargo(Recorded):
    """A product that must not be seen before an instant."""

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, related_name="embargoes"
    )
    lifts_at = models.DateTimeField()
    teaser_allowed = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "embargoes"

    def __str__(self) -> str:
        return f"{self.product} until {self.lifts_at:%Y-%m-%d %H:%M}"
