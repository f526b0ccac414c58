"""The licensee's versions with their review status and deadlines; a version with its threads."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from catalog.approvals.conditions import confirm_condition, find_conditions
from catalog.approvals.decisions import find_holders
from catalog.approvals.drafts import create_next_draft
from catalog.approvals.queue import filter_licensee_versions, find_licensee_versions
from catalog.approvals.stages import submit_version
from catalog.approvals.threads import add_comment
from catalog.models import ProductVersion, ReviewClock, ReviewComment
from shop.identity.accounts.roles import may_edit_catalog
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.listing import PortalSearch
from shop.web.backoffice.review.commenting import CommentForm, board, picture_of
from shop.web.backoffice.review.error_messages import refusal
from shop.web.backoffice.review.thumbnails import with_thumbnails
from shop.web.backoffice.review.version_page import holder_views, review_context, view_version
from shop.web.backoffice.shared.exports import as_csv
from shop.web.pagination import page_of

COLUMNS = ("SKU", "Title", "Version", "State", "Submitted (UTC)", "Waiting for", "Due (UTC)")
TURN = "turn"
Status = ProductVersion.Status


class ApprovalSearch(PortalSearch):
    """Versions by words and state."""

    state = forms.ChoiceField(
        required=False,
        choices=[("", "Any state"), (TURN, "Waiting for you"), *Status.choices],
    )


def show_list(request: PortalRequest) -> HttpResponseBase:
    """List the licensee's versions, newest first; as CSV with `format=csv`."""
    form = ApprovalSearch(request.GET)
    filters = form.filters
    rows = filter_licensee_versions(
        find_licensee_versions(request.licensee),
        filters.get("q", ""),
        filters.get("state", ""),
        turn=TURN,
    )
    if request.GET.get("format") == "csv":
        return as_csv("approvals", COLUMNS, [_cells(row) for row in rows])
    page = page_of(request, rows)
    context = {"form": form, "page": page, "rows": with_thumbnails(page), "now": database_now()}
    return render(request, "licensee/approvals.html", context)


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show a version beside the one on sale, with the comments and decisions of its holders."""
    version = get_object_or_404(_own(request), pk=pk)
    holders = find_holders(version)
    may_edit = may_edit_catalog(request.person)
    ended = version.status in {Status.REJECTED, Status.SUPERSEDED}
    form = CommentForm(
        None, holders=holders, side=ReviewComment.Side.LICENSEE, auto_id="comment_%s"
    )
    view = view_version(request, version, holders)
    context = review_context(view, database_now()) | {
        "holders": holder_views(version, holders),
        "comment_form": form,
        "may_comment": may_edit and bool(holders),
        "may_confirm": may_edit and version.status != Status.REJECTED,
        "may_edit": may_edit,
        "may_submit": may_edit and version.status == Status.DRAFT,
        "may_begin": may_edit and ended,
    }
    return render(request, "licensee/approval.html", context)


def comment(request: PortalRequest, pk: int) -> HttpResponse:
    """Reply to a holder; `picture=` pins the comment to a point of a picture."""
    version = get_object_or_404(_own(request), pk=pk)
    name = request.POST.get("picture", "") or request.GET.get("picture", "")
    image = picture_of(version, name)
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        holders=find_holders(version),
        side=ReviewComment.Side.LICENSEE,
        image=image,
        initial={"picture": name if image else ""},
    )
    if request.method == "POST" and form.is_valid() and _commented(form, version, request):
        messages.success(request, "Comment sent.")
        return redirect("licensee:approval", pk=pk)
    context = {"version": version, "form": form, **board(image)}
    return render(request, "licensee/comment.html", context, status=422 if form.errors else 200)


def confirm(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """Confirm a condition as met."""
    version = get_object_or_404(_own(request), pk=pk)
    condition = get_object_or_404(find_conditions(version), pk=number)
    if request.method == "POST":
        note = request.POST.get("note", "")[:1000]
        _take(
            request,
            "Confirmed.",
            confirm_condition,
            condition=condition,
            by_id=request.person.pk,
            at=database_now(),
            note=note,
        )
    return redirect("licensee:approval", pk=pk)


def submit(request: PortalRequest, pk: int) -> HttpResponse:
    """Submit a draft to its holders."""
    version = get_object_or_404(_own(request), pk=pk)
    if request.method == "POST":
        sent, at = "Submitted for approval.", database_now()
        _take(request, sent, submit_version, version=version, by_id=request.person.pk, at=at)
    return redirect("licensee:approval", pk=pk)


def begin_next(request: PortalRequest, pk: int) -> HttpResponse:
    """Create the successor of a version that was rejected or superseded."""
    version = get_object_or_404(_own(request), pk=pk)
    draft = None
    if request.method == "POST":
        message = "The new version starts as a copy of this one."
        draft = _take(request, message, create_next_draft, version=version, by_id=request.person.pk)
    return redirect("licensee:approval", pk=draft.pk if draft else pk)


def _own(request: PortalRequest) -> QuerySet[ProductVersion]:
    return find_licensee_versions(request.licensee)


def _take(request: PortalRequest, done: str, service: Any, **arguments: Any) -> Any:
    """Run a service and show a message about its success or refusal; return its result."""
    try:
        result = service(**arguments)
    except DomainError as error:
        messages.error(request, refusal(error))
        return None
    messages.success(request, done)
    return result


def _commented(form: CommentForm, version: ProductVersion, request: PortalRequest) -> bool:
    form_data = form.cleaned_data
    try:
        add_comment(
            version=version,
            holder=form_data["holder"],
            side=ReviewComment.Side.LICENSEE,
            text=form_data["text"],
            pin=form.pin(),
            by_id=request.person.pk,
            at=database_now(),
        )
    except DomainError as error:
        form.add_error(None, refusal(error))
        return False
    return True


def _cells(version: ProductVersion) -> tuple[object, ...]:
    clocks: list[ReviewClock] = version.own_clocks  # type: ignore[attr-defined]
    running = [clock for clock in clocks if clock.waits_for != ReviewClock.WaitsFor.NOBODY]
    return (
        version.product.upc,
        version.title,
        version.number,
        version.get_status_display(),
        version.submitted_at,
        ", ".join(str(clock.holder) if clock.due_at else "you" for clock in running),
        min((clock.due_at for clock in running if clock.due_at), default=""),
    )
