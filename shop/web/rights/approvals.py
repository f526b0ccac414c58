"""The queue of versions that wait for a holder, and one version with all that is decided of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from catalog.approvals import (
    decide_stage,
    holders_of,
    stages_of,
    standing,
    waiting_for,
    withdraw_approval,
    withdraw_picture,
)
from catalog.media.services import first_pictures, pictures_of
from catalog.models import Approval, ProductVersion
from licensing.models import RightsHolder
from licensing.reach import Reach
from shop.accounts.roles import may_approve, may_stop_sales, reach_of
from shop.core.errors import DomainError
from shop.database.clock import clock_now, database_now
from shop.web.rights.access import person_of
from shop.web.rights.exports import as_csv

SHOWN = 200
COLUMNS = ("SKU", "Title", "Version", "Licensee", "Marks", "Submitted (UTC)")
REFUSALS = {
    "not_in_review": "This version is not waiting for approval any more.",
    "own_submission": "Who submitted a version cannot approve it.",
    "stages_missing": "Other stages must be approved first: {stages}.",
    "reason_missing": "A rejection says why.",
    "decided_already": "This stage is decided already.",
}


class StageForm(forms.Form):
    """A holder's decision about a stage of a version."""

    holder = forms.ModelChoiceField(RightsHolder.objects.none())
    stage = forms.ChoiceField(choices=Approval.Stage)
    verdict = forms.ChoiceField(choices=Approval.Verdict)
    conditions = forms.CharField(
        required=False,
        max_length=2000,
        label="Conditions, or why it is rejected",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, holders: list[RightsHolder]) -> None:
        super().__init__(data)
        rows = RightsHolder.objects.filter(pk__in=[holder.pk for holder in holders])
        self.fields["holder"].queryset = rows  # type: ignore[attr-defined]
        wanted = {stage for holder in holders for stage in stages_of(holder)}
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Approval.Stage.choices if value in wanted
        ]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "textarea" if name == "conditions" else "select"


def show_queue(request: HttpRequest) -> HttpResponseBase:
    """List what waits for the person's holders, the oldest first; as CSV with `format=csv`."""
    reach = reach_of(person_of(request))
    rows = (
        waiting_for(reach.holders())
        .select_related("product__licensee", "submitted_by")
        .prefetch_related("marks__property", "marks__agreement__licensor")
        .order_by("submitted_at", "pk")
    )
    if request.GET.get("format") == "csv":
        return as_csv("approvals", COLUMNS, (_cells(row) for row in rows))
    versions = list(rows[:SHOWN])
    pictures = first_pictures(versions)
    waiting = [(version, pictures.get(version.pk)) for version in versions]
    return render(request, "rights/approvals.html", {"waiting": waiting})


def _cells(version: ProductVersion) -> tuple[object, ...]:
    product = version.product
    marks = ", ".join(str(mark.property) for mark in version.marks.all())
    return (
        product.upc,
        product.title,
        version.number,
        product.licensee,
        marks,
        version.submitted_at,
    )


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version; a brand person decides a stage of it."""
    person = person_of(request)
    reach = reach_of(person)
    version = get_object_or_404(versions_in_reach(reach), pk=pk)
    own = set(reach.holders().values_list("pk", flat=True))
    deciding = [holder for holder in holders_of(version) if holder.pk in own]
    form = StageForm(request.POST if request.method == "POST" else None, deciding)
    if request.method == "POST":
        if not may_approve(person):
            raise PermissionDenied
        if form.is_valid() and _decided(form, version, person.pk):
            messages.success(request, "The decision is recorded.")
            return redirect("rights:approval", pk=pk)
    open_to_decide = version.status == ProductVersion.Status.SUBMITTED and may_approve(person)
    context = {
        "version": version,
        "images": pictures_of(version),
        "holders": [_of_holder(version, holder) for holder in holders_of(version)],
        "form": form if open_to_decide and deciding else None,
        "own": own,
        "may_withdraw": may_stop_sales(person),
    }
    return render(request, "rights/approval.html", context, status=422 if form.errors else 200)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an approval of an own holder, after a page that says what it does."""
    reach = reach_of(person_of(request))
    rows = Approval.objects.select_related("version__product", "holder")
    approval = get_object_or_404(rows.filter(holder__in=reach.holders()), pk=pk)
    if request.method == "POST":
        try:
            withdraw_approval(approval=approval, at=clock_now())
        except DomainError as error:
            messages.error(request, refusal(error))
        else:
            messages.success(request, "The approval is withdrawn: the product left the sale.")
        return redirect("rights:approval", pk=approval.version_id)
    return render(request, "rights/withdraw.html", {"approval": approval})


def hide_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take one picture of a product out of the shop, after a page that says so."""
    person = person_of(request)
    version = get_object_or_404(versions_in_reach(reach_of(person)), pk=pk)
    shown = {image.pk: image for image in pictures_of(version)}
    if number not in shown:
        raise Http404
    image = shown[number]
    if request.method == "POST":
        withdraw_picture(image=image, by_id=person.pk)
        messages.success(request, "The picture is shown nowhere any more.")
        return redirect("rights:approval", pk=pk)
    return render(request, "rights/picture.html", {"version": version, "image": image})


def versions_in_reach(reach: Reach) -> QuerySet[ProductVersion]:
    """Return versions that carry a mark of the person's holders, or are the licensee's own."""
    rows = ProductVersion.objects.select_related("product__licensee", "submitted_by")
    if reach.everything:
        return rows
    if reach.licensee_id is not None:
        return rows.filter(product__licensee=reach.licensee_id)
    return rows.filter(marks__agreement__licensor__in=reach.holders()).distinct()


def refusal(error: DomainError) -> str:
    """Say in a sentence why a step was refused."""
    stages = error.data.get("stages")
    listed = ", ".join(map(str, stages)) if isinstance(stages, list) else ""
    return REFUSALS.get(error.code, "This did not work.").format(stages=listed)


def _decided(form: StageForm, version: ProductVersion, by_id: int) -> bool:
    """Record the decision; a refusal is said beside its field and nothing is lost."""
    try:
        decide_stage(version=version, by_id=by_id, at=database_now(), **form.cleaned_data)
    except DomainError as error:
        field = error.data.get("field")
        form.add_error(str(field) if field else None, refusal(error))
        return False
    return True


def _of_holder(version: ProductVersion, holder: RightsHolder) -> dict[str, Any]:
    decided = standing(version, holder)
    labels = dict(Approval.Stage.choices)
    return {
        "holder": holder,
        "stages": [(labels[stage], decided.get(stage)) for stage in stages_of(holder)],
    }
