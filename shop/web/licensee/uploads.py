"""Uploads of the licensee: sent in one piece or many, looked at row by row, applied, taken back."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from catalog.ingest.errors import problem_of
from shop.core.errors import DomainError
from shop.database.clock import database_now
from shop.sourcing.exports import save_catalog, save_errors, save_template
from shop.sourcing.models import PlanRow, Upload
from shop.sourcing.progress import progress_of
from shop.sourcing.receiving import PIECE
from shop.sourcing.services import (
    begin_upload,
    cancel,
    queue_apply,
    queue_examination,
    queue_undo,
    receive,
    receive_pictures,
    submit_drafts,
)
from shop.sourcing.undoing import can_undo
from shop.tenancy import own_rows
from shop.web.licensee.access import PortalRequest
from shop.web.licensee.listing import PortalSearch, page_of
from shop.web.rights.forms import DeskForm

State = Upload.State
BUSY = (State.RECEIVED, State.CHECKED, State.APPLYING)
REFRESH_S = 3
BLOCK = 1 << 16
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SENTENCES = {
    "upload_state": "The upload is not where that begins: {state}. Look again.",
    "wrong_offset": "Another piece was expected: go on at byte {received}.",
    "upload_too_large": "The file is larger than {limit} bytes.",
    "storage_full": "There is no room for the file now. What was sent is kept: try again later.",
    "catalog_changed": "Since it was planned {skus} changed. It was planned anew: look again.",
    "another_upload": "Another upload of yours is being applied. Wait for its end.",
    "nothing_to_undo": "Only the last upload that wrote something can be taken back.",
}


class UploadForm(DeskForm):
    """A file from a person's disk."""

    file = forms.FileField(
        label="Table",
        help_text="XLSX (to 25 MB and 50,000 rows) or CSV UTF-8 (to 300 MB and 200,000 rows).",
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,text/csv"}),
    )


class RowSearch(PortalSearch):
    """Rows of a plan by article number and outcome."""

    q = forms.CharField(required=False, max_length=64, label="SKU")
    show = forms.ChoiceField(
        required=False,
        label="Show",
        choices=[
            ("problems", "Rows with problems"),
            *((value.lower(), label) for value, label in PlanRow.Outcome.choices),
            ("", "All rows"),
        ],
    )


def show_list(request: PortalRequest) -> HttpResponseBase:
    """List the uploads, the last one first."""
    page = page_of(request, _own(request).select_related("by"))
    return render(request, "licensee/uploads.html", {"page": page, "form": UploadForm()})


def send(request: PortalRequest) -> HttpResponseBase:
    """Take a whole file from a form; with a script it comes piece by piece instead."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            upload = _take(request, file)
        except DomainError as error:
            form.refuse(error, SENTENCES)
        else:
            return redirect("licensee:upload", public_id=upload.public_id)
    context = {"form": form, "piece": PIECE}
    return render(request, "licensee/upload_new.html", context, status=422 if form.errors else 200)


def begin(request: PortalRequest) -> HttpResponseBase:
    """Announce a file that comes in pieces; the answer says where they go."""
    size = request.POST.get("size", "")
    if not (size.isascii() and size.isdigit() and len(size) < 15):  # noqa: PLR2004  digits of a size
        return JsonResponse({"problem": "A size in bytes is needed."}, status=422)
    try:
        upload = begin_upload(
            licensee=request.licensee,
            by_id=request.person.pk,
            name=request.POST.get("name", ""),
            size=int(size),
        )
    except DomainError as error:
        return _refused(error)
    return JsonResponse({"id": str(upload.public_id), "received": 0, "piece": PIECE}, status=201)


def send_piece(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Take a piece at an offset; a wrong one is told where to go on."""
    upload = get_object_or_404(_own(request), public_id=public_id)
    offset, piece = request.POST.get("offset", ""), request.FILES.get("piece")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 15) or piece is None:  # noqa: PLR2004  as above
        return JsonResponse({"problem": "An offset and a piece are needed."}, status=422)
    try:
        upload = receive(upload=upload, offset=int(offset), content=piece.read())
    except DomainError as error:
        return _refused(error)
    if upload.state == State.RECEIVED:
        queue_examination(upload=upload)
    return JsonResponse({"received": upload.received, "state": upload.state})


def show(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Show how far an upload is, its problems and its plan; do what its buttons say."""
    upload = get_object_or_404(_own(request).select_related("licensee"), public_id=public_id)
    if request.method == "POST":
        _do(request, upload)
        return redirect("licensee:upload", public_id=public_id)
    # What needs a look comes first, until something else is asked for.
    first = {"show": "problems"} if upload.counts.get("refused") else {}
    form = RowSearch(request.GET if "show" in request.GET else {**first, **request.GET.dict()})
    busy = upload.state in BUSY
    context = {
        "upload": upload,
        "busy": busy,
        "refresh": REFRESH_S if busy else 0,
        "progress": progress_of(upload, database_now()),
        "problems": [problem_of(one) for one in upload.problems],
        "form": form,
        "page": page_of(request, _rows(upload, form)),
        "can_undo": can_undo(upload),
        "drafts": upload.state == State.APPLIED
        and upload.plan.filter(version_id__isnull=False).exists(),
        "counts": _counts(upload),
    }
    return render(request, "licensee/upload.html", context)


def download_errors(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Give the file back with a column that has every problem of each row."""
    upload = get_object_or_404(_own(request), public_id=public_id)
    if upload.state in {State.RECEIVING, State.FAILED}:
        raise Http404  # there are no rows to say anything about
    stem, suffix = Path(upload.name).stem, Path(upload.name).suffix.lower()
    suffix = suffix if suffix in {".csv", ".xlsx"} else ".csv"
    return _file(f"{stem}.errors{suffix}", lambda target: save_errors(upload, target))


def download_template(request: PortalRequest) -> HttpResponseBase:
    """Give the licensee's own template."""
    name = f"template-{request.licensee.code}.xlsx"
    return _file(name, lambda target: save_template(request.licensee, target))


def download_catalog(request: PortalRequest) -> HttpResponseBase:
    """Give what the licensee offers, to be changed and uploaded again."""
    suffix = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    name = f"catalog-{request.licensee.code}.{suffix}"
    return _file(name, lambda target: save_catalog(request.licensee, target))


def _own(request: PortalRequest) -> QuerySet[Upload]:
    return own_rows(Upload.objects.all(), request.licensee)


def _take(request: PortalRequest, file: "UploadedFile[bytes]") -> Upload:
    upload = begin_upload(
        licensee=request.licensee,
        by_id=request.person.pk,
        name=file.name or "",
        size=file.size or 0,
    )
    for piece in file.chunks(PIECE) if file.size else [b""]:
        upload = receive(upload=upload, offset=upload.received, content=piece)
    queue_examination(upload=upload)
    return upload


def _do(request: PortalRequest, upload: Upload) -> None:
    """Do what a button says, and say what became of it."""
    sent = request.FILES.get("pictures")
    steps: Mapping[str, tuple[Callable[[], Any], str]] = {
        "apply": (lambda: queue_apply(upload=upload), "It is being applied."),
        "pictures": (
            lambda: receive_pictures(upload=upload, file=cast("UploadedFile[Any]", sent)),
            "The pictures are here; they are put to the drafts when these are made.",
        ),
        "cancel": (lambda: cancel(upload=upload), "Cancelled."),
        "undo": (
            lambda: queue_undo(upload=upload, by_id=request.person.pk),
            "It is being taken back.",
        ),
        "submit": (
            lambda: submit_drafts(upload=upload, by_id=request.person.pk),
            "Sent for approval.",
        ),
    }
    chosen = steps.get(request.POST.get("do", ""))
    if chosen is None or (request.POST.get("do") == "pictures" and sent is None):
        messages.error(request, "Choose what to do, and a file where one is needed.")
        return
    step, said = chosen
    try:
        step()
    except DomainError as error:
        messages.error(request, sentence_of(error))
        if error.code == "catalog_changed":
            queue_examination(upload=upload)
    else:
        messages.success(request, said)


def sentence_of(error: DomainError) -> str:
    """Say why a step was refused."""
    data = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in error.data.items()
    }
    return SENTENCES.get(error.code, "Refused.").format(**data)


def _refused(error: DomainError) -> HttpResponse:
    body = {"problem": sentence_of(error), "code": error.code}
    if error.code == "wrong_offset":
        body["received"] = str(error.data["received"])
    return JsonResponse(body, status=409 if error.code == "wrong_offset" else 422)


def _rows(upload: Upload, form: RowSearch) -> QuerySet[PlanRow]:
    rows = upload.plan.order_by("number")
    asked = form.asked
    if text := asked.get("q"):
        rows = rows.filter(sku__istartswith=text)
    wanted = asked.get("show", "")
    if wanted == "problems":
        return rows.exclude(notes=[])
    return rows.filter(outcome=wanted.upper()) if wanted else rows


def _counts(upload: Upload) -> list[tuple[str, int]]:
    return [(name.replace("_", " "), count) for name, count in upload.counts.items() if count]


def _file(name: str, save: Callable[[Path], None]) -> StreamingHttpResponse:
    """Answer with a file that is written when it is sent, and gone afterwards.

    What it reads of the licensee's rows it reads in transactions of its own.
    """

    def pieces() -> Iterator[bytes]:
        with TemporaryDirectory() as folder:
            target = Path(folder) / f"file{Path(name).suffix}"
            save(target)
            with target.open("rb") as file:
                yield from iter(lambda: file.read(BLOCK), b"")

    kind = XLSX if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": header}
    return StreamingHttpResponse(pieces(), content_type=kind, headers=headers)
