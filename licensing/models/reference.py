"""Reference data of rights: territories, national committees, Games, product categories.

Three-letter codes differ between IOC and ISO (BRN is Bahrain or Brunei), so territories are keyed
by ISO 3166-1 alpha-2 and national committees by IOC code.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from licensing.fields import IntMultiRangeField


class Territory(models.Model):
    """A place goods are shipped to; `number` stands for it in multiranges."""

    class Sanctions(models.TextChoices):
        """Extent of sanctions; partial sanctions depend on the postcode."""

        NONE = "none", _("None")
        PARTIAL = "partial", _("Partial")
        FULL = "full", _("Full")

    code = models.CharField(
        primary_key=True, max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$")]
    )
    number = models.PositiveSmallIntegerField(unique=True)
    iso3 = models.CharField(max_length=3, blank=True)
    name = models.CharField(max_length=100)
    currency = models.CharField(max_length=3, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    in_eu = models.BooleanField(default=False)
    in_eea = models.BooleanField(default=False)
    served = models.BooleanField(default=True, help_text=_("The shop delivers to this territory."))
    sanction_policy = models.CharField(max_length=8, choices=Sanctions, default=Sanctions.NONE)
    display_note = models.CharField(max_length=200, blank=True)
    vat_area = models.CharField(max_length=10, blank=True)
    customs_area = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name_plural = "territories"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(sanction_policy="full") | models.Q(served=False),
                name="a_sanctioned_territory_is_not_served",
            ),
            models.CheckConstraint(
                condition=~models.Q(in_eu=True) | models.Q(in_eea=True),
                name="the_eu_is_part_of_the_eea",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def product_area(self) -> str:
        """The area whose product rules apply: EEA (with Northern Ireland), UK or its own."""
        if self.in_eea or self.code == "XI":
            return "EEA"
        return "UK" if self.code == "GB" else str(self.code)


class SubTerritory(models.Model):
    """A region with rules different from its territory's, defined by postcodes.

    `acts_as` is the territory it counts as (Northern Ireland is `XI`). Empty fields mean the
    territory's own value. Postcodes are compared in upper case without spaces, with inclusive
    bounds of equal length: `["95000", "99999"]`, `["BT", "BT"]`.
    """

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="regions")
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=100)
    postcode_ranges = models.JSONField()
    acts_as = models.ForeignKey(
        Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    served = models.BooleanField(null=True, blank=True)
    sanction_policy = models.CharField(max_length=8, choices=Territory.Sanctions, blank=True)
    vat_area = models.CharField(max_length=10, blank=True)
    customs_area = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name_plural = "sub-territories"

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class NOCQuerySet(models.QuerySet):
    """Queries on national committees."""

    def current(self) -> "NOCQuerySet":
        """Committees recognized today, without former ones such as the GDR's."""
        return self.filter(recognised_until__isnull=True)


class NOC(models.Model):
    """A national Olympic committee under its IOC code and protocol name.

    `continent` is its association's: AFRICA (ANOCA), AMERICA (Panam Sports), ASIA (OCA), EUROPE
    (EOC) or OCEANIA (ONOC).
    """

    ioc_code = models.CharField(
        primary_key=True, max_length=3, validators=[RegexValidator(r"^[A-Z]{3}$")]
    )
    name_ioc = models.CharField(max_length=100)
    territories = models.ManyToManyField(Territory, related_name="nocs")
    continent = models.CharField(max_length=10, blank=True)
    recognised_from = models.DateField(null=True, blank=True)
    recognised_until = models.DateField(
        null=True, blank=True, help_text="Only for former committees, such as the GDR's."
    )
    suspended_from = models.DateField(null=True, blank=True)
    suspended_until = models.DateField(null=True, blank=True)

    objects: ClassVar = NOCQuerySet.as_manager()

    class Meta:
        verbose_name = "NOC"
        ordering: ClassVar = ["name_ioc"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(recognised_until__isnull=True)
                | models.Q(recognised_from__isnull=True)
                | models.Q(recognised_until__gt=models.F("recognised_from")),
                name="a_committee_is_recognised_for_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_ioc} ({self.ioc_code})"


class GamesEdition(models.Model):
    """An edition of the Games, such as `PARIS2024`."""

    class Season(models.TextChoices):
        """Summer or winter Games."""

        SUMMER = "S", _("Summer")
        WINTER = "W", _("Winter")

    code = models.CharField(
        primary_key=True, max_length=20, validators=[RegexValidator(r"^[A-Z]+\d{2,4}$")]
    )
    season = models.CharField(max_length=1, choices=Season)
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=100)
    host_territories = models.ManyToManyField(Territory, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ocog = models.ForeignKey(
        "licensing.RightsHolder", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    jmpa = DateTimeRangeField(
        null=True, blank=True, help_text="When the joint marketing programme holds the rights."
    )

    class Meta:
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(jmpa__isnull=True) | models.Q(jmpa__isempty=False),
                name="a_joint_programme_lasts_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="games_end_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TerritorySet(models.Model):
    """A named set of territories, such as the world without China."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class TerritorySetVersion(models.Model):
    """A version of a territory set. Grants refer to one, so later versions do not change them.

    An empty `include` means every territory; `exclude` is removed from it. `territories` is the
    resolved set, fixed when the version is created.
    """

    territory_set = models.ForeignKey(
        TerritorySet, on_delete=models.PROTECT, related_name="versions"
    )
    version = models.PositiveIntegerField()
    include = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    exclude = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    territories = IntMultiRangeField()
    valid_from = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "territory_set", "version", name="a_territory_set_has_each_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_set} v{self.version}"


class ProductCategory(models.Model):
    """A product category that agreements grant. Products are assigned to leaves only.

    `number` follows the order of the tree, so that a branch is one range.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    number = models.PositiveIntegerField(unique=True)
    is_leaf = models.BooleanField(default=True)
    hs_hint = models.CharField(max_length=10, blank=True)
    age_rules = models.CharField(max_length=60, blank=True)
    compliance_areas = ArrayField(
        models.CharField(max_length=5),
        default=list,
        blank=True,
        help_text="Areas (EEA, UK, US) in which a product needs a complete compliance record.",
    )
    lightest_g = models.PositiveIntegerField(
        null=True, blank=True, help_text="Lower weights, in grams, show a warning."
    )
    heaviest_g = models.PositiveIntegerField(
        null=True, blank=True, help_text="Higher weights, in grams, show a warning."
    )
    shortest_mm = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="If the longest side is shorter, in millimeters, a warning is shown.",
    )
    longest_mm = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="If the longest side is longer, in millimeters, a warning is shown.",
    )

    class Meta:
        verbose_name_plural = "product categories"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(heaviest_g__gte=models.F("lightest_g"))
                | models.Q(heaviest_g__isnull=True)
                | models.Q(lightest_g__isnull=True),
                name="the_heaviest_is_no_lighter_than_the_lightest",
            ),
            models.CheckConstraint(
                condition=models.Q(longest_mm__gte=models.F("shortest_mm"))
                | models.Q(longest_mm__isnull=True)
                | models.Q(shortest_mm__isnull=True),
                name="the_longest_is_no_shorter_than_the_shortest",
            ),
        ]

    def __str__(self) -> str:
        return self.name
