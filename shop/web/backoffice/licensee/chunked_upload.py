"""Tables and ZIPs of pictures on their way in: whole from a form, in pieces or past the shop with a
script.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.imports.models import Upload
from shop.imports.receive.presigned_upload import DirectPost
from shop.imports.receive.receiving import PIECE
from shop.imports.services import (
    begin_pictures,
    begin_upload,
    pictures_arrived,
    post_pictures,
    post_table,
    queue_examination,
    receive,
    receive_pictures_piece,
    table_arrived,
    take_files,
)
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.uploads import SENTENCES, own_uploads, sentence_of
from shop.web.backoffice.shared.forms import DeskForm

Told = Callable[[Upload], dict[str, Any]]
GOES_ON = ("wrong_offset", "not_arrived")
MOST_BYTES = 10**14  # that is asked for; what may come is the pipeline's to say


class UploadForm(DeskForm):
    """A file from a person's disk."""

    file = forms.FileField(
        label="Product file",
        help_text="XLSX (up to 25 MB and 50,000 rows) or CSV (up to 300 MB and 200,000 rows).",
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,text/csv"}),
    )
    pictures = forms.FileField(
        label="Pictures",
        help_text="A ZIP (up to 2 GB) of the files that image_1 to image_8 name. It can follow.",
        required=False,
        widget=forms.ClearableFileInput({"accept": ".zip,application/zip"}),
    )


def send(request: PortalRequest) -> HttpResponseBase:
    """Take a whole file from a form; with a script it comes piece by piece instead."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            upload = take_files(
                licensee=request.licensee,
                by_id=request.person.pk,
                file=said["file"],
                pictures=said["pictures"],
            )
        except DomainError as error:
            form.refuse(error, SENTENCES)
        else:
            return redirect("licensee:upload", public_id=upload.public_id)
    context = {"form": form, "piece": PIECE}
    return render(request, "licensee/upload_new.html", context, status=422 if form.errors else 200)


def begin(request: PortalRequest) -> HttpResponseBase:
    """Announce a file; the answer says where it goes, and from where on what is not here yet."""
    size = whole_number(request.POST.get("size"), MOST_BYTES)
    if size is None:
        return JsonResponse({"problem": "A size in bytes is needed."}, status=422)
    try:
        upload = begin_upload(
            licensee=request.licensee,
            by_id=request.person.pk,
            name=request.POST.get("name", ""),
            size=size,
            mark=request.POST.get("mark", ""),
        )
    except DomainError as error:
        return _refused(error)
    told = {"id": str(upload.public_id), "received": upload.received}
    return JsonResponse(told | _way(post_table(upload)), status=201)


def send_piece(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take a piece of the table at an offset; a wrong one is told where to go on."""
    return _take_piece(request, public_id, receive, _table_told)


def arrive(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take over a table that was sent straight to the bucket."""
    return _take_over(request, public_id, table_arrived, _table_told)


def begin_archive(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Announce a ZIP of pictures; the table may come before or after it."""
    upload = get_object_or_404(own_uploads(request), public_id=public_id)
    size = whole_number(request.POST.get("size"), MOST_BYTES)
    if size is None:
        return JsonResponse({"problem": "A size in bytes is needed."}, status=422)
    try:
        upload = begin_pictures(upload=upload, size=size, mark=request.POST.get("mark", ""))
    except DomainError as error:
        return _refused(error)
    told = {"received": upload.pictures_received}
    return JsonResponse(told | _way(post_pictures(upload)), status=201)


def send_archive_piece(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take a piece of the ZIP at an offset; a wrong one is told where to go on."""
    return _take_piece(request, public_id, receive_pictures_piece, _archive_told)


def arrive_archive(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take over a ZIP that was sent straight to the bucket."""
    return _take_over(request, public_id, pictures_arrived, _archive_told)


def _take_piece(
    request: PortalRequest, public_id: UUID, take: Callable[..., Upload], told: Told
) -> HttpResponseBase:
    upload = get_object_or_404(own_uploads(request), public_id=public_id)
    offset = whole_number(request.POST.get("offset"), MOST_BYTES)
    piece = request.FILES.get("piece")
    if offset is None or piece is None:
        return JsonResponse({"problem": "An offset and a piece are needed."}, status=422)
    content = piece.read()
    return _told(lambda: take(upload=upload, offset=offset, content=content), told)


def _take_over(
    request: PortalRequest, public_id: UUID, arrived: Callable[..., Upload], told: Told
) -> HttpResponseBase:
    upload = get_object_or_404(own_uploads(request), public_id=public_id)
    if request.method != "POST":
        return JsonResponse({"problem": "It is said by POST."}, status=422)
    return _told(lambda: arrived(upload=upload), told)


def _told(step: Callable[[], Upload], told: Told) -> HttpResponseBase:
    try:
        return JsonResponse(told(step()))
    except DomainError as error:
        return _refused(error)


def _table_told(upload: Upload) -> dict[str, Any]:
    if upload.state == Upload.State.RECEIVED:
        queue_examination(upload=upload)
    return {"received": upload.received, "state": upload.state}


def _archive_told(upload: Upload) -> dict[str, Any]:
    return {"received": upload.pictures_received}


def _way(direct: DirectPost | None) -> dict[str, Any]:
    """Return how the bytes come here: in pieces, or past the shop."""
    return {"piece": PIECE, "direct": asdict(direct) if direct else None}


def _refused(error: DomainError) -> HttpResponse:
    body = {"problem": sentence_of(error), "code": error.code}
    if error.code in GOES_ON:
        body["received"] = str(error.data["received"])
    return JsonResponse(body, status=409 if error.code in GOES_ON else 422)
