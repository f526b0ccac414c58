"""Pages of records in the dashboard: a form with its history, and the import of a CSV file."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.imports import ImportForm, import_records
from shop.web.backoffice.records.registers import Register, cell_text
from shop.web.backoffice.records.saving import download, edit_state, save_form
from shop.web.backoffice.shared.page_access import may_open
from shop.web.backoffice.shared.tables import Link
from shop.web.pagination import page_of

LAST_CHANGES = 30


def list_records(  # noqa: PLR0913  one keyword for each of its pages
    request: HttpRequest,
    register: Register,
    *,
    new: str,
    edit: str,
    upload: str,
    records: QuerySet[Any] | None = None,
    links: Sequence[Link] = (),
) -> HttpResponseBase:
    """List records with links to the pages that a person may open; `format=csv` downloads them."""
    rows = register.rows() if records is None else records
    text = request.GET.get("q", "")[:100]
    if text and register.search:
        conditions = [Q(**{f"{field}__icontains": text}) for field in register.search]
        rows = rows.filter(reduce(or_, conditions))
    if request.GET.get("format") == "csv":
        return download(register, rows)
    may_change = bool(edit) and may_open(request.user, edit)
    page = page_of(request, rows)
    context = {
        "register": register,
        "page": page,
        "headings": [label for label, _ in register.columns],
        "rows": [
            (
                register.address(f"dashboard:{edit}", record) if may_change else "",
                [(label, cell_text(record, name)) for label, name in register.columns],
            )
            for record in page
        ],
        "search": text,
        "links": links,
        "add": _address(request, new),
        "upload": _address(request, upload),
    }
    return render(request, "oscar/dashboard/records/list.html", context)


def edit_record(  # noqa: PLR0913  the page's parts
    request: HttpRequest,
    register: Register,
    record: Any,
    list_name: str,
    *,
    links: Sequence[Link] = (),
    back: str = "",
    title: str = "",
    following: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Add a record (None, or one that is not stored), or change one and show its history.

    `links` lead to its other pages, `back` to the page before if it is not the list, `following`
    to the page of a saved record if that is another one. `title` replaces the usual heading.
    """
    stored = record if record is not None and record.pk else None
    state = request.POST.get("state", "") or edit_state(register, stored)
    title = title or (str(stored) if stored else f"Add a {register.singular}")
    form = register.form(request.POST or None, instance=record)
    back = back or reverse(f"dashboard:{list_name}")
    if form.is_valid() and save_form(register, form, int(request.user.pk or 0), state):
        messages.success(request, f"{register.singular.capitalize()} saved.")
        return redirect(following(form.instance) if following else back)
    context = {
        "register": register,
        "title": title,
        "back": back,
        "back_label": register.title if back == reverse(f"dashboard:{list_name}") else "Back",
        "form": form,
        "state": state,
        "links": links,
        "changes": changes_of(stored) if stored else [],
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


def save_checked(record: Any, form: RecordForm, by_id: int | None) -> Any:
    """Save a record that no service owns, and log the change. Raises `ValidationError`."""
    is_new = record.pk is None
    record.full_clean()
    record.save()
    log_change(record, form, by_id, is_new=is_new)
    return record


def style_fields(form: RecordForm, *checkboxes: str) -> None:
    """Give the fields the look of the dashboard."""
    for name, field in form.fields.items():
        if name not in checkboxes:
            field.widget.attrs["class"] = "form-control"


def record_change(record: Model, by_id: int, action: int, message: str) -> None:
    """Record an action of a person in the history of a record."""
    rows = type(record)._default_manager.filter(pk=record.pk)  # noqa: SLF001  Django's documented name
    LogEntry.objects.log_actions(by_id, rows, action, change_message=message)


def changes_of(record: Model) -> list[LogEntry]:
    """Return the last changes of a record, newest first."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(record), object_id=str(record.pk)
    )
    return list(entries.select_related("user").order_by("-action_time")[:LAST_CHANGES])


def _address(request: HttpRequest, name: str) -> str:
    return reverse(f"dashboard:{name}") if name and may_open(request.user, name) else ""
