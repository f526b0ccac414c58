"""/licensee/uploads/: a licensee's own systems send tables, look at the plan and apply it."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.errors import FieldProblems, problems
from shop.api.licensees import LicenseeView, for_scope, licensee_of, page_of
from shop.api.v1.licensee import PAGES
from shop.database.clock import database_now
from shop.sourcing.models import Upload
from shop.sourcing.progress import progress_of
from shop.sourcing.receiving import PIECE
from shop.sourcing.services import (
    begin_upload,
    check_archive,
    queue_apply,
    queue_examination,
    receive,
    receive_pictures,
)
from shop.team.models import ApiKey
from shop.tenancy import own_rows

REFUSALS = problems(400, 401, 403, 422, 429)


class SentFileSerializer(serializers.Serializer[Any]):
    """A table: XLSX or CSV in UTF-8; with the ZIP of the pictures that its rows name, if any."""

    file = serializers.FileField()
    pictures = serializers.FileField(required=False)


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
    state = serializers.ChoiceField(choices=Upload.State.values)
    counts = serializers.DictField(child=serializers.IntegerField())
    problems = RowProblemSerializer(many=True)
    rows_done = serializers.IntegerField()
    rows_total = serializers.IntegerField()
    rows_per_second = serializers.FloatField(allow_null=True)
    seconds_left = serializers.FloatField(allow_null=True)


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


class LicenseeUploads(LicenseeView):
    """Tables sent by the key's licensee."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        request=SentFileSerializer,
        responses={202: UploadSerializer, **REFUSALS},
        operation_id="licensee_uploads_create",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def post(self, request: Request) -> Response:
        """Take a table; it is checked and planned, and changes nothing until it is applied."""
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            raise FieldProblems({"file": "A file is needed."})
        pictures = request.FILES.get("pictures")
        if isinstance(pictures, UploadedFile):
            check_archive(pictures)
        upload = begin_upload(
            licensee=licensee_of(request),
            by_id=_author(request),
            name=file.name or "",
            size=file.size or 0,
        )
        if isinstance(pictures, UploadedFile):
            receive_pictures(upload=upload, file=pictures)
        for piece in file.chunks(PIECE) if file.size else [b""]:
            upload = receive(upload=upload, offset=upload.received, content=piece)
        queue_examination(upload=upload)
        return Response(_told(upload), status=202)


class LicenseeUpload(LicenseeView):
    """One upload."""

    @extend_schema(
        responses={200: UploadSerializer, **REFUSALS, **problems(404)},
        operation_id="licensee_upload_retrieve",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def get(self, request: Request, public_id: UUID) -> Response:
        """Say how far it is."""
        return Response(_told(_find(request, public_id)))


class LicenseeUploadRows(LicenseeView):
    """The plan of one upload."""

    @extend_schema(
        parameters=PAGES,
        responses={200: PlannedRowsSerializer, **REFUSALS, **problems(404)},
        operation_id="licensee_upload_rows_list",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def get(self, request: Request, public_id: UUID) -> Response:
        """List what becomes of each row, the last first."""
        rows, links = page_of(request, _find(request, public_id).plan.all())
        results = [
            {
                "row": row.number,
                "sku": row.sku,
                "outcome": row.outcome,
                "before": row.before,
                "after": row.after,
                "problems": row.notes,
            }
            for row in rows
        ]
        return Response({"results": results, **links})


class LicenseeUploadApply(LicenseeView):
    """Applying a plan."""

    @extend_schema(
        request=None,
        responses={202: UploadSerializer, **REFUSALS, **problems(404, 409)},
        operation_id="licensee_upload_apply",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def post(self, request: Request, public_id: UUID) -> Response:
        """Apply the good rows, as they were planned; refused when the catalog changed since."""
        return Response(_told(queue_apply(upload=_find(request, public_id))), status=202)


def _find(request: Request, public_id: UUID) -> Upload:
    found = own_rows(Upload.objects.select_related("licensee"), licensee_of(request))
    upload = found.filter(public_id=public_id).first()
    if upload is None:
        raise Http404
    return upload


def _author(request: Request) -> int:
    """Return who answers for what the key sends: who made the key."""
    key: Any = request.auth
    return int(key.created_by_id)


def _told(upload: Upload) -> dict[str, Any]:
    progress = progress_of(upload, database_now())
    return {
        "id": str(upload.public_id),
        "name": upload.name,
        "state": upload.state,
        "counts": upload.counts,
        "problems": upload.problems,
        "rows_done": progress.done,
        "rows_total": progress.total,
        "rows_per_second": progress.per_second,
        "seconds_left": progress.seconds_left,
    }
