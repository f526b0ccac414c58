"""Pages of records in the dashboard: a form with its history, and the import of a CSV file."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.imports import ImportForm, import_records
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.records.saving import save_form
from shop.web.backoffice.shared.tables import Link

LAST_CHANGES = 30


def edit_record(
    request: HttpRequest,
    register: Register,
    record: Any,
    list_name: str,
    links: Sequence[Link] = (),
) -> HttpResponse:
    """Add a record (None), or change one and show its history; `links` lead to its other pages."""
    form = register.form(request.POST or None, instance=record)
    title = str(record) if record else f"Add a {register.singular}"
    back = reverse(f"dashboard:{list_name}")
    if form.is_valid() and save_form(register, form, int(request.user.pk or 0)):
        messages.success(request, f"{form.instance} saved.")
        return redirect(back)
    context = {
        "register": register,
        "title": title,
        "back": back,
        "form": form,
        "links": links,
        "changes": _changes_of(record) if record else [],
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/records/form.html", context, status=status)


def import_file(
    request: HttpRequest, register: Register, permission: str, list_name: str
) -> HttpResponse:
    """Import a file of records: all of its rows, or none with every problem named.

    An import adds and changes: `permission` is the one that the address does not ask for.
    """
    person: Any = request.user
    if not person.has_perm(permission):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    form.fields["file"].widget.attrs["class"] = "form-control-file"
    back = reverse(f"dashboard:{list_name}")
    problems: list[Any] = []
    if form.is_valid():
        outcome = import_records(register, form.cleaned_data["file"], person.pk)
        problems = outcome.problems
        if not problems:
            counts = f"{outcome.added} added, {outcome.changed} changed"
            messages.success(request, f"{outcome.rows} rows read: {counts}.")
            return redirect(back)
    context = {"register": register, "back": back, "form": form, "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "oscar/dashboard/records/import.html", context, status=status)


def log_change(record: Model, form: RecordForm, by_id: int | None, *, is_new: bool) -> None:
    """Record who added a record or changed which of its fields, if any."""
    if by_id is None or not (is_new or form.changed_data):
        return
    LogEntry.objects.log_actions(
        by_id,
        type(record)._default_manager.filter(pk=record.pk),  # noqa: SLF001  Django's documented name
        ADDITION if is_new else CHANGE,
        change_message="Added" if is_new else f"Changed: {', '.join(form.changed_data)}",
    )


def style_fields(form: RecordForm, *checkboxes: str) -> None:
    """Give the fields the look of the dashboard."""
    for name, field in form.fields.items():
        if name not in checkboxes:
            field.widget.attrs["class"] = "form-control"


def _changes_of(record: Model) -> list[LogEntry]:
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(record), object_id=str(record.pk)
    )
    return list(entries.select_related("user").order_by("-action_time")[:LAST_CHANGES])
