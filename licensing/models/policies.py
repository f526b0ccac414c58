"""Limits on sales besides contracts: the store's mandate, holds and the passive-sales policy."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.fields import IntMultiRangeField
from licensing.models.base import AuthoredModel
from licensing.models.parties import Licensee, Property
from licensing.models.reference import ProductCategory, TerritorySetVersion
from licensing.rules.number_sets import EVERYWHERE, NumberSet


def every_category() -> NumberSet:
    """Return the default categories of a hold: all of them."""
    return EVERYWHERE


class RightsPolicy(AuthoredModel):
    """The single row of policies decided by counsel, with the reference of the advice."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    eea_passive_sales = models.BooleanField(default=True)
    athlete_consents = models.BooleanField(default=True, db_default=True)
    reference = models.CharField(max_length=150)

    class Meta:
        verbose_name_plural = "rights policies"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_rights_policy"),
        ]

    def __str__(self) -> str:
        return self.reference


class StoreMandate(AuthoredModel):
    """The territories and channels in which the store may sell, as "worldwide except China"."""

    name = models.CharField(max_length=100)
    territory_set_version = models.ForeignKey(TerritorySetVersion, on_delete=models.PROTECT)
    territories = IntMultiRangeField()
    channels = IntMultiRangeField()
    window = DateTimeRangeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(window__isempty=False), name="a_mandate_lasts_some_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MandateProposal(AuthoredModel):
    """A mandate that one person proposed; it takes effect when another person approves it.

    `channels` and `window` mean the same as in `StoreMandate`, which `mandate` names after the
    approval.
    """

    name = models.CharField(max_length=100)
    territory_set_version = models.ForeignKey(TerritorySetVersion, on_delete=models.PROTECT)
    channels = IntMultiRangeField()
    window = DateTimeRangeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    mandate = models.OneToOneField(StoreMandate, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(window__isempty=False), name="a_proposed_mandate_lasts_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True)
                | ~models.Q(decided_by=models.F("created_by")),
                name="a_mandate_is_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(mandate__isnull=True) | models.Q(decided_at__isnull=False),
                name="a_mandate_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Holdback(AuthoredModel):
    """A hold: goods in its scope may not be sold during its window. An empty scope is everything.

    `categories` has the numbers of the named category and its descendants.
    """

    class Kind(models.TextChoices):
        """The reason for the hold; recalls and legal holds take precedence over other checks."""

        TOP_CATEGORY = "TOP_CATEGORY", _("Partner category")
        RULE40 = "RULE40", _("Rule 40")
        LEGAL = "LEGAL", _("Legal")
        RECALL = "RECALL", _("Recall")
        COMMERCIAL = "COMMERCIAL", _("Commercial")

    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    authority = models.CharField(max_length=150, blank=True)
    property = models.ForeignKey(Property, null=True, blank=True, on_delete=models.PROTECT)
    category = models.ForeignKey(ProductCategory, null=True, blank=True, on_delete=models.PROTECT)
    licensee = models.ForeignKey(Licensee, null=True, blank=True, on_delete=models.PROTECT)
    product_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    categories = IntMultiRangeField(default=every_category, editable=False)
    territories = IntMultiRangeField()
    channels = IntMultiRangeField()
    window = DateTimeRangeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(window__isempty=False), name="a_hold_lasts_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(product_id__isnull=True)
                | models.Q(property__isnull=True, category__isnull=True, licensee__isnull=True),
                name="a_hold_names_a_product_or_a_wider_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
