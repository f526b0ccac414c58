"""Serializers of uploads, their files and their plans."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from shop.api.v1.shapes import page_shape
from shop.imports.models import CatalogImport, PlanRow
from shop.imports.steps import progress_of
from shop.platform.database.clock import database_now

LEVELS = ["error", "warning"]
OUTCOMES = PlanRow.Outcome.values
STATES = CatalogImport.State.values


class SentFileSerializer(serializers.Serializer[Any]):
    """A table, and the pictures that its rows name."""

    file = serializers.FileField(help_text="XLSX, or CSV in UTF-8.")
    pictures = serializers.FileField(
        required=False, help_text="ZIP of the pictures that the rows name."
    )


class SentPicturesSerializer(serializers.Serializer[Any]):
    """The pictures that the rows of a table name."""

    pictures = serializers.FileField(help_text="ZIP of the pictures that the rows name.")


class ApplyUploadSerializer(serializers.Serializer[Any]):
    """Confirmation of stock counts that are older than sales."""

    stock_confirmed = serializers.BooleanField(
        default=False,
        help_text="true: save stock counts even if units were sold after counting.",
    )


class RowProblemSerializer(serializers.Serializer[Any]):
    """One problem of a row."""

    code = serializers.CharField(help_text="Stable code of the problem.")
    column = serializers.CharField(allow_blank=True, help_text="Column; empty for the whole row.")
    message = serializers.CharField(help_text="What is wrong.")
    fix = serializers.CharField(allow_blank=True, help_text="What to do; may be empty.")
    level = serializers.ChoiceField(
        choices=LEVELS, help_text="An error keeps the row out, a warning does not."
    )


class ProblemGroupSerializer(RowProblemSerializer):
    """The same problem of several rows."""

    count = serializers.IntegerField(help_text="Number of rows that have it.")
    rows = serializers.ListField(
        child=serializers.IntegerField(), help_text="Numbers of the first rows that have it."
    )


class UploadSerializer(serializers.Serializer[Any]):
    """An upload of a table."""

    id = serializers.UUIDField(help_text="Identifier for its address.")
    name = serializers.CharField(help_text="Name of the file.")
    created_at = serializers.DateTimeField(help_text="When it was received, UTC.")
    state = serializers.ChoiceField(choices=STATES, help_text="Step it has reached.")
    counts = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="Row counts, such as rows, created, changed and refused. While PLANNED, "
        "the effect of applying it.",
    )
    problems = RowProblemSerializer(many=True, help_text="Problems of the file as a whole.")
    has_pictures = serializers.BooleanField(help_text="Whether it has a ZIP of pictures.")
    rows_done = serializers.IntegerField(help_text="Rows processed in this step.")
    rows_total = serializers.IntegerField(help_text="Rows of this step.")
    rows_per_second = serializers.FloatField(
        allow_null=True, help_text="Rows per second in this step; null if nothing is running."
    )
    seconds_left = serializers.FloatField(
        allow_null=True,
        help_text="Estimated seconds left in this step; null if nothing is running.",
    )


class UploadDetailSerializer(UploadSerializer):
    """An upload of a table with the problems of its rows."""

    problem_groups = ProblemGroupSerializer(
        many=True, help_text="Problems of rows, each once with how many rows have it."
    )


class SubmittedSerializer(UploadSerializer):
    """An upload whose drafts were submitted."""

    submitted = serializers.IntegerField(help_text="Drafts submitted by this request.")


class ColumnValues(serializers.DictField):
    """Values of a row by column."""

    child = serializers.CharField(allow_null=True, allow_blank=True)


class PlannedRowSerializer(serializers.Serializer[Any]):
    """The outcome of a row."""

    row = serializers.IntegerField(help_text="Number of the row in the file.")
    sku = serializers.CharField(allow_blank=True, help_text="SKU; empty if the row has none.")
    outcome = serializers.ChoiceField(choices=OUTCOMES, help_text="Outcome of the row.")
    before = ColumnValues(
        allow_null=True, help_text="Values now, of the columns that change; null if it is new."
    )
    after = ColumnValues(
        allow_null=True, help_text="Values from then on, of the columns that change."
    )
    problems = RowProblemSerializer(many=True, help_text="Problems of the row.")


UploadsSerializer = page_shape(UploadSerializer, "Uploads")
PlannedRowsSerializer = page_shape(PlannedRowSerializer, "PlannedRows")


def upload_body(catalog_import: CatalogImport, at: datetime | None = None) -> dict[str, Any]:
    """Return an upload as it is at an instant, by default now."""
    progress = progress_of(catalog_import, at or database_now())
    return {
        "id": str(catalog_import.public_id),
        "name": catalog_import.name,
        "created_at": catalog_import.created_at,
        "state": catalog_import.state,
        "counts": catalog_import.counts,
        "problems": catalog_import.problems,
        "has_pictures": bool(catalog_import.pictures),
        "rows_done": progress.done,
        "rows_total": progress.total,
        "rows_per_second": progress.per_second,
        "seconds_left": progress.seconds_left,
    }
