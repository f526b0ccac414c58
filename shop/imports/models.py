"""An upload, its rows as they were read, and the plan of what each would change.

Every row names its licensee: the database itself keeps licensees apart by it.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from shop.platform.core.ids import uuid7


class Upload(models.Model):
    """A file of a licensee on its way into the catalog.

    `problems` says why the file as a whole was refused. `step_done` of `step_total` rows tell how
    far the present step is, since `step_began_at`.
    """

    class State(models.TextChoices):
        """How far it is; FAILED is a file that cannot be read as a table."""

        RECEIVING = "RECEIVING", "Receiving"
        RECEIVED = "RECEIVED", "Received"
        CHECKED = "CHECKED", "Checked"
        PLANNED = "PLANNED", "Planned"
        APPLYING = "APPLYING", "Applying"
        APPLIED = "APPLIED", "Applied"
        CANCELLED = "CANCELLED", "Cancelled"
        UNDONE = "UNDONE", "Undone"
        FAILED = "FAILED", "Failed"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="Bytes, as announced.")
    received = models.PositiveBigIntegerField(default=0, help_text="Bytes that are here.")
    sha256 = models.CharField(max_length=64, blank=True)
    mark = models.CharField(
        max_length=200, blank=True, help_text="Tells files of one name and size apart."
    )
    pictures = models.CharField(max_length=200, blank=True, help_text="Storage name of the ZIP.")
    pictures_coming = models.CharField(
        max_length=200, blank=True, help_text="Storage name of a ZIP that is not all here yet."
    )
    pictures_size = models.PositiveBigIntegerField(default=0, help_text="Bytes, as announced.")
    pictures_received = models.PositiveBigIntegerField(default=0, help_text="Bytes in pieces.")
    pictures_mark = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    step_done = models.PositiveIntegerField(default=0)
    step_total = models.PositiveIntegerField(default=0)
    step_began_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    sending_since = models.DateTimeField(
        null=True, blank=True, help_text="Its drafts are being sent for approval."
    )
    sending_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("act_for_licensees", "Can open the portal of every licensee")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sending_since__isnull=True, sending_by__isnull=True)
                | models.Q(sending_since__isnull=False, sending_by__isnull=False, state="APPLIED"),
                name="who_sends_the_drafts_of_an_applied_upload_is_known",
            ),
            models.UniqueConstraint(
                "licensee",
                condition=models.Q(state="APPLYING"),
                name="one_upload_of_a_licensee_is_applied_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")),
                name="an_upload_has_no_more_than_was_announced",
            ),
            models.CheckConstraint(
                condition=models.Q(pictures_received__lte=models.F("pictures_size")),
                name="an_archive_has_no_more_than_was_announced",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="APPLIED") | models.Q(applied_at__isnull=False),
                name="an_applied_upload_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def awaits_pictures(self) -> bool:
        """Whether pictures of its ZIP are still being put to the drafts."""
        applied = self.state == self.State.APPLIED
        return applied and bool(self.pictures) and "pictures" not in self.counts


class UploadChunk(models.Model):
    """A piece of a file, in storage under its own name; together, in order, they are the file.

    `part` is the name of the ZIP that it belongs to, empty for the table.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="chunks")
    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    offset = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    stored = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["offset"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "upload", "part", "offset", name="a_place_of_a_file_comes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} bytes at {self.offset}"


class UploadRow(models.Model):
    """A row as it was read: values by column in their written form, and all its problems."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sku = models.CharField(max_length=64, blank=True)
    parent_sku = models.CharField(max_length=64, blank=True)
    cells = models.JSONField(default=dict)
    of_parent = models.JSONField(null=True)
    problems = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint("upload", "number", name="a_row_of_an_upload_is_read_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["upload", "sku"], name="upload_row_by_sku"),
            models.Index(
                fields=["upload", "parent_sku"],
                name="upload_row_by_parent",
                condition=~models.Q(parent_sku=""),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.upload_id}"


class PlanRow(models.Model):
    """What one row would do; `before` and `after` have the columns that change.

    Of a new article `after` is empty: it is the row's own cells. `fingerprint` is of what the
    catalog said when it was planned; another one then refuses the row. `done_at` is set in the
    transaction that writes it, so that no row is written twice.
    """

    class Outcome(models.TextChoices):
        """What becomes of the row."""

        CREATED = "CREATED", "New"
        CHANGED = "CHANGED", "Changed"
        UNCHANGED = "UNCHANGED", "Unchanged"
        REFUSED = "REFUSED", "Refused"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="plan")
    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField(default=0, help_text="Parents are written first.")
    sku = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    fingerprint = models.CharField(max_length=32, blank=True)
    notes = models.JSONField(default=list)
    product_id = models.BigIntegerField(null=True)
    version_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["rank", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint("upload", "number", name="a_row_of_an_upload_is_planned_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["upload", "outcome", "number"], name="plan_row_by_outcome"),
            models.Index(
                fields=["upload", "rank", "number"],
                name="plan_row_to_do",
                condition=models.Q(done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.sku}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Column, what was there and what comes; of a new article there is nothing to compare."""
        before = self.before or {}
        return [(name, before.get(name, ""), value) for name, value in (self.after or {}).items()]
