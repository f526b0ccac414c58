"""The queue of versions that wait for a holder: the first due first, filtered, as CSV."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from catalog.approvals.queue import QueueFilter, prefetch_details, search_queue
from catalog.models import Approval, ProductVersion
from licensing.models import Licensee, Property
from licensing.reading.visibility import Visibility
from shop.identity.accounts.roles import may_approve, visibility_of
from shop.platform.database.clock import database_now
from shop.web.backoffice.review.thumbnails import with_thumbnails
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.exports import as_csv
from shop.web.pagination import page_of
from shop.web.typed_fields import NameChoiceField

COLUMNS = (
    "SKU",
    "Title",
    "Version",
    "Licensee",
    "Marks",
    "Submitted (UTC)",
    "Stage",
    "Waiting for",
    "Due (UTC)",
)


class QueueForm(forms.Form):
    """Filters of the queue; an invalid value does not filter."""

    q = forms.CharField(required=False, max_length=100, label="SKU, title or licensee")
    stage = forms.ChoiceField(
        required=False, choices=[("", "Any stage"), *Approval.Stage.choices], label="Stage"
    )
    licensee = NameChoiceField(Licensee.objects.none(), required=False, empty_label="Any licensee")
    mark = NameChoiceField(Property.objects.none(), required=False, empty_label="Any mark")
    overdue = forms.BooleanField(required=False, label="Overdue only")

    def __init__(self, data: Any, visibility: Visibility) -> None:
        super().__init__(data)
        licensees, marks = visibility.licensees(), visibility.marks()
        self.fields["licensee"].queryset = licensees.order_by("legal_name")  # type: ignore[attr-defined]
        self.fields["mark"].queryset = marks.order_by("name")  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["class"] = "input"
        for name in ("stage", "licensee", "mark"):
            self.fields[name].widget.attrs["class"] = "select"

    def wanted(self) -> QueueFilter:
        """Return the requested filter."""
        self.is_valid()
        form_data = self.cleaned_data
        licensee, mark = form_data.get("licensee"), form_data.get("mark")
        return QueueFilter(
            text=form_data.get("q", ""),
            stage=form_data.get("stage", ""),
            licensee_id=licensee.pk if licensee else None,
            mark_id=mark.pk if mark else None,
            overdue=bool(form_data.get("overdue")),
        )


def show_queue(request: HttpRequest) -> HttpResponseBase:
    """List what waits for the person's holders, the first due first; as CSV with `format=csv`."""
    person, at = person_of(request), database_now()
    visibility = visibility_of(person)
    form, holders = QueueForm(request.GET, visibility), visibility.holders()
    rows = prefetch_details(search_queue(holders, form.wanted(), at), holders)
    if request.GET.get("format") == "csv":
        return as_csv("approvals", COLUMNS, (_cells(row) for row in rows))
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "rows": with_thumbnails(page),
        "now": at,
        "may_approve": may_approve(person),
    }
    return render(request, "rights/approvals.html", context)


def _cells(version: ProductVersion) -> tuple[object, ...]:
    product, clocks = version.product, version.own_clocks  # type: ignore[attr-defined]
    marks = ", ".join(str(mark.property) for mark in version.marks.all())
    return (
        product.upc,
        version.title,
        version.number,
        product.licensee,
        marks,
        version.submitted_at,
        ", ".join(clock.get_stage_display() for clock in clocks),
        ", ".join(clock.get_waits_for_display() for clock in clocks),
        version.due,  # type: ignore[attr-defined]
    )
