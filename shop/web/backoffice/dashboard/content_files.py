"""Content as a file: download of all items, and an import that saves them as drafts.

A JSON file is a list of objects with the fields of the content forms. A ZIP has this list as
`content.json` and the pictures that it names. An import changes nothing that visitors see: staff
look at the drafts and publish them.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from structlog import get_logger

from catalog.media.archive import Archive, ArchiveLimits
from catalog.media.problems import Problem as PictureProblem
from shop.commerce.content.models import ContentItem, ContentVersion
from shop.commerce.content.pictures import exported_name, find_stored, read_picture
from shop.commerce.content.services import content_state, find_draft, save_draft
from shop.oscar.offers import Range
from shop.platform.core.typed_text import clean_values
from shop.web.backoffice.dashboard.content_forms import (
    COMMON,
    FIELDS,
    ContentForm,
    initial_of,
)
from shop.web.backoffice.dashboard.record_pages import record_change
from shop.web.backoffice.dashboard.stock_forms import StyledForm

ADD_CONTENT = "content.add_contentitem"
MOST_BYTES, MOST_ITEMS, MOST_PICTURES = 1_000_000, 500, 40
LIST_NAME = "content.json"
ZIP_LIMITS = ArchiveLimits(packed=100_000_000, entries=1000, unpacked=200_000_000)
Place = ContentItem.Place
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """The items of a file, and the pictures of a ZIP: each its content, or why it is refused."""

    rows: list[dict[str, Any]]
    pictures: Mapping[str, bytes | PictureProblem] = field(default_factory=dict)


class FileForm(StyledForm):
    """The file of an import."""

    file = forms.FileField(
        help_text="JSON or ZIP, as downloaded here. Existing items have the same name."
    )

    def clean_file(self) -> ContentFile:
        """Return the items of the file, with the pictures of a ZIP."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.name or "").lower().endswith(".zip"):
            return _read_zip(file)
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 1 MB.")
        return ContentFile(_read_list(file.read()))


def _read_list(content: bytes) -> list[dict[str, Any]]:
    """Return the items of a JSON list. Raises `ValidationError`."""
    try:
        data = clean_values(json.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise forms.ValidationError("The file is not JSON in UTF-8.") from error
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise forms.ValidationError("The file must be a list of objects: [{…}, {…}].")
    if len(data) > MOST_ITEMS:
        raise forms.ValidationError(f"The file has more than {MOST_ITEMS} items.")
    return data


def _read_zip(file: UploadedFile) -> ContentFile:
    """Return the items of a ZIP and the pictures that they name. Raises `ValidationError`."""
    stream = cast("BinaryIO", file)
    with Archive(stream, limits=ZIP_LIMITS) as archive:
        if whole := [fault for fault in archive.problems if not fault.name]:
            raise forms.ValidationError(whole[0].message)
        content = archive.read(LIST_NAME) if LIST_NAME in archive else b""
        if not isinstance(content, bytes) or not content:
            raise forms.ValidationError(f"The ZIP has no readable file {LIST_NAME}.")
        if len(content) > MOST_BYTES:
            raise forms.ValidationError(f"{LIST_NAME} is larger than 1 MB.")
        rows = _read_list(content)
        names = {str(row["picture"]) for row in rows if row.get("picture")}
        if len(names) > MOST_PICTURES:
            raise forms.ValidationError(f"The file names more than {MOST_PICTURES} pictures.")
        return ContentFile(rows, {name: archive.read(name) for name in names})


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of an item of a file."""

    row: int
    column: str
    message: str


def download(request: HttpRequest) -> HttpResponse:
    """Send all items as a file, each with its draft or else its published version.

    `format=zip` sends a ZIP with the pictures.
    """
    items = ContentItem.objects.select_related("published__market").order_by("place", "name")
    versions = [(item, find_draft(item) or item.published) for item in items]
    kept = [(item, version) for item, version in versions if version is not None]
    rows = [_row_of(item, version) for item, version in kept]
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    if request.GET.get("format") == "zip":
        pictured = [version for _item, version in kept if version.picture_stem]
        return _file_answer(_zip(text, pictured), "application/zip", "content.zip")
    return _file_answer(text.encode(), "application/json", "content.json")


def _file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _zip(text: str, versions: Iterable[ContentVersion]) -> bytes:
    """Return a ZIP with the list and the pictures of versions; a lost picture is left out."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(LIST_NAME, text, zipfile.ZIP_DEFLATED)
        for name, version in {exported_name(version): version for version in versions}.items():
            try:
                archive.writestr(f"pictures/{name}", read_picture(version))
            except OSError:
                log.warning("content.picture_lost", version=version.pk)
    return packed.getvalue()


def upload(request: HttpRequest) -> HttpResponse:
    """Save the items of a file as drafts: all of them, or none with every problem named."""
    person: Any = request.user
    if not person.has_perm(ADD_CONTENT):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    form.fields["file"].widget.attrs["class"] = "form-control-file"
    problems: list[Problem] = []
    if form.is_valid():
        problems = _import(form.cleaned_data["file"], person.pk)
        if not problems:
            count = len(form.cleaned_data["file"].rows)
            messages.success(request, f"{count} draft{'' if count == 1 else 's'} saved.")
            return redirect("dashboard:content")
    context = {"form": form, "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "oscar/dashboard/content/import.html", context, status=status)


def _row_of(item: ContentItem, version: ContentVersion) -> dict[str, Any]:
    values = initial_of(item, version)
    if name := exported_name(version):
        values["picture"] = name
    if "source" in values and version.source == ContentVersion.Source.COLLECTION:
        slugs = Range.objects.filter(pk__in=version.codes).values_list("slug", flat=True)
        values["collection"] = next(iter(slugs), "")
    wanted = ("name", *FIELDS[Place(item.place)], *COMMON)
    return {"place": item.place} | {name: values[name] for name in wanted if name in values}


def _import(file: ContentFile, by_id: int) -> list[Problem]:
    """Save the drafts in one transaction and return the problems, of which one undoes all."""
    problems: list[Problem] = []
    with transaction.atomic():
        for number, row in enumerate(file.rows, start=1):
            problems += [Problem(number, *fault) for fault in _save(row, file.pictures, by_id)]
        if problems:
            transaction.set_rollback(True)
    return problems


def _save(
    row: Mapping[str, Any], pictures: Mapping[str, bytes | PictureProblem], by_id: int
) -> Iterator[tuple[str, str]]:
    """Save the draft of one item; yield the column and message of each problem."""
    place, name = row.get("place"), row.get("name")
    if place not in Place.values or not isinstance(name, str):
        yield "place", f"Enter a name, and a place of {', '.join(Place.values)}."
        return
    item = ContentItem.objects.filter(name=name).first() or ContentItem(place=place, name=name)
    if item.place != place:
        yield "place", f"Content with this name is in the place {item.place}."
        return
    wanted = ("name", *FIELDS[Place(place)], *COMMON)
    if unknown := [key for key in row if key not in {"place", *wanted}]:
        yield ", ".join(unknown), "This place has no such field."
    stored = (find_draft(item) or item.published) if item.pk else None
    initial = initial_of(item, stored)
    picture = _picture_of(row, pictures, stored)
    if picture.fault:
        yield "picture", f"{picture.name}: {picture.fault}"
        return
    initial["has_picture"] = bool(picture.kept) or initial.get("has_picture", False)
    form = ContentForm(place, initial | _typed(row), picture.files, initial=initial)
    values = form.version_values() if form.is_valid() else {}
    for column, errors in form.errors.items():
        for message in errors:
            named = f"{picture.name}: " if column == "picture" else ""
            yield column, f"{named}{message}"
    if form.errors or unknown:
        return
    values |= picture.kept
    is_new = item.pk is None
    save_draft(item=item, values=values, state=content_state(item), by_id=by_id)
    record_change(item, by_id, ADDITION if is_new else CHANGE, "Draft imported from a file")


class _Picture(NamedTuple):
    """The picture of an item: the fields of a stored one, or a new file, or its fault."""

    name: str = ""
    kept: Mapping[str, Any] = {}
    files: Mapping[str, Any] = {}
    fault: str = ""


def _picture_of(
    row: Mapping[str, Any],
    pictures: Mapping[str, bytes | PictureProblem],
    stored: ContentVersion | None,
) -> _Picture:
    """Return the picture that an item names; one that its version has already needs no file."""
    name = str(row.get("picture") or "")
    content = pictures.get(name)
    if not name or (stored is not None and exported_name(stored) == name):
        return _Picture()
    if content is None:
        return _Picture(name, fault="upload a ZIP that contains this picture.")
    if not isinstance(content, bytes):
        return _Picture(name, fault=content.message)
    if kept := find_stored(name, content):
        return _Picture(name, kept)
    return _Picture(name, files={"picture": SimpleUploadedFile(name, content)})


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an item as the fields of its form take them."""
    texts = {key: value for key, value in row.items() if key != "picture"}
    typed = {key: "" if value is None else str(value) for key, value in texts.items()}
    links = row.get("links")
    if isinstance(links, list):
        entries = [entry if isinstance(entry, dict) else {} for entry in links]
        lines = [f"{entry.get('label', '')} | {entry.get('link', '')}" for entry in entries]
        typed["links"] = "\n".join(" ".join(line.split()) for line in lines)
    if isinstance(row.get("codes"), list):
        typed["codes"] = " ".join(map(str, row["codes"]))
    if row.get("collection"):
        found = Range.objects.filter(slug=typed["collection"]).values_list("pk", flat=True)
        typed["collection"] = str(next(iter(found), typed["collection"]))
    return typed
