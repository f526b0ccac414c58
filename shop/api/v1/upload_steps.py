"""/licensee/uploads/<id>/…: steps of an import, its pictures, and its file with the errors."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.bodies import check_body
from shop.api.descriptions import extend_schema
from shop.api.errors import FieldProblems
from shop.api.idempotency import IDEMPOTENCY_KEY, idempotent
from shop.api.licensees import LicenseeView, for_scope
from shop.api.parsers import CleanMultiPartParser
from shop.api.problem_shapes import problems
from shop.api.v1.upload_shapes import (
    ApplyUploadSerializer,
    SentPicturesSerializer,
    SubmittedSerializer,
    UploadSerializer,
    upload_body,
)
from shop.api.v1.uploads import author_of, find_own
from shop.identity.team.models import ApiKey
from shop.imports.exports import error_file_name, has_error_file, iter_file, save_errors
from shop.imports.services import (
    cancel,
    queue_apply,
    queue_undo,
    receive_pictures,
    submit_drafts,
)

TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class LicenseeUploadPictures(LicenseeView):
    """The pictures of one import."""

    parser_classes = (CleanMultiPartParser,)

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=SentPicturesSerializer,
        responses={202: UploadSerializer, **problems(409, 413, 422, 507)},
        operation_id="licensee_upload_pictures",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    @idempotent()
    def post(self, request: Request, public_id: UUID) -> Response:
        """Upload pictures.

        Replaces an earlier ZIP. The table may have been applied already.
        """
        catalog_import = find_own(request, public_id)
        pictures = request.FILES.get("pictures")
        if not isinstance(pictures, UploadedFile):
            raise FieldProblems({"pictures": _("Attach a ZIP file of pictures.")})
        return Response(
            upload_body(receive_pictures(catalog_import=catalog_import, file=pictures)), status=202
        )


class LicenseeUploadApply(LicenseeView):
    """Applying a plan."""

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=ApplyUploadSerializer,
        responses={202: UploadSerializer, **problems(400, 409)},
        operation_id="licensee_upload_apply",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    @idempotent()
    def post(self, request: Request, public_id: UUID) -> Response:
        """Apply an import.

        Applies the rows without errors as planned. Refused if the catalog changed since, and if
        units were sold since the counts of some rows, unless `stock_confirmed` is true.
        """
        with_body = str(request.content_type).startswith("application/json")
        wish = check_body(ApplyUploadSerializer, request.data if with_body else {})
        catalog_import = queue_apply(catalog_import=find_own(request, public_id), **wish)
        return Response(upload_body(catalog_import), status=202)


class LicenseeUploadSubmit(LicenseeView):
    """Submission of the drafts of an import."""

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={200: SubmittedSerializer, **problems(409)},
        operation_id="licensee_upload_submit",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    @idempotent()
    def post(self, request: Request, public_id: UUID) -> Response:
        """Submit the drafts of an import for approval.

        They go to the holders of their marks and cannot be changed after that.
        """
        catalog_import = find_own(request, public_id)
        submitted = submit_drafts(catalog_import=catalog_import, by_id=author_of(request))
        return Response({**upload_body(catalog_import), "submitted": submitted})


class LicenseeUploadCancel(LicenseeView):
    """Cancellation of an import."""

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={200: UploadSerializer, **problems(409)},
        operation_id="licensee_upload_cancel",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    @idempotent()
    def post(self, request: Request, public_id: UUID) -> Response:
        """Cancel an import.

        Rows that were written already stay until the import is undone.
        """
        return Response(upload_body(cancel(catalog_import=find_own(request, public_id))))


class LicenseeUploadUndo(LicenseeView):
    """Undo of an import."""

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: UploadSerializer, **problems(409)},
        operation_id="licensee_upload_undo",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    @idempotent()
    def post(self, request: Request, public_id: UUID) -> Response:
        """Undo an import.

        Only the last applied import can be undone; items that changed since are kept.
        """
        catalog_import = find_own(request, public_id)
        queue_undo(catalog_import=catalog_import, by_id=author_of(request))
        return Response(upload_body(catalog_import), status=202)


class AnyAcceptNegotiation(BaseContentNegotiation):
    """Ignore `Accept` for file downloads; problems are JSON."""

    def select_parser(self, request: Request, parsers: Any) -> Any:  # noqa: ARG002
        """Return the first."""
        return parsers[0]

    def select_renderer(
        self,
        request: Request,  # noqa: ARG002
        renderers: Any,
        format_suffix: str | None = None,  # noqa: ARG002
    ) -> Any:
        """Return the first."""
        return renderers[0], renderers[0].media_type


class LicenseeUploadErrors(LicenseeView):
    """The file with its errors."""

    content_negotiation_class = AnyAcceptNegotiation

    @extend_schema(
        responses={
            (200, TYPES[".csv"]): OpenApiTypes.STR,
            (200, TYPES[".xlsx"]): OpenApiTypes.BINARY,
        },
        operation_id="licensee_upload_errors",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def get(self, request: Request, public_id: UUID) -> Any:
        """Download the file with its problems.

        The same format as uploaded, with a column that names the problems of each row. Answers 404
        until the rows have been read, and when the file has been deleted.
        """
        catalog_import = find_own(request, public_id)
        if not has_error_file(catalog_import):
            raise Http404
        name = error_file_name(catalog_import)
        suffix = f".{name.rpartition('.')[2]}"
        return StreamingHttpResponse(
            iter_file(lambda target: save_errors(catalog_import, target), suffix),
            content_type=TYPES[suffix],
            headers={
                "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
                or "attachment"
            },
        )
