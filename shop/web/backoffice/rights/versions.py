"""A version compared with the one on sale: differences, comments and decisions."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from catalog.approvals.bulk import MAX_VERSIONS, find_color_variants
from catalog.approvals.decisions import current_decisions, find_holders, next_stage
from catalog.approvals.queue import QueueFilter, search_queue, waiting_versions
from catalog.approvals.stages import decide_stage, withdraw_approval, withdraw_picture
from catalog.approvals.threads import add_comment
from catalog.models import Approval, ProductImage, ProductVersion, ReviewComment
from licensing.models import RightsHolder
from licensing.reading.visibility import Visibility
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_approve, may_stop_sales, visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import clock_now, database_now
from shop.web.backoffice.review.commenting import CommentForm, board, picture_of
from shop.web.backoffice.review.error_messages import refusal
from shop.web.backoffice.review.original import show_original
from shop.web.backoffice.review.version_page import holder_views, review_context, view_version
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.approval_forms import StageForm


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version; a brand person decides a stage of it."""
    person = person_of(request)
    version = get_object_or_404(versions_in_reach(visibility_of(person)), pk=pk)
    deciding = own_holders(version, person)
    posted = request.POST if request.method == "POST" else None
    form = StageForm(posted, deciding, initial=_next_decision(version, deciding))
    if request.method == "POST":
        if not may_approve(person):
            raise PermissionDenied
        if form.is_valid() and _decided(form, version, person.pk):
            messages.success(request, "Decision recorded.")
            return redirect("rights:approval", pk=pk)
    context = _page(request, version, person) | {
        "form": form if _open_to_decide(version, person) and deciding else None,
    }
    return render(request, "rights/approval.html", context, status=422 if form.errors else 200)


def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a comment to the thread of an own holder; `picture=` pins it to a place on a picture."""
    person = person_of(request)
    version = get_object_or_404(versions_in_reach(visibility_of(person)), pk=pk)
    holders = own_holders(version, person)
    name = request.POST.get("picture", "") or request.GET.get("picture", "")
    image = picture_of(version, name)
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        holders=holders,
        side=ReviewComment.Side.HOLDER,
        image=image,
        initial={"picture": name if image else ""},
    )
    if request.method == "POST" and form.is_valid() and _commented(form, version, person):
        messages.success(request, "Comment sent.")
        return redirect("rights:approval", pk=pk)
    context = {"version": version, "form": form, **board(image)}
    return render(request, "rights/comment.html", context, status=422 if form.errors else 200)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an approval of an own holder after confirmation."""
    person = person_of(request)
    rows = Approval.objects.select_related("version__product__licensee", "holder")
    approval = get_object_or_404(rows.filter(holder__in=visibility_of(person).holders()), pk=pk)
    if request.method == "POST":
        try:
            withdraw_approval(approval=approval, at=clock_now(), by_id=person.pk)
        except DomainError as error:
            messages.error(request, refusal(error))
        else:
            messages.success(request, "Approval withdrawn. The product is no longer on sale.")
        return redirect("rights:approval", pk=approval.version_id)
    return render(request, "rights/withdraw.html", {"approval": approval})


def original(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a picture of a version, or of its product, as it was uploaded."""
    version = get_object_or_404(versions_in_reach(visibility_of(person_of(request))), pk=pk)
    rows = ProductImage.every.filter(
        Q(product=version.product_id) | Q(product__parent=version.product_id)
    )
    return show_original(get_object_or_404(rows, pk=number))


def hide_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Withdraw a picture of a product after confirmation."""
    person = person_of(request)
    version = get_object_or_404(versions_in_reach(visibility_of(person)), pk=pk)
    rows = ProductImage.every.filter(product=version.product_id)
    image = get_object_or_404(rows.filter(Q(version=version) | Q(published=True)), pk=number)
    if request.method == "POST":
        withdraw_picture(image=image, by_id=person.pk)
        messages.success(request, "Picture withdrawn. It is no longer shown anywhere.")
        return redirect("rights:approval", pk=pk)
    return render(request, "rights/picture.html", {"version": version, "image": image})


def versions_in_reach(visibility: Visibility) -> QuerySet[ProductVersion]:
    """Return versions with a mark of the person's holders, or of the licensee itself."""
    rows = ProductVersion.objects.select_related("product__licensee", "submitted_by")
    if visibility.everything:
        return rows
    if visibility.licensee_id is not None:
        return rows.filter(product__licensee=visibility.licensee_id)
    # By a list of ids, because distinct rows would be compared column by column.
    carried = rows.filter(marks__agreement__licensor__in=visibility.holders())
    return rows.filter(pk__in=carried.values("pk"))


def own_holders(version: ProductVersion, person: User) -> list[RightsHolder]:
    """Return the holders of a version for which the person works."""
    own = set(visibility_of(person).holders().values_list("pk", flat=True))
    return [holder for holder in find_holders(version) if holder.pk in own]


def _page(request: HttpRequest, version: ProductVersion, person: User) -> dict[str, Any]:
    visibility, holders = visibility_of(person), find_holders(version)
    own = own_holders(version, person)
    readers = holders if visibility.licensee_id is not None else own
    view, at = view_version(request, version, readers), database_now()
    waits = version.status == ProductVersion.Status.SUBMITTED
    rivals = waiting_versions(visibility.holders()).filter(
        product__licensee=version.product.licensee_id
    )
    rows = rivals.exclude(pk=version.pk).select_related("product").order_by("pk")[:MAX_VERSIONS]
    return review_context(view, at) | {
        "holders": holder_views(version, holders),
        "own": {holder.pk for holder in own},
        "following": _following(version, holders, person, at),
        "may_withdraw": may_stop_sales(person),
        "may_comment": may_approve(person) and bool(own),
        "live": {image.stem: image.pk for image in version.product.images.all()},
        "alike": find_color_variants(version, rows) if waits and may_approve(person) else [],
        "comment_form": CommentForm(
            None, holders=own, side=ReviewComment.Side.HOLDER, auto_id="comment_%s"
        ),
    }


def _following(
    version: ProductVersion, holders: list[RightsHolder], person: User, at: datetime
) -> ProductVersion | None:
    """Return the next version in the person's queue; None for people who cannot decide."""
    if not may_approve(person) or not holders:
        return None
    queue = search_queue(visibility_of(person).holders(), QueueFilter(), at)
    return queue.exclude(pk=version.pk).select_related("product").first()


def _next_decision(version: ProductVersion, holders: list[RightsHolder]) -> dict[str, Any]:
    """Return the most likely next decision: the first holder's next stage."""
    if not holders:
        return {}
    stage = next_stage(holders[0], current_decisions(version, holders[0]))
    return {"holder": holders[0].pk, "stage": stage}


def _open_to_decide(version: ProductVersion, person: User) -> bool:
    return version.status == ProductVersion.Status.SUBMITTED and may_approve(person)


def _decided(form: StageForm, version: ProductVersion, by_id: int) -> bool:
    """Record the decision; a refusal is shown at its field and the input is kept."""
    try:
        decide_stage(version=version, by_id=by_id, at=database_now(), **form.decision())
    except DomainError as error:
        field = error.data.get("field")
        form.add_error(str(field) if field else None, refusal(error))
        return False
    return True


def _commented(form: CommentForm, version: ProductVersion, person: User) -> bool:
    form_data = form.cleaned_data
    try:
        add_comment(
            version=version,
            holder=form_data["holder"],
            side=ReviewComment.Side.HOLDER,
            text=form_data["text"],
            asks=form_data["asks"],
            pin=form.pin(),
            by_id=person.pk,
            at=database_now(),
        )
    except DomainError as error:
        form.add_error(None, refusal(error))
        return False
    return True
