"""Imports of the licensee: reviewed row by row, applied, submitted for approval, undone."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from catalog.imports.errors import load_problem
from shop.commerce.markets.models import Market
from shop.identity.tenancy import own_rows
from shop.imports.apply.undo import can_undo
from shop.imports.check.problem_groups import group_problems, join_missing
from shop.imports.exports import (
    error_file_name,
    has_error_file,
    iter_file,
    save_catalog,
    save_errors,
    save_template,
)
from shop.imports.models import WRITING, CatalogImport, PlanRow
from shop.imports.services import (
    CANCELLABLE,
    cancel,
    drafts_of,
    queue_apply,
    queue_replan,
    queue_undo,
    receive_pictures,
    submit_drafts,
)
from shop.imports.steps import progress_of
from shop.platform.core.errors import DomainError
from shop.platform.core.money import ZERO_DECIMAL_CURRENCIES
from shop.platform.core.typed_text import plain_code
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.listing import PortalSearch
from shop.web.pagination import page_of

State = CatalogImport.State
BUSY = (State.RECEIVED, State.CHECKED, State.APPLYING)
REFRESH_S, PREPARING_S = 3, 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNTED = {
    "rows": "Rows",
    "created": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "withdrawn": "Withdrawn",
    "refused": "Refused",
    "warnings": "With warnings",
    "sold_since": "Sold since last count",
    "to_approval": "Need approval",
    "facts": "Data, live immediately",
    "prices": "Prices, live immediately",
    "stock": "Stock, live immediately",
    "offers": "Availability, live immediately",
    "applied": "Applied",
    "pictures": "Pictures",
    "pictures_refused": "Pictures refused",
    "sent": "Submitted for approval",
}
CHANGING = (PlanRow.Outcome.CREATED, PlanRow.Outcome.CHANGED, PlanRow.Outcome.WITHDRAWN)
UNDOING = "undoing"  # query parameter of the page that waits for an undo
TOLD = ("title_en", "colour", "size", "price_", "stock_", "image_1")  # of a new article
SENTENCES = {
    "upload_state": "Not available while the import is {state}. Reload the page.",
    "wrong_offset": "Send the part that starts at byte {received} next.",
    "not_arrived": "Only {received} bytes of the file arrived. Upload it again.",
    "upload_too_large": "The file is larger than {limit} bytes.",
    "storage_full": "There is no storage space for the file at the moment. The part already"
    " uploaded is kept. Try again later.",
    "catalog_changed": "{skus} changed since the preview. Check the new preview, then apply.",
    "old_stock_counts": (
        "Units were sold since the counts of {rows} rows. Select the box to confirm that the "
        "counts in the file are correct, or upload a file with new counts."
    ),
    "another_upload": "Another import is being applied. Wait until it is finished.",
    "pictures_refused": "{reason}",
    "pictures_awaited": "The pictures are still being added to the drafts. Wait until this "
    "is finished.",
    "nothing_to_undo": "Only the last applied import can be undone.",
}


class RowSearch(PortalSearch):
    """Rows of a plan by article number and outcome."""

    q = forms.CharField(required=False, max_length=64, label="SKU")
    show = forms.ChoiceField(
        required=False,
        label="Show",
        choices=[
            ("problems", "Rows with problems"),
            ("changes", "Rows that change"),
            *((value.lower(), label) for value, label in PlanRow.Outcome.choices),
            ("", "All rows"),
        ],
    )


def show_list(request: PortalRequest) -> HttpResponseBase:
    """List the imports, the newest first."""
    page = page_of(request, own_imports(request).select_related("by"))
    return render(request, "licensee/imports.html", {"page": page})


def show(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Show an import with its progress, problems and plan; run the chosen action."""
    catalog_import = get_object_or_404(
        own_imports(request).select_related("licensee"), public_id=public_id
    )
    if request.method == "POST":
        done = run_action(request, catalog_import, request.person.pk)
        page = redirect("licensee:import", public_id=public_id)
        if done == "undo":
            page["Location"] += f"?{UNDOING}=1"
        return page
    return render(request, "licensee/import.html", import_context(request, catalog_import))


def import_context(request: HttpRequest, catalog_import: CatalogImport) -> dict[str, Any]:
    """Return the context of an import's page: progress, problems and the requested rows."""
    # Rows that need attention come first, unless another filter is chosen.
    first = {"show": _first_rows(catalog_import)}
    form = RowSearch(request.GET if "show" in request.GET else {**first, **request.GET.dict()})
    busy, waiting = _is_busy(catalog_import), catalog_import.counts.get("pictures_waiting", 0)
    undoing = UNDOING in request.GET and catalog_import.state != State.UNDONE
    return {
        "catalog_import": catalog_import,
        "busy": busy,
        "undoing": undoing,
        "refresh": REFRESH_S if busy or undoing else PREPARING_S if waiting else 0,
        "problem_groups": [] if busy else group_problems(catalog_import),
        "pictures_waiting": waiting,
        "progress": progress_of(catalog_import, database_now()),
        "problems": [load_problem(problem) for problem in catalog_import.problems],
        "form": form,
        "page": _with_news(catalog_import, page_of(request, _rows(catalog_import, form))),
        "can_cancel": catalog_import.state in CANCELLABLE,
        "can_undo": can_undo(catalog_import),
        "drafts": drafts_of(catalog_import).count() if catalog_import.state == State.APPLIED else 0,
        "counts": _counts(catalog_import),
        "to_apply": catalog_import.rows_to_apply,
        "has_error_file": _has_error_file(catalog_import),
    }


def download_errors(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Return the file with a column that lists all problems of each row."""
    return error_file(get_object_or_404(own_imports(request), public_id=public_id))


def error_file(catalog_import: CatalogImport) -> StreamingHttpResponse:
    """Return the file of an import with its problems. Raises `Http404` if there is none."""
    if not has_error_file(catalog_import):
        raise Http404
    return _file(
        error_file_name(catalog_import), lambda target: save_errors(catalog_import, target)
    )


def download_template(request: PortalRequest) -> HttpResponseBase:
    """Return the licensee's own template."""
    name = f"template-{request.licensee.code}.xlsx"
    return _file(name, lambda target: save_template(request.licensee, target))


def download_catalog(request: PortalRequest) -> HttpResponseBase:
    """Return the licensee's catalog, to be changed and imported again."""
    suffix = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    name = f"catalog-{request.licensee.code}.{suffix}"
    return _file(name, lambda target: save_catalog(request.licensee, target))


def own_imports(request: PortalRequest) -> QuerySet[CatalogImport]:
    """Return the licensee's imports."""
    return own_rows(CatalogImport.objects.all(), request.licensee)


def run_action(request: HttpRequest, catalog_import: CatalogImport, by_id: int) -> str:
    """Run the action of the pressed button and show its result; return the name of the action.

    Empty if no action was run.
    """
    sent = request.FILES.get("pictures")
    steps: Mapping[str, tuple[Callable[[], Any], str]] = {
        "apply": (
            lambda: queue_apply(
                catalog_import=catalog_import, stock_confirmed="stock_confirmed" in request.POST
            ),
            "The import is being applied.",
        ),
        "pictures": (
            lambda: receive_pictures(
                catalog_import=catalog_import, file=cast("UploadedFile[Any]", sent)
            ),
            "The pictures were uploaded. They are added to the drafts of the rows.",
        ),
        "cancel": (lambda: cancel(catalog_import=catalog_import), "Cancelled."),
        "undo": (
            lambda: queue_undo(catalog_import=catalog_import, by_id=by_id),
            "The import is being undone.",
        ),
        "submit": (
            lambda: submit_drafts(catalog_import=catalog_import, by_id=by_id),
            "The drafts are being sent to the rights holders for approval.",
        ),
    }
    action = request.POST.get("do", "")
    chosen = steps.get(action)
    if chosen is None or (action == "pictures" and sent is None):
        messages.error(request, "Choose an action, and a file if it needs one.")
        return ""
    step, message = chosen
    try:
        done = step()
    except DomainError as error:
        messages.error(request, sentence_of(error))
        if error.code == "catalog_changed":
            queue_replan(catalog_import=catalog_import)
        return ""
    messages.success(request, "There are no drafts to send." if done == 0 else message)
    return action


def sentence_of(error: DomainError) -> str:
    """Return the message for a refused step."""
    data = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in error.data.items()
    }
    return SENTENCES.get(error.code, "Refused.").format(**data)


def _first_rows(catalog_import: CatalogImport) -> str:
    """Return the outcome whose rows are shown first: those with errors, else those that change."""
    counts = catalog_import.counts
    if counts.get("refused"):
        return "problems"
    return "changes" if any(counts.get(name) for name in WRITING) else ""


def _is_busy(catalog_import: CatalogImport) -> bool:
    """Return whether a worker is processing the import, so that the page refreshes."""
    return (
        catalog_import.state in BUSY
        or catalog_import.awaits_pictures
        or catalog_import.sending_since is not None
    )


def _rows(catalog_import: CatalogImport, form: RowSearch) -> QuerySet[PlanRow]:
    rows = catalog_import.plan.order_by("number")
    filters = form.filters
    if text := filters.get("q"):
        rows = rows.filter(sku__istartswith=plain_code(text) or text)
    shown = filters.get("show", "")
    if shown == "problems":
        return rows.exclude(notes=[])
    if shown == "changes":
        return rows.filter(outcome__in=CHANGING)
    return rows.filter(outcome=shown.upper()) if shown else rows


def _with_news(catalog_import: CatalogImport, page: Page) -> Page:
    """Add title, prices and stock to the new articles of a page."""
    whole = _columns_without_decimals()
    numbers = [row.number for row in page if row.outcome == PlanRow.Outcome.CREATED]
    cells = dict(catalog_import.rows.filter(number__in=numbers).values_list("number", "cells"))
    for row in page:
        row.problems = join_missing(row.notes)
        row.shown = [
            (name, _as_priced(name, before, whole), _as_priced(name, after, whole))
            for name, before, after in row.changes
        ]
        row_cells = cells.get(row.number, {})
        row.news = [
            (name, _as_priced(name, row_cells[name], whole))
            for part in TOLD
            for name in row_cells
            if name.startswith(part)
        ]
    return page


def _columns_without_decimals() -> frozenset[str]:
    """Return the columns of prices in currencies without decimals, such as the yen."""
    markets = Market.objects.filter(currency__in=ZERO_DECIMAL_CURRENCIES)
    return frozenset(f"price_{code}" for code in markets.values_list("code", flat=True))


def _as_priced(column: str, value: str | None, whole: frozenset[str]) -> str:
    """Return a value with the decimals that its currency has."""
    return (value or "").removesuffix(".00") if column in whole else value or ""


def _has_error_file(catalog_import: CatalogImport) -> bool:
    """Return whether there are problems of rows to report, and the file is still stored."""
    problem_count = catalog_import.counts.get("refused") or catalog_import.counts.get("warnings")
    return bool(problem_count) and catalog_import.chunks.exists()


def _counts(catalog_import: CatalogImport) -> list[tuple[str, int]]:
    """Return the counts of an import, in the order of the page."""
    counts = ((label, catalog_import.counts.get(name, 0)) for name, label in COUNTED.items())
    return [(label, count) for label, count in counts if count]


def _file(name: str, save: Callable[[Path], None]) -> StreamingHttpResponse:
    """Return a file that is written when it is sent, and deleted afterwards.

    The licensee's rows are read in transactions of its own.
    """
    kind = XLSX if name.endswith(".xlsx") else "text/csv; charset=utf-8"
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    pieces = iter_file(save, Path(name).suffix)
    return StreamingHttpResponse(pieces, content_type=kind, headers={"Content-Disposition": header})
