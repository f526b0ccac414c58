"""What an upload, its files and its plan look like in the API: taken, and given."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from shop.database.clock import database_now
from shop.sourcing.models import Upload
from shop.sourcing.progress import progress_of


class SentFileSerializer(serializers.Serializer[Any]):
    """A table: XLSX or CSV in UTF-8; with the ZIP of the pictures that its rows name, if any."""

    file = serializers.FileField()
    pictures = serializers.FileField(required=False)


class SentPicturesSerializer(serializers.Serializer[Any]):
    """A ZIP of the pictures that the rows of a table name."""

    pictures = serializers.FileField()


class RowProblemSerializer(serializers.Serializer[Any]):
    """One thing that is wrong with a row; an error keeps it out, a warning does not."""

    code = serializers.CharField()
    column = serializers.CharField(allow_blank=True)
    message = serializers.CharField()
    fix = serializers.CharField(allow_blank=True)
    level = serializers.ChoiceField(choices=["error", "warning"])


class UploadSerializer(serializers.Serializer[Any]):
    """An upload; once it is PLANNED, `counts` says what applying would do."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=Upload.State.values)
    counts = serializers.DictField(child=serializers.IntegerField())
    problems = RowProblemSerializer(many=True)
    has_pictures = serializers.BooleanField(help_text="Whether a ZIP of pictures is here.")
    rows_done = serializers.IntegerField()
    rows_total = serializers.IntegerField()
    rows_per_second = serializers.FloatField(allow_null=True)
    seconds_left = serializers.FloatField(allow_null=True)


class UploadsSerializer(serializers.Serializer[Any]):
    """A page of uploads."""

    results = UploadSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class SubmittedSerializer(UploadSerializer):
    """An upload, and how many drafts of it were sent for approval just now."""

    submitted = serializers.IntegerField()


class PlannedRowSerializer(serializers.Serializer[Any]):
    """What becomes of a row; `before` and `after` have the columns that change."""

    row = serializers.IntegerField()
    sku = serializers.CharField(allow_blank=True)
    outcome = serializers.CharField()
    before = serializers.DictField(allow_null=True)
    after = serializers.DictField(allow_null=True)
    problems = RowProblemSerializer(many=True)


class PlannedRowsSerializer(serializers.Serializer[Any]):
    """A page of rows."""

    results = PlannedRowSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


def upload_body(upload: Upload, at: datetime | None = None) -> dict[str, Any]:
    """Return what is told of an upload, at an instant or now."""
    progress = progress_of(upload, at or database_now())
    return {
        "id": str(upload.public_id),
        "name": upload.name,
        "created_at": upload.created_at,
        "state": upload.state,
        "counts": upload.counts,
        "problems": upload.problems,
        "has_pictures": bool(upload.pictures),
        "rows_done": progress.done,
        "rows_total": progress.total,
        "rows_per_second": progress.per_second,
        "seconds_left": progress.seconds_left,
    }
