"""Available rights of a mark by category, channel and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from licensing.models import Licensee, ProductCategory, Property, Territory
from licensing.reading.visibility import Visibility
from licensing.rules.avails import Availability, Segment
from licensing.rules.channels import Channel
from licensing.services import find_free_rights
from shop.identity.accounts.roles import visibility_of
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import DaysMixin, DeskForm
from shop.web.backoffice.shared.tables import (
    Page,
    Row,
    Table,
    day,
    listed,
    show_page,
    territories_in_words,
)
from shop.web.backoffice.shared.texts import CHANNEL_CHOICES
from shop.web.typed_fields import DayField, NameChoiceField

COLUMNS = ("Territories", "Number", "From (UTC)", "Until (excluded)", "Free", "Why not")
WIDTH, HEIGHT = 1000, 18
NOT_HELD = "Nobody holds the mark there at that time."
MATCHES = {
    "": "All territories",
    "COVER": "Available for the whole period",
    "OVERLAP": "Available for part of the period",
}


class AvailsForm(DeskForm, DaysMixin):
    """The rights to be granted."""

    mark = NameChoiceField(Property.objects.none())
    category = forms.ModelChoiceField(ProductCategory.objects.order_by("number"))
    channel = forms.ChoiceField(choices=CHANNEL_CHOICES)
    last_day = DayField(widget=forms.DateInput({"type": "date"}))
    kind = forms.ChoiceField(
        choices=[("NON_EXCLUSIVE", "Non-exclusive"), ("EXCLUSIVE", "Exclusive")]
    )
    licensee = NameChoiceField(
        Licensee.objects.order_by("legal_name"), required=False, empty_label="A new licensee"
    )
    match = forms.ChoiceField(choices=list(MATCHES.items()), required=False, label="Show")
    field_order = ("mark", "category", "channel", "first_day", "last_day", "kind", "licensee")

    def __init__(self, data: Any, *, visibility: Visibility) -> None:
        super().__init__(data)
        self.fields["mark"].queryset = visibility.marks().order_by("name")  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment as a rectangle, with a title."""

    x: int
    width: int
    state: str
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The segments of some territories, with their names."""

    label: str
    pieces: tuple[Piece, ...]


def ask(request: HttpRequest) -> HttpResponseBase:
    """Show the form and, when it is complete, the available rights."""
    visibility = visibility_of(person_of(request))
    form = AvailsForm(request.GET if "mark" in request.GET else None, visibility=visibility)
    window = form.period("UTC") if form.is_valid() else None
    named_answers: list[tuple[str, Availability]] = []
    if window is not None:
        form_data = form.cleaned_data
        answers = find_free_rights(
            mark=form_data["mark"],
            categories=[form_data["category"]],
            channels=[Channel(form_data["channel"])],
            window=window,
            exclusive=form_data["kind"] == "EXCLUSIVE",
            licensee=form_data["licensee"],
            holders=None if visibility.everything else list(visibility.holders()),
        )
        named_answers = _named(
            [availability for availability in answers if _matches(availability, form_data["match"])]
        )
    rows = [
        _row(names, availability, segment)
        for names, availability in named_answers
        for segment in availability.segments
    ]
    tables = [Table("", COLUMNS, rows, "No results.")] if window else []
    strips = [Strip(names, _pieces(availability)) for names, availability in named_answers]
    page = Page(
        "Available rights",
        tables,
        "Check the territories and times for which a mark can still be granted. Grants in force "
        "and holds block a new grant. Drafts do not.",
        context={"form": form, "strips": strips, "width": WIDTH, "height": HEIGHT},
    )
    response = show_page(request, page, "rights/avails.html")
    if form.errors:
        response.status_code = 422
    return response


def _matches(availability: Availability, match: str) -> bool:
    return {"COVER": availability.covers, "OVERLAP": availability.overlaps}.get(match, True)


def _named(answers: Sequence[Availability]) -> list[tuple[str, Availability]]:
    codes = dict(Territory.objects.values_list("number", "code"))
    return [
        (territories_in_words(availability.territories, codes), availability)
        for availability in answers
    ]


def _row(names: str, availability: Availability, segment: Segment) -> Row:
    free = "Yes" if segment.free else "No"
    return Row(
        (
            names,
            len(availability.territories),
            day(segment.start),
            day(segment.end),
            free,
            _why(segment),
        )
    )


def _why(segment: Segment) -> str:
    return listed(segment.blockers, "") if segment.held else NOT_HELD


def _pieces(availability: Availability) -> tuple[Piece, ...]:
    first, last = availability.segments[0].start, availability.segments[-1].end
    length = (last - first).total_seconds()

    def place(moment: datetime) -> int:
        return round(WIDTH * (moment - first).total_seconds() / length)

    return tuple(
        Piece(
            place(segment.start),
            max(2, place(segment.end) - place(segment.start)),
            "free" if segment.free else "taken" if segment.held else "unheld",
            f"{day(segment.start)} – {day(segment.end)}: {_why(segment) or 'free'}",
        )
        for segment in availability.segments
    )
