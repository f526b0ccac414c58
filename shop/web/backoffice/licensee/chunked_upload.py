"""Upload of product files and picture ZIPs: as a form, in chunks, or directly to the bucket."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.imports.models import CatalogImport
from shop.imports.receive.receiving import CHUNK_BYTES
from shop.imports.receive.storage import PresignedPost
from shop.imports.services import (
    begin_import,
    begin_pictures_upload,
    complete_pictures_upload,
    complete_table_upload,
    create_import,
    presign_pictures,
    presign_table,
    queue_check,
    receive_chunk,
    receive_pictures_chunk,
)
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.imports import SENTENCES, own_imports, sentence_of
from shop.web.backoffice.shared.forms import DeskForm

StatusReport = Callable[[CatalogImport], dict[str, Any]]
GOES_ON = ("wrong_offset", "not_arrived")
MOST_BYTES = 10**14  # upper bound of the request; the import has its own limit


class ImportForm(DeskForm):
    """An uploaded file and its pictures."""

    file = forms.FileField(
        label="Product file",
        help_text="XLSX (up to 25 MB and 50,000 rows) or CSV (up to 300 MB and 200,000 rows).",
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,text/csv"}),
    )
    pictures = forms.FileField(
        label="Pictures",
        help_text="A ZIP (up to 2 GB) with the files named in image_1 to image_8."
        " You can upload it later.",
        required=False,
        widget=forms.ClearableFileInput({"accept": ".zip,application/zip"}),
    )


def send(request: PortalRequest) -> HttpResponseBase:
    """Take a file from a form. With JavaScript the file is sent in chunks instead."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        form_data = form.cleaned_data
        try:
            catalog_import = create_import(
                licensee=request.licensee,
                by_id=request.person.pk,
                file=form_data["file"],
                pictures=form_data["pictures"],
            )
        except DomainError as error:
            form.refuse(error, SENTENCES)
        else:
            return redirect("licensee:import", public_id=catalog_import.public_id)
    context = {"form": form, "piece": CHUNK_BYTES}
    return render(request, "licensee/import_new.html", context, status=422 if form.errors else 200)


def begin(request: PortalRequest) -> HttpResponseBase:
    """Start or resume an upload; the response has the target and the next offset."""
    size = whole_number(request.POST.get("size"), MOST_BYTES)
    if size is None:
        return JsonResponse({"problem": "Send the file size in bytes."}, status=422)
    try:
        catalog_import = begin_import(
            licensee=request.licensee,
            by_id=request.person.pk,
            name=request.POST.get("name", ""),
            size=size,
            mark=request.POST.get("mark", ""),
        )
    except DomainError as error:
        return _refused(error)
    status = {"id": str(catalog_import.public_id), "received": catalog_import.received}
    return JsonResponse(status | _way(presign_table(catalog_import)), status=201)


def send_piece(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take a chunk of the file; a wrong offset is answered with the expected one."""
    return _take_piece(request, public_id, receive_chunk, _table_status)


def arrive(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Finish the upload of a file sent directly to the bucket."""
    return _take_over(request, public_id, complete_table_upload, _table_status)


def begin_archive(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Start or resume the upload of a ZIP of pictures."""
    catalog_import = get_object_or_404(own_imports(request), public_id=public_id)
    size = whole_number(request.POST.get("size"), MOST_BYTES)
    if size is None:
        return JsonResponse({"problem": "Send the file size in bytes."}, status=422)
    try:
        catalog_import = begin_pictures_upload(
            catalog_import=catalog_import, size=size, mark=request.POST.get("mark", "")
        )
    except DomainError as error:
        return _refused(error)
    status = {"received": catalog_import.pictures_received}
    return JsonResponse(status | _way(presign_pictures(catalog_import)), status=201)


def send_archive_piece(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take a chunk of the ZIP; a wrong offset is answered with the expected one."""
    return _take_piece(request, public_id, receive_pictures_chunk, _archive_status)


def arrive_archive(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Finish the upload of a ZIP sent directly to the bucket."""
    return _take_over(request, public_id, complete_pictures_upload, _archive_status)


def _take_piece(
    request: PortalRequest,
    public_id: UUID,
    take: Callable[..., CatalogImport],
    report: StatusReport,
) -> HttpResponseBase:
    catalog_import = get_object_or_404(own_imports(request), public_id=public_id)
    offset = whole_number(request.POST.get("offset"), MOST_BYTES)
    piece = request.FILES.get("piece")
    if offset is None or piece is None:
        return JsonResponse({"problem": "Send an offset and a chunk."}, status=422)
    content = piece.read()
    return _run_step(
        lambda: take(catalog_import=catalog_import, offset=offset, content=content), report
    )


def _take_over(
    request: PortalRequest,
    public_id: UUID,
    arrived: Callable[..., CatalogImport],
    report: StatusReport,
) -> HttpResponseBase:
    catalog_import = get_object_or_404(own_imports(request), public_id=public_id)
    if request.method != "POST":
        return JsonResponse({"problem": "Use POST."}, status=422)
    return _run_step(lambda: arrived(catalog_import=catalog_import), report)


def _run_step(step: Callable[[], CatalogImport], report: StatusReport) -> HttpResponseBase:
    try:
        return JsonResponse(report(step()))
    except DomainError as error:
        return _refused(error)


def _table_status(catalog_import: CatalogImport) -> dict[str, Any]:
    if catalog_import.state == CatalogImport.State.RECEIVED:
        queue_check(catalog_import=catalog_import)
    return {"received": catalog_import.received, "state": catalog_import.state}


def _archive_status(catalog_import: CatalogImport) -> dict[str, Any]:
    return {"received": catalog_import.pictures_received}


def _way(direct: PresignedPost | None) -> dict[str, Any]:
    """Return how to send the file: in chunks, or directly to the bucket."""
    return {"piece": CHUNK_BYTES, "direct": asdict(direct) if direct else None}


def _refused(error: DomainError) -> HttpResponse:
    body = {"problem": sentence_of(error), "code": error.code}
    if error.code in GOES_ON:
        body["received"] = str(error.data["received"])
    return JsonResponse(body, status=409 if error.code in GOES_ON else 422)
