"""/licensee/uploads: imports by a licensee's own systems; version 1 keeps the path "uploads"."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.descriptions import extend_schema
from shop.api.errors import FieldProblems
from shop.api.idempotency import IDEMPOTENCY_KEY, idempotent
from shop.api.licensees import PAGES, LicenseeView, for_scope, licensee_of, page_of
from shop.api.parsers import CleanMultiPartParser
from shop.api.problem_shapes import problems
from shop.api.v1.upload_shapes import (
    PlannedRowsSerializer,
    SentFileSerializer,
    UploadDetailSerializer,
    UploadSerializer,
    UploadsSerializer,
    upload_body,
)
from shop.api.views import parameter_names
from shop.identity.team.models import ApiKey
from shop.identity.tenancy import own_rows
from shop.imports.check.problem_groups import group_problems
from shop.imports.models import CatalogImport
from shop.imports.services import create_import
from shop.platform.database.clock import database_now


class LicenseeUploads(LicenseeView):
    """Tables sent by the key's licensee."""

    query_parameters = parameter_names(PAGES)

    parser_classes = (CleanMultiPartParser,)

    @extend_schema(
        parameters=PAGES,
        responses={200: UploadsSerializer},
        operation_id="licensee_uploads_list",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def get(self, request: Request) -> Response:
        """List imports, the newest first."""
        uploads, links = page_of(
            request, own_rows(CatalogImport.objects.all(), licensee_of(request))
        )
        at = database_now()
        return Response({"results": [upload_body(upload, at) for upload in uploads], **links})

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=SentFileSerializer,
        responses={202: UploadSerializer, **problems(413, 422, 507)},
        operation_id="licensee_uploads_create",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    @idempotent()
    def post(self, request: Request) -> Response:
        """Import a product file.

        It is checked and planned in the background, and changes nothing until it is applied.
        """
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            raise FieldProblems({"file": _("Attach a file.")})
        pictures = request.FILES.get("pictures")
        catalog_import = create_import(
            licensee=licensee_of(request),
            by_id=author_of(request),
            file=file,
            pictures=pictures if isinstance(pictures, UploadedFile) else None,
        )
        return Response(upload_body(catalog_import), status=202)


class LicenseeUpload(LicenseeView):
    """One import."""

    @extend_schema(
        responses={200: UploadDetailSerializer},
        operation_id="licensee_upload_retrieve",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read an import, its progress and the problems of its rows."""
        catalog_import = find_own(request, public_id)
        groups = [group.as_json() for group in group_problems(catalog_import)]
        return Response({**upload_body(catalog_import), "problem_groups": groups})


class LicenseeUploadRows(LicenseeView):
    """The plan of one import."""

    query_parameters = parameter_names(PAGES)

    @extend_schema(
        parameters=PAGES,
        responses={200: PlannedRowsSerializer},
        operation_id="licensee_upload_rows_list",
    )
    @for_scope(ApiKey.Scope.CATALOG_WRITE)
    def get(self, request: Request, public_id: UUID) -> Response:
        """List planned rows.

        Returns the planned change of each row, the last row first.
        """
        rows, links = page_of(request, find_own(request, public_id).plan.all())
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


def find_own(request: Request, public_id: UUID) -> CatalogImport:
    """Return an import of the key's licensee. Raises `Http404` for any other."""
    imports = own_rows(CatalogImport.objects.select_related("licensee"), licensee_of(request))
    catalog_import = imports.filter(public_id=public_id).first()
    if catalog_import is None:
        raise Http404
    return catalog_import


def author_of(request: Request) -> int:
    """Return the person responsible for the request: the creator of the API key."""
    key: Any = request.auth
    return int(key.created_by_id)
