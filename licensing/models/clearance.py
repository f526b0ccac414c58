"""The compiled form of rights that lists join, and the evidence kept with every sale."""

from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models.functions import Now

from licensing.fields import IntMultiRangeField
from licensing.models.base import Recorded
from licensing.models.parties import Licensee
from licensing.models.reference import ProductCategory


class RightsRevision(models.Model):
    """Counters that rise with every write that can change a decision; their sum is the revision.

    A transaction raises one of 64, chosen by its number: so a long change does not keep a
    revocation waiting, and still no two states of the rights that anyone can see share a sum.
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


class RightsPolicy(Recorded):
    """One row: the positions of switches that counsel decides, and on whose advice."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    eea_passive_sales = models.BooleanField(default=True)
    reference = models.CharField(max_length=150)

    class Meta:
        verbose_name_plural = "rights policies"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_rights_policy"),
        ]

    def __str__(self) -> str:
        return self.reference


class RightsProfile(models.Model):
    """Licensee × category × set of marks: all products alike in these share one profile."""

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
    """Where goods of a profile are covered by every grant they need, by channel and window."""

    profile = models.ForeignKey(RightsProfile, on_delete=models.CASCADE, related_name="clearances")
    channel = models.PositiveSmallIntegerField()
    valid = DateTimeRangeField()
    territories = IntMultiRangeField()
    passive = models.BooleanField(default=False, help_text="Delivered on request, not listed.")
    by_dispatch = models.BooleanField(
        default=False, help_text="Rests on a grant that counts the dispatch."
    )
    sell_off = models.JSONField(
        null=True, help_text="Agreements of whose declared stock some must be left, any of each."
    )

    class Meta:
        indexes: ClassVar = [
            GistIndex(fields=["channel", "valid"], name="clearance_by_channel_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} by {self.channel} {self.valid}"


class ClosedProfile(models.Model):
    """A profile that lists leave out until its clearance is compiled again.

    A denial writes it in its own short transaction, whoever compiles what at that moment; only a
    compilation that began later takes it away.
    """

    profile = models.ForeignKey(RightsProfile, on_delete=models.CASCADE, related_name="closings")

    def __str__(self) -> str:
        return f"profile {self.profile_id} is closed"


class RightsDecisionLog(models.Model):
    """The evidence of one sold line: the decision and the grants it rested on; only ever added."""

    order_line_id = models.BigIntegerField(unique=True)
    product_id = models.BigIntegerField()
    territory = models.CharField(max_length=2)
    channel = models.CharField(max_length=16)
    at = models.DateTimeField()
    revision = models.BigIntegerField()
    allowed = models.BooleanField()
    mode = models.CharField(max_length=12)
    reasons = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(allowed=True), name="only_an_allowed_sale_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.order_line_id}: {self.territory} {self.at:%Y-%m-%d}"


class RightsDenial(models.Model):
    """That something was taken back, and from when; only ever added.

    Triggers of the database write it in the transaction of the change, whoever makes it: what a
    sale that is under way rests on may be gone, so somebody must look.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    effective_at = models.DateTimeField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
