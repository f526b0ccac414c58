"""The compiled form of rights that product lists join: profiles, clearance and revision."""

from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from licensing.fields import IntMultiRangeField
from licensing.models.parties import Licensee
from licensing.models.reference import ProductCategory


class RightsRevision(models.Model):
    """Counters that every write that can change a decision increases; their sum is the revision.

    Each transaction increases one of 64 counters, chosen by its id, so that a long transaction does
    not block a revocation. Two visible states of the rights never have the same sum.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    number = models.BigIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(pk__lt=64), name="there_are_64_rights_counters"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class RightsProfile(models.Model):
    """Licensee × category × set of marks. Products with the same three share a profile."""

    licensee = models.ForeignKey(Licensee, on_delete=models.PROTECT)
    category = models.ForeignKey(ProductCategory, on_delete=models.PROTECT)
    properties = IntMultiRangeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "licensee", "category", "properties", name="a_rights_profile_exists_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.licensee_id}/{self.category_id}/{self.properties}"


class Clearance(models.Model):
    """Territories in which goods of a profile may be sold, by channel and window."""

    profile = models.ForeignKey(RightsProfile, on_delete=models.CASCADE, related_name="clearances")
    channel = models.PositiveSmallIntegerField()
    valid = DateTimeRangeField()
    territories = IntMultiRangeField()
    passive = models.BooleanField(default=False, help_text="Delivered on request, not listed.")
    by_dispatch = models.BooleanField(
        default=False, help_text="The dispatch must fall within the window of a grant."
    )
    sell_off = models.JSONField(
        null=True,
        help_text="Sets of agreements, each of which needs declared stock left under one of them.",
    )

    class Meta:
        indexes: ClassVar = [
            GistIndex(fields=["channel", "valid"], name="clearance_by_channel_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} by {self.channel} {self.valid}"


class ClosedProfile(models.Model):
    """A profile hidden from lists until its clearance is recompiled.

    A denial inserts it in its own short transaction, without waiting for running compilations. Only
    a compilation that starts later removes it.
    """

    profile = models.ForeignKey(RightsProfile, on_delete=models.CASCADE, related_name="closings")

    def __str__(self) -> str:
        return f"profile {self.profile_id} is closed"
