"""Visible embargoes: list with the ended ones, place and end."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from catalog.article_numbers import find_article
from catalog.embargoes import end_embargo, midnight_in, place_embargo, visible_embargoes
from catalog.models import Embargo, Product
from licensing.models import Property
from licensing.reading.visibility import Visibility
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_stop_sales, visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.holds import carries_mark
from shop.web.backoffice.shared.forms import ENDINGS, DeskForm, FormPage, show_form
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, day, show_page
from shop.web.typed_fields import DayField, NameChoiceField, NumberField

LAST_ENDED = 100
COLUMNS = (
    "Product or mark",
    "Lifts (UTC)",
    "Time zone",
    "Announced",
    "Placed by",
    "Placed (UTC)",
)
INTRO = (
    "Customers do not see a product under an embargo. If the product may be announced, its page"
    " shows the day from which it is available."
)
REFUSALS = {"back_dated": "Enter a day in the future."}
ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


class EmbargoForm(DeskForm):
    """A product or a mark, and the first day on which it is shown."""

    sku = NumberField(required=False, max_length=64, label="Product (SKU)")
    mark = NameChoiceField(
        Property.objects.none(), required=False, help_text="All products with this mark."
    )
    first_day = DayField(
        label="First day of sale",
        widget=forms.DateInput({"type": "date"}),
        help_text="The embargo lifts at midnight before it.",
    )
    time_zone = forms.ChoiceField(choices=ZONES, label="Time zone")
    teaser_allowed = forms.BooleanField(required=False, label="The day may be announced")

    def __init__(self, *args: Any, visibility: Visibility, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visibility = visibility
        self.fields["mark"].queryset = visibility.marks().order_by("name")  # type: ignore[attr-defined]

    def clean_sku(self) -> Product | None:
        """Return the product; a variant's SKU means its parent."""
        sku = self.cleaned_data["sku"]
        article = find_article(sku, Product.objects.select_related("parent"))
        if sku and (article is None or not carries_mark(article.top, self.visibility)):
            raise forms.ValidationError(f"No product {sku} with one of your marks.")
        return article.top if article else None

    def clean(self) -> dict[str, Any]:
        """Require either a product or a mark."""
        form_data: dict[str, Any] = self.cleaned_data
        if not self.errors and bool(form_data["sku"]) == bool(form_data["mark"]):
            self.add_error("sku", "Enter either a product or a mark.")
        return form_data


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List embargoes in force and the last ended ones."""
    person, at = person_of(request), database_now()
    rows = visible_embargoes(visibility_of(person))
    in_force = [
        Row(
            _cells(embargo),
            [Link("Lift", reverse("rights:end_embargo", args=[embargo.pk]))]
            if may_end(person, embargo)
            else (),
        )
        for embargo in rows.filter(lifts_at__gt=at).order_by("lifts_at", "pk")
    ]
    ended = rows.filter(lifts_at__lte=at).order_by("-lifts_at", "-pk")[:LAST_ENDED]
    tables = [
        Table("In force", COLUMNS, in_force, "No embargo is in force."),
        Table("Ended", COLUMNS, [Row(_cells(embargo)) for embargo in ended]),
    ]
    place_link = Link("Place an embargo", reverse("rights:place_embargo"))
    actions = [place_link] if may_stop_sales(person) else []
    return show_page(request, Page("Embargoes", tables, INTRO, actions))


def place(request: HttpRequest) -> HttpResponse:
    """Place an embargo."""
    person = person_of(request)
    zone = person.holder.time_zone if person.holder else "UTC"
    form = EmbargoForm(
        request.POST or None, visibility=visibility_of(person), initial={"time_zone": zone}
    )
    if form.is_valid() and _placed(form, person):
        messages.success(request, "Embargo placed.")
        return redirect("rights:embargoes")
    back = reverse("rights:embargoes")
    return show_form(request, form, FormPage("Place an embargo", back, "Place", INTRO, stops=True))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift an embargo before its time."""
    person = person_of(request)
    embargo = get_object_or_404(visible_embargoes(visibility_of(person)), pk=pk)
    if not may_end(person, embargo):
        raise PermissionDenied
    form = DeskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_embargo(embargo=embargo, at=database_now())
        except DomainError as error:
            form.refuse(error, ENDINGS)
        else:
            messages.success(request, "Embargo lifted.")
            return redirect("rights:embargoes")
    subject = embargo.product or embargo.property
    effect = f"{subject} is shown and sold at once wherever its approvals and rights allow it."
    back = reverse("rights:embargoes")
    return show_form(request, form, FormPage(f"Lift: {embargo}", back, "Lift now", effect))


def may_end(person: User, embargo: Embargo) -> bool:
    """Return whether a person may lift an embargo: with full visibility any, else those that
    people of their own holder placed.
    """
    if not may_stop_sales(person):
        return False
    author = embargo.created_by
    own = author is not None and author.holder_id == person.holder_id
    return own or visibility_of(person).everything


def _placed(form: EmbargoForm, person: User) -> bool:
    form_data = form.cleaned_data
    zone = form_data["time_zone"]
    try:
        place_embargo(
            lifts_at=midnight_in(form_data["first_day"], zone),
            product=form_data["sku"],
            mark=form_data["mark"],
            time_zone=zone,
            teaser_allowed=form_data["teaser_allowed"],
            created_by_id=person.pk,
        )
    except DomainError as error:
        form.refuse(error, REFUSALS)
        return False
    return True


def _cells(embargo: Embargo) -> tuple[str, ...]:
    author = embargo.created_by
    return (
        str(embargo.product or embargo.property),
        day(embargo.lifts_at),
        embargo.time_zone or "–",
        "Yes" if embargo.teaser_allowed else "No",
        author.email if author else "System",
        day(embargo.created_at),
    )
