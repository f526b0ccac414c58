"""Models of the review of a version: comments, conditions and clocks."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from catalog.models.rights import Approval, ProductVersion
from licensing.models.base import AuthoredModel

START, END = Decimal(0), Decimal(1)


class ReviewComment(AuthoredModel):
    """A comment of a holder or the licensee on a version. Append-only.

    A thread belongs to one holder and one product, across its versions; other holders do not see
    it. `picture` is the storage name of a picture, and `x` and `y` are a point on it, as fractions
    of its width and height from the upper left corner.
    """

    class Side(models.TextChoices):
        """The side of the author."""

        HOLDER = "HOLDER", "Holder"
        LICENSEE = "LICENSEE", "Licensee"

    version = models.ForeignKey(ProductVersion, on_delete=models.PROTECT, related_name="comments")
    holder = models.ForeignKey("licensing.RightsHolder", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    text = models.TextField()
    asks = models.BooleanField(
        default=False,
        help_text="The holder's clock stands still until the answer.",
    )
    picture = models.CharField(max_length=200, blank=True)
    x = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    y = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index("holder", "version", name="review_thread")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(picture="", x__isnull=True, y__isnull=True)
                | (~models.Q(picture="") & models.Q(x__isnull=False, y__isnull=False)),
                name="a_pinned_comment_has_a_picture_and_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(x__isnull=True)
                | models.Q(x__gte=START, x__lte=END, y__gte=START, y__lte=END),
                name="a_pin_is_on_its_picture",
            ),
            models.CheckConstraint(
                condition=models.Q(asks=False) | models.Q(side="HOLDER"),
                name="only_a_holder_stops_its_clock",
            ),
        ]

    def __str__(self) -> str:
        return f"comment on {self.version}"


class ApprovalCondition(AuthoredModel):
    """A condition that a holder attached to an approval. Append-only.

    With `before_release`, the version is not released until the licensee confirms the condition.
    """

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="attached")
    text = models.TextField()
    before_release = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_condition_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class ConditionMet(AuthoredModel):
    """The licensee's confirmation that a condition is met. Append-only."""

    condition = models.OneToOneField(
        ApprovalCondition, on_delete=models.PROTECT, related_name="confirmation"
    )
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "conditions met"

    def __str__(self) -> str:
        return f"met: {self.condition}"


class ReviewClock(models.Model):
    """The deadline for a holder's decision on the current stage.

    While it is the licensee's turn, the clock is stopped: `days_left` is kept and `due_at` is
    empty.
    """

    class WaitsFor(models.TextChoices):
        """The party whose turn it is."""

        HOLDER = "HOLDER", "the holder"
        LICENSEE = "LICENSEE", "the licensee"
        NOBODY = "NOBODY", "nobody"

    version = models.ForeignKey(ProductVersion, on_delete=models.PROTECT, related_name="clocks")
    holder = models.ForeignKey("licensing.RightsHolder", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16, choices=Approval.Stage)
    waits_for = models.CharField(max_length=8, choices=WaitsFor)
    days_left = models.PositiveSmallIntegerField(help_text="Working days, when it last ran.")
    since = models.DateTimeField(help_text="From when the days left are counted.")
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("due_at", condition=models.Q(due_at__isnull=False), name="review_due")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "version", "holder", name="a_holder_has_one_clock_for_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(waits_for="HOLDER", due_at__isnull=False)
                | (~models.Q(waits_for="HOLDER") & models.Q(due_at__isnull=True)),
                name="a_clock_runs_while_it_waits_for_the_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {self.stage} of {self.version}"
