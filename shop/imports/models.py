"""Imports, their rows as read from the file, and the planned change of each row.

Every row names its licensee: row-level security separates licensees by this column. Tables and
columns keep their first names ("upload").
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from shop.platform.core.ids import uuid7

NOTHING_TO_APPLY = "Nothing to apply"
# Counts of a plan whose rows would be written.
WRITING = ("created", "changed", "withdrawn")


class CatalogImportQuerySet(models.QuerySet["CatalogImport"]):
    """Chainable reads of imports."""

    def with_rows_to_apply(self) -> "CatalogImportQuerySet":
        """Return the imports whose plan would write a row, as `CatalogImport.rows_to_apply`."""
        writes = models.Q()
        for name in WRITING:
            writes |= models.Q(**{f"counts__{name}__gt": 0})
        return self.filter(writes, state=CatalogImport.State.PLANNED)


class CatalogImport(models.Model):
    """The import of a licensee's product file into the catalog.

    `problems` are those of the file as a whole. The current step began at `step_began_at` and has
    done `step_done` of `step_total` rows.
    """

    class State(models.TextChoices):
        """States of an import; FAILED means that the file cannot be read as a table."""

        RECEIVING = "RECEIVING", "Receiving"
        RECEIVED = "RECEIVED", "Received"
        CHECKED = "CHECKED", "Checked"
        PLANNED = "PLANNED", "Ready to review"
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

    objects = CatalogImportQuerySet.as_manager()

    class Meta:
        db_table = "sourcing_upload"
        verbose_name = "import"
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
    def rows_to_apply(self) -> int:
        """Return the number of rows that applying the plan would write."""
        if self.state != self.State.PLANNED:
            return 0
        return sum(self.counts.get(name, 0) for name in WRITING)

    @property
    def state_label(self) -> str:
        """Return the state in words; a plan without rows to apply is not ready to review."""
        if self.state != self.State.PLANNED or self.rows_to_apply:
            return str(self.get_state_display())
        return NOTHING_TO_APPLY

    @property
    def awaits_pictures(self) -> bool:
        """Return whether pictures of the ZIP are still being attached to the drafts."""
        applied = self.state == self.State.APPLIED
        return applied and bool(self.pictures) and "pictures" not in self.counts


class UploadChunk(models.Model):
    """A stored chunk of an uploaded file; the chunks in order of `offset` are the file.

    `part` is the storage name of the ZIP that the chunk belongs to, empty for the product file.
    """

    catalog_import = models.ForeignKey(
        CatalogImport, on_delete=models.CASCADE, related_name="chunks", db_column="upload_id"
    )
    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    offset = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    stored = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["offset"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "catalog_import", "part", "offset", name="a_place_of_a_file_comes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} bytes at {self.offset}"


class ImportRow(models.Model):
    """A row as read from the file: cell values by column, and all problems of the row."""

    catalog_import = models.ForeignKey(
        CatalogImport, on_delete=models.CASCADE, related_name="rows", db_column="upload_id"
    )
    licensee = models.ForeignKey("licensing.Licensee", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sku = models.CharField(max_length=64, blank=True)
    parent_sku = models.CharField(max_length=64, blank=True)
    cells = models.JSONField(default=dict)
    of_parent = models.JSONField(null=True)
    problems = models.JSONField(default=list)

    class Meta:
        db_table = "sourcing_uploadrow"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "catalog_import", "number", name="a_row_of_an_upload_is_read_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["catalog_import", "sku"], name="upload_row_by_sku"),
            models.Index(
                fields=["catalog_import", "parent_sku"],
                name="upload_row_by_parent",
                condition=~models.Q(parent_sku=""),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.catalog_import_id}"


class PlanRow(models.Model):
    """The planned change of one row; `before` and `after` hold the columns that change.

    A new article has no `after`: its values are the cells of the row. `fingerprint` identifies the
    state of the catalog at planning; the row is refused if it differs on applying. `done_at` is
    set in the transaction that writes the row, so no row is written twice.
    """

    class Outcome(models.TextChoices):
        """Outcomes of a row."""

        CREATED = "CREATED", "New"
        CHANGED = "CHANGED", "Changed"
        UNCHANGED = "UNCHANGED", "Unchanged"
        REFUSED = "REFUSED", "Refused"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    catalog_import = models.ForeignKey(
        CatalogImport, on_delete=models.CASCADE, related_name="plan", db_column="upload_id"
    )
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
            models.UniqueConstraint(
                "catalog_import", "number", name="a_row_of_an_upload_is_planned_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["catalog_import", "outcome", "number"], name="plan_row_by_outcome"
            ),
            models.Index(
                fields=["catalog_import", "rank", "number"],
                name="plan_row_to_do",
                condition=models.Q(done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.sku}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Return column, old value and new value of each change; empty for a new article."""
        before = self.before or {}
        return [(name, before.get(name, ""), value) for name, value in (self.after or {}).items()]
