"""Returns of the dashboard: lists by work, and the page of a case with its photos."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from shop.orders.aftersales.location_scope import cases_at
from shop.orders.returns.models import ReturnCase, ReturnPhoto
from shop.orders.returns.outcomes import WITHOUT_GOODS
from shop.orders.returns.photos import open_photo
from shop.orders.returns.returnable import SOLD
from shop.orders.returns.staff_lists import WORK, count_work, figures_of, find_cases
from shop.oscar.order.models import Order, OrderState
from shop.web.backoffice.shared.location_pages import locations_of
from shop.web.pagination import page_of

State = ReturnCase.State


def show_list(request: HttpRequest) -> HttpResponse:
    """List cases by the work that they wait for, oldest first; at first where there are any."""
    text, work = request.GET.get("q", "")[:100], request.GET.get("work", "")
    within = locations_of(request)
    counts = count_work(cases_at(ReturnCase.objects.all(), within))
    if work not in WORK:
        waiting = next((code for code in WORK if counts.get(code)), "check")
        work = "" if text else waiting
    context = {
        "page": page_of(request, cases_at(find_cases(work=work, text=text), within)),
        "search": text,
        "work": work,
        "lists": [(code, title, counts.get(code)) for code, (title, _states) in WORK.items()],
        "title": WORK[work][0] if work else "Search results",
    }
    return render(request, "oscar/dashboard/returns/list.html", context)


def show(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Show a case with what can be done now, and the figures of its customer."""
    cases = ReturnCase.objects.select_related(
        "order__market", "order__user", "opened_by", "decided_by", "replacement"
    )
    case = get_object_or_404(cases, public_id=public_id)
    lines = case.lines.select_related("order_line", "refund", "exchange_for")
    context = {
        "case": case,
        "order": case.order,
        "lines": lines.prefetch_related("inspections__by").order_by("pk"),
        "photos": case.photos.order_by("pk"),
        "figures": figures_of(case.order),
        "actions": _actions(case),
        "difference": _difference(case.replacement),
    }
    return render(request, "oscar/dashboard/returns/case.html", context)


def show_photo(_request: HttpRequest, public_id: Any) -> HttpResponseBase:
    """Send a photo of a case, which is never cached by others."""
    photo = get_object_or_404(ReturnPhoto, public_id=public_id)
    answer = FileResponse(open_photo(photo), content_type=photo.content_type)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _difference(replacement: Order | None) -> str:
    """Return whether the price difference of an exchange is paid, in words."""
    if replacement is None:
        return ""
    if replacement.status == OrderState.PENDING:
        return "not paid yet"
    return "paid" if replacement.status in SOLD else "not paid: refund the return"


def _actions(case: ReturnCase) -> set[str]:
    """Return the actions that the state of a case allows."""
    actions: dict[str, set[str]] = {
        State.REQUESTED: {"approve", "reject", "cancel"},
        State.APPROVED: {"receive", "reject", "cancel"},
        State.IN_TRANSIT: {"receive", "reject"},
        State.RECEIVED: {"inspect"},
        State.INSPECTED: {"refund", "replace", "reject"},
    }
    allowed = set(actions.get(case.state, set()))
    if case.state == State.APPROVED and case.kind in WITHOUT_GOODS:
        allowed |= {"refund", "replace"}
    replacement = case.replacement
    if replacement is not None and replacement.charges_exchange and replacement.status not in SOLD:
        allowed -= {"replace"}
    if case.kind == ReturnCase.Kind.LOST:
        allowed -= {"receive"}
    if case.kind == ReturnCase.Kind.WITHDRAWAL:
        allowed -= {"replace", "cancel"}
    if case.state == State.APPROVED and not case.lines.filter(was_sent=True).exists():
        allowed = {"refund"}
    if case.ended_at is None and case.order.status not in SOLD and case.state != State.RECEIVED:
        return {"cancel"}  # the order was refunded in another way
    return allowed
