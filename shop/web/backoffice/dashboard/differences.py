"""Differences in the books: list by state and source, and the page on which staff explain one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from shop.identity.accounts.models import User
from shop.orders.casework.differences import explain_difference, listed_differences
from shop.orders.casework.models import BookDifference
from shop.web.backoffice.dashboard.record_pages import changes_of, record_change
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.seen_values import SeenValuesForm, one_editor_at_a_time
from shop.web.pagination import page_of

Source, State = BookDifference.Source, BookDifference.State
COLUMNS = ("Check", "What", "Detail", "State", "Owner", "First found (UTC)", "Last found (UTC)")


class DifferenceForm(SeenValuesForm, StyledForm):
    """State, note and owner of a difference."""

    state = forms.ChoiceField(choices=State.choices)
    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text="The cause, and what was done about it. Required unless the state is Open.",
    )
    owner = forms.EmailField(
        required=False, help_text="Email address of the colleague who works on it."
    )

    def clean_owner(self) -> User | None:
        """Return the colleague. They must be active shop staff."""
        email = self.cleaned_data["owner"]
        if not email:
            return None
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        if person is None or not person.is_shop_staff:
            raise forms.ValidationError("No colleague in the shop has this email address.")
        return person

    def clean(self) -> dict[str, Any]:
        """Require a note for an explanation."""
        data = super().clean() or {}
        if data.get("state") != State.OPEN and not data.get("note"):
            self.add_error("note", "Write down the cause.")
        return data


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the differences; resolved ones only if they are asked for."""
    state, source = request.GET.get("state", ""), request.GET.get("source", "")
    rows = listed_differences()
    rows = rows.filter(state=state) if state in State.values else rows.exclude(state=State.RESOLVED)
    if source in Source.values:
        rows = rows.filter(source=source)
    if request.GET.get("format") == "csv":
        return as_csv("Differences", COLUMNS, (_cells(row) for row in rows))
    context = {
        "page": page_of(request, rows),
        "states": State.choices,
        "sources": Source.choices,
        "state": state,
        "source": source,
    }
    return render(request, "oscar/dashboard/finance/differences.html", context)


@one_editor_at_a_time
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a difference with its history; explain it, resolve it or give it to a colleague."""
    row = get_object_or_404(BookDifference.objects.select_related("owner"), pk=pk)
    person: Any = request.user
    owner = row.owner.email if row.owner else person.email
    initial = {"state": row.state, "note": row.note, "owner": owner}
    form = DifferenceForm(request.POST or None, initial=initial)
    if form.is_valid():
        if explain_difference(difference=row, **form.cleaned_data):
            label = State(form.cleaned_data["state"]).label
            record_change(row, person.pk, CHANGE, f"{label}: {form.cleaned_data['note']}")
            messages.success(request, "Difference saved.")
            return redirect("dashboard:differences")
        form.add_error(None, "The difference was resolved while you were editing it.")
    context = {"row": row, "form": form, "changes": changes_of(row)}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/finance/difference.html", context, status=status)


def _cells(row: BookDifference) -> tuple[object, ...]:
    owner = row.owner.email if row.owner else ""
    state, source = row.get_state_display(), row.get_source_display()
    return (source, row.key, row.detail, state, owner, row.first_found_at, row.last_found_at)
