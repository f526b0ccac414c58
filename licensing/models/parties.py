"""Holders, marks and their holdings, consents to marks, and licensees."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.fields import IntMultiRangeField
from licensing.models.base import AuthoredModel
from licensing.models.reference import NOC, GamesEdition, Territory, TerritorySetVersion


class RightsHolder(AuthoredModel):
    """An owner of marks: the IOC, an organizing committee, a national committee."""

    class Kind(models.TextChoices):
        """The type of holder."""

        IOC = "IOC", _("International Olympic Committee")
        OCOG = "OCOG", _("Organizing committee")
        NOC = "NOC", _("National committee")
        IPC = "IPC", _("International Paralympic Committee")
        JOINT = "JOINT", _("Joint marketing program")
        OTHER = "OTHER", _("Other")

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=5, choices=Kind)
    noc = models.ForeignKey(NOC, null=True, blank=True, on_delete=models.PROTECT)
    games = models.ForeignKey(GamesEdition, null=True, blank=True, on_delete=models.PROTECT)
    currency = models.CharField(max_length=3, default="CHF")
    time_zone = models.CharField(max_length=40, default="Europe/Zurich")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    active = models.BooleanField(default=True)
    approval_stages = ArrayField(
        models.CharField(max_length=16),
        default=list,
        blank=True,
        help_text="Approval stages required before the release itself.",
    )
    approval_days = models.PositiveSmallIntegerField(
        default=10,
        db_default=10,
        validators=[MinValueValidator(1)],
        help_text="Target number of working days for each decision.",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind="NOC") | models.Q(noc__isnull=False),
                name="a_national_holder_names_its_committee",
            ),
            models.CheckConstraint(
                condition=models.Q(approval_days__gte=1, approval_days__lte=366),
                name="a_holder_decides_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Property(AuthoredModel):
    """A mark, such as an emblem, mascot or word mark; `number` stands for it in multiranges."""

    class Kind(models.TextChoices):
        """The type of mark."""

        RINGS = "RINGS", _("Symbol")
        GAMES_EMBLEM = "GAMES_EMBLEM", _("Games emblem")
        MASCOT = "MASCOT", _("Mascot")
        PICTOGRAM = "PICTOGRAM", _("Pictogram")
        POSTER = "POSTER", _("Poster")
        TORCH = "TORCH", _("Torch")
        LOOK = "LOOK", _("Look of the Games")
        WORDMARK = "WORDMARK", _("Word mark")
        HERITAGE = "HERITAGE", _("Heritage")
        NOC_EMBLEM = "NOC_EMBLEM", _("National emblem")
        TEAM_NAME = "TEAM_NAME", _("Team name")
        PARALYMPIC = "PARALYMPIC", _("Paralympic mark")
        ATHLETE = "ATHLETE", _("Athlete")

    code = models.SlugField(unique=True)
    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=12, choices=Kind)
    games = models.ForeignKey(GamesEdition, null=True, blank=True, on_delete=models.PROTECT)
    noc = models.ForeignKey(NOC, null=True, blank=True, on_delete=models.PROTECT)
    guidelines_url = models.URLField(blank=True)
    promo_use_allowed = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "properties"

    def __str__(self) -> str:
        return self.name

    @property
    def is_national(self) -> bool:
        """Return whether the consent rule for national committees' marks applies."""
        return self.noc_id is not None and self.kind in {self.Kind.NOC_EMBLEM, self.Kind.TEAM_NAME}


class PropertyHolding(AuthoredModel):
    """The holder of a mark in some territories during a period; holdings never overlap."""

    property = models.ForeignKey(Property, on_delete=models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(RightsHolder, on_delete=models.PROTECT, related_name="holdings")
    territory_set_version = models.ForeignKey(TerritorySetVersion, on_delete=models.PROTECT)
    territories = IntMultiRangeField()
    valid = DateTimeRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_mark_has_one_holder_in_a_place_at_a_time",
                expressions=[
                    ("property", RangeOperators.EQUAL),
                    ("territories", RangeOperators.OVERLAPS),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False), name="a_holding_lasts_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.property}: {self.holder}"


class Licensee(AuthoredModel):
    """A company that makes and supplies goods under license agreements."""

    class Status(models.TextChoices):
        """Permission of the licensee to supply goods."""

        PENDING = "pending", _("Pending")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        TERMINATED = "terminated", _("Terminated")

    code = models.SlugField(unique=True)
    legal_name = models.CharField(max_length=150)
    country = models.ForeignKey(Territory, on_delete=models.PROTECT)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    audit_valid_until = models.DateTimeField(null=True, blank=True)
    insurance_valid_until = models.DateTimeField(null=True, blank=True)
    tax_ids = models.JSONField(default=dict, blank=True, help_text="By country code.")
    manufacturer = models.TextField(
        blank=True, help_text=_("Name, postal address and email or web address (GPSR Art. 19).")
    )
    eu_responsible_person = models.TextField(blank=True)
    uk_responsible_person = models.TextField(blank=True)
    payout_account = models.CharField(
        max_length=60, blank=True, help_text="Stripe's id of the connected account."
    )

    def __str__(self) -> str:
        return self.legal_name


class LicenseeEvent(AuthoredModel):
    """A suspension or reinstatement of a licensee, with its reason. Append-only."""

    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10)
    effective_at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.licensee} {self.kind}"


class NOCConsent(AuthoredModel):
    """Consent of national committees to the sale of another committee's mark."""

    property = models.ForeignKey(Property, on_delete=models.PROTECT, related_name="consents")
    nocs = models.ManyToManyField(NOC, related_name="+")
    territories = IntMultiRangeField()
    window = DateTimeRangeField()
    reference = models.CharField(max_length=150)

    class Meta:
        verbose_name = "NOC consent"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(window__isempty=False), name="a_consent_lasts_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.property}: {self.reference}"
