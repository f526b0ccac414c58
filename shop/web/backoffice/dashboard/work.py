"""Work lists with owners, and the requests of buyers."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shop.identity.accounts.models import User
from shop.orders.casework.attachments import open_attachment
from shop.orders.casework.errors import RequestClosed, WorkTaken
from shop.orders.casework.models import BuyerRequest, RequestFile
from shop.orders.casework.requests import close_request, earlier_requests, record_request
from shop.orders.casework.work_lists import (
    WORK_LISTS,
    WorkList,
    counts,
    release_work,
    take_work,
    work_items,
    work_lists_of,
)
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import clean_lines, normalize_code
from shop.web.pagination import page_of

LONGEST = 4000


class RequestForm(forms.Form):
    """A buyer's request, as staff record it."""

    reason = forms.ChoiceField(
        choices=BuyerRequest.Reason, widget=forms.Select({"class": "form-control"})
    )
    text = forms.CharField(
        max_length=LONGEST,
        label="What the buyer asks",
        widget=forms.Textarea({"rows": 5, "class": "form-control"}),
    )


EARLIER = 20  # requests of the same buyer on one page


class AnswerForm(forms.Form):
    """The answer to a request."""

    answer = forms.CharField(
        max_length=LONGEST,
        label="Your answer",
        widget=forms.Textarea({"rows": 5, "class": "form-control"}),
    )


def show_first(request: HttpRequest) -> HttpResponse:
    """Open the first list that has entries."""
    lists = counts(work_lists_of(_person(request)), _person(request))
    if not lists:
        raise PermissionDenied
    work = next((work for work, count in lists if count), lists[0][0])
    return redirect("dashboard:work-list", slug=work.code)


def show_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List the entries of a work list; POST takes an entry or makes it free."""
    person, work = _person(request), _work(request, slug)
    if request.method == "POST":
        _change_owner(request, work, person)
        return redirect("dashboard:work-list", slug=slug)
    owner = request.GET.get("owner", "")
    page = page_of(request, work_items(work, owner=owner, user=person))
    rows = [(item, reverse(f"dashboard:{item.page}", args=[item.argument])) for item in page]
    context = {
        "work": work,
        "lists": counts(work_lists_of(person), person),
        "page": page,
        "rows": rows,
        "owner": owner,
        "may_take": person.has_perm("casework.add_workowner"),
    }
    return render(request, "oscar/dashboard/work.html", context)


def record(request: HttpRequest, number: str) -> HttpResponse:
    """Record what a buyer asks about an order."""
    order = get_object_or_404(Order, number=normalize_code(number))
    form = RequestForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        text = clean_lines(data["text"]).strip()
        record_request(order=order, reason=data["reason"], text=text, by_id=_person(request).pk)
        messages.success(request, "Recorded. It waits under Work, To answer.")
        return redirect("dashboard:order-detail", number=order.number)
    return _form_page(request, form, order, "Record a request of the buyer", "Record request")


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request with the earlier ones of its buyer, and take the answer."""
    requests = BuyerRequest.objects.select_related("order", "by", "closed_by")
    asked = get_object_or_404(requests, pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        text = clean_lines(form.cleaned_data["answer"]).strip()
        try:
            close_request(request_id=pk, answer=text, by_id=_person(request).pk)
        except RequestClosed:
            form.add_error(None, "A colleague has already answered this request.")
        else:
            sent = f"The answer is sent to {asked.email}." if asked.email else "Request closed."
            messages.success(request, sent)
            return redirect("dashboard:work-list", slug="to-answer")
    context = {
        "form": form,
        "asked": asked,
        "files": asked.files.order_by("pk"),
        "earlier": earlier_requests(asked)[:EARLIER],
    }
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/request.html", context, status=status)


def show_file(_request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Send a file of a message as a download, which is never cached by others."""
    row = get_object_or_404(RequestFile, public_id=public_id)
    name = f"message-{row.request_id}-{row.pk}.{row.content_type.partition('/')[2]}"
    answer = FileResponse(
        open_attachment(row), as_attachment=True, filename=name, content_type=row.content_type
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _form_page(
    request: HttpRequest, form: forms.Form, order: Order, title: str, button: str, text: str = ""
) -> HttpResponse:
    context = {"form": form, "order": order, "title": title, "button": button, "text": text}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/orders/order_action.html", context, status=status)


def _change_owner(request: HttpRequest, work: WorkList, person: User) -> None:
    if not person.has_perm("casework.add_workowner"):
        raise PermissionDenied
    row_id = request.POST.get("row", "")[:255]
    if "release" in request.POST:
        release_work(work=work, row_id=row_id)
        return
    if row_id not in {item.row_id for item in work_items(work, user=person)}:
        messages.error(request, "This entry is no longer on the list.")
        return
    try:
        take_work(work=work, row_id=row_id, by=person)
    except WorkTaken as error:
        messages.error(request, f"{error.data['owner']} works on this already.")


def _work(request: HttpRequest, code: str) -> WorkList:
    work = next((work for work in WORK_LISTS if work.code == code), None)
    if work is None:
        raise Http404
    if work not in work_lists_of(_person(request)):
        raise PermissionDenied
    return work


def _person(request: HttpRequest) -> User:
    user: Any = request.user
    return user
