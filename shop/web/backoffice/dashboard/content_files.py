"""Content as a JSON file: download of all items, and an import that saves them as drafts.

A file is a list of objects with the fields of the content forms. Pictures are not part of it. An
import changes nothing that visitors see: staff look at the drafts and publish them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from shop.commerce.content.models import ContentItem, ContentVersion
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
MOST_BYTES, MOST_ITEMS = 1_000_000, 500
Place = ContentItem.Place


class FileForm(StyledForm):
    """The file of an import."""

    file = forms.FileField(help_text="JSON, as downloaded here. Existing items have the same name.")

    def clean_file(self) -> list[Any]:
        """Return the items of the file."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 1 MB.")
        try:
            data = clean_values(json.loads(file.read().decode("utf-8-sig")))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError("The file is not JSON in UTF-8.") from error
        if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
            raise forms.ValidationError("The file must be a list of objects: [{…}, {…}].")
        if len(data) > MOST_ITEMS:
            raise forms.ValidationError(f"The file has more than {MOST_ITEMS} items.")
        return data


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of an item of a file."""

    row: int
    column: str
    message: str


def download(_request: HttpRequest) -> HttpResponse:
    """Send all items as a file, each with its draft or else its published version."""
    items = ContentItem.objects.select_related("published__market").order_by("place", "name")
    rows = [row for item in items if (row := _row_of(item))]
    answer = JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="content.json"'
    return answer


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
            count = len(form.cleaned_data["file"])
            messages.success(request, f"{count} draft{'' if count == 1 else 's'} saved.")
            return redirect("dashboard:content")
    context = {"form": form, "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "oscar/dashboard/content/import.html", context, status=status)


def _row_of(item: ContentItem) -> dict[str, Any]:
    version = find_draft(item) or item.published
    if version is None:
        return {}
    values = initial_of(item, version)
    if "source" in values and version.source == ContentVersion.Source.COLLECTION:
        slugs = Range.objects.filter(pk__in=version.codes).values_list("slug", flat=True)
        values["collection"] = next(iter(slugs), "")
    wanted = ("name", *FIELDS[Place(item.place)], *COMMON)
    return {"place": item.place} | {name: values[name] for name in wanted if name in values}


def _import(rows: list[dict[str, Any]], by_id: int) -> list[Problem]:
    """Save the drafts in one transaction and return the problems, of which one undoes all."""
    problems: list[Problem] = []
    with transaction.atomic():
        for number, row in enumerate(rows, start=1):
            problems += [Problem(number, *fault) for fault in _save(row, by_id)]
        if problems:
            transaction.set_rollback(True)
    return problems


def _save(row: Mapping[str, Any], by_id: int) -> Iterator[tuple[str, str]]:
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
    form = ContentForm(place, initial | _typed(row), initial=initial)
    values = form.version_values() if form.is_valid() else {}
    for field, errors in form.errors.items():
        for message in errors:
            yield field, str(message)
    if form.errors or unknown:
        return
    is_new = item.pk is None
    save_draft(item=item, values=values, state=content_state(item), by_id=by_id)
    record_change(item, by_id, ADDITION if is_new else CHANGE, "Draft imported from a file")


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an item as the fields of its form take them."""
    typed = {key: "" if value is None else str(value) for key, value in row.items()}
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
