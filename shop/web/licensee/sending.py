"""Tables and ZIPs of pictures on their way in: in one piece from a form, in many with a script."""

from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.core.errors import DomainError
from shop.core.numbers import whole_number
from shop.sourcing.models import Upload
from shop.sourcing.receiving import PIECE
from shop.sourcing.services import (
    begin_upload,
    queue_examination,
    receive,
    receive_pictures,
    take_files,
)
from shop.web.licensee.access import PortalRequest
from shop.web.licensee.uploads import SENTENCES, own_uploads, sentence_of
from shop.web.rights.forms import DeskForm

MOST_BYTES = 10**14  # that is asked for; what may come is the pipeline's to say


class UploadForm(DeskForm):
    """A file from a person's disk."""

    file = forms.FileField(
        label="Table",
        help_text="XLSX (to 25 MB and 50,000 rows) or CSV UTF-8 (to 300 MB and 200,000 rows).",
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,text/csv"}),
    )
    pictures = forms.FileField(
        label="Pictures",
        help_text="A ZIP (to 2 GB) of the files that image_1 to image_8 name. It can follow later.",
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
    """Announce a file that comes in pieces; the answer says where they go."""
    size = whole_number(request.POST.get("size"), MOST_BYTES)
    if size is None:
        return JsonResponse({"problem": "A size in bytes is needed."}, status=422)
    try:
        upload = begin_upload(
            licensee=request.licensee,
            by_id=request.person.pk,
            name=request.POST.get("name", ""),
            size=size,
        )
    except DomainError as error:
        return _refused(error)
    return JsonResponse({"id": str(upload.public_id), "received": 0, "piece": PIECE}, status=201)


def send_piece(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take a piece at an offset; a wrong one is told where to go on."""
    upload = get_object_or_404(own_uploads(request), public_id=public_id)
    offset = whole_number(request.POST.get("offset"), MOST_BYTES)
    piece = request.FILES.get("piece")
    if offset is None or piece is None:
        return JsonResponse({"problem": "An offset and a piece are needed."}, status=422)
    try:
        upload = receive(upload=upload, offset=offset, content=piece.read())
    except DomainError as error:
        return _refused(error)
    if upload.state == Upload.State.RECEIVED:
        queue_examination(upload=upload)
    return JsonResponse({"received": upload.received, "state": upload.state})


def send_pictures(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take the ZIP of pictures; the table may come before or after it."""
    upload = get_object_or_404(own_uploads(request), public_id=public_id)
    sent = request.FILES.get("pictures")
    if not isinstance(sent, UploadedFile):
        return JsonResponse({"problem": "A ZIP of pictures is needed."}, status=422)
    try:
        receive_pictures(upload=upload, file=sent)
    except DomainError as error:
        return _refused(error)
    return JsonResponse({"received": sent.size})


def _refused(error: DomainError) -> HttpResponse:
    body = {"problem": sentence_of(error), "code": error.code}
    if error.code == "wrong_offset":
        body["received"] = str(error.data["received"])
    return JsonResponse(body, status=409 if error.code == "wrong_offset" else 422)
