"""Visible marks and their holdings: record, end and transfer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from licensing.models import (
    Grant,
    Property,
    PropertyHolding,
    RightsHolder,
    TerritorySetVersion,
)
from licensing.services import end_holding, record_holding, record_succession
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    may_consent,
    may_decide_for_all_holders,
    sees_other_grants,
    visibility_of,
)
from shop.platform.core.errors import DomainError
from shop.platform.core.typed_text import plain_code
from shop.platform.database.clock import clock_now, database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.consents import consent_table
from shop.web.backoffice.shared.forms import (
    ENDINGS,
    DaysMixin,
    DeskForm,
    EndForm,
    FormPage,
    show_form,
)
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, listed, show_page, span
from shop.web.typed_fields import NameChoiceField

HELD_BY_ANOTHER = "Another party holds the mark there at that time. End that holding first."
CIRCLE = "This would make the holder its own successor."


class HoldingForm(DeskForm, DaysMixin):
    """The holder of the mark, its territories and its period."""

    holder = NameChoiceField(RightsHolder.objects.filter(active=True).order_by("name"))
    territories = forms.ModelChoiceField(
        TerritorySetVersion.objects.select_related("territory_set").order_by("-pk")
    )
    field_order = ("holder", "territories", "first_day", "last_day")


class SuccessionForm(DeskForm):
    """The successor of a holder."""

    holder = NameChoiceField(RightsHolder.objects.order_by("name"))
    successor = NameChoiceField(RightsHolder.objects.filter(active=True).order_by("name"))


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List marks by name with their current holders."""
    person, at = person_of(request), database_now()
    marks = visibility_of(person).marks()
    text = request.GET.get("q", "")[:100]
    if text:
        marks = marks.filter(Q(name__icontains=text) | Q(code__icontains=plain_code(text) or text))
    holding = PropertyHolding.objects.filter(valid__contains=at).select_related("holder")
    listed_marks = marks.order_by("name").prefetch_related(Prefetch("holdings", holding))
    granted = dict(
        Grant.granted_properties.through.objects.filter(grant__live=True)
        .values_list("property_id")
        .annotate(Count("grant"))
    )
    rows = [
        Row(
            (
                Link(mark.name, reverse("rights:mark", args=[mark.code])),
                mark.code,
                mark.get_kind_display(),
                listed(
                    sorted({mark_holding.holder.name for mark_holding in mark.holdings.all()}),
                    "nobody",
                ),
                granted.get(mark.pk, 0),
            )
        )
        for mark in listed_marks
    ]
    columns = ("Mark", "Code", "Kind", "Held now by", "Grants in force")
    actions = []
    if may_decide_for_all_holders(person):
        actions.append(Link("Add mark", reverse("rights:add_record", args=["marks"])))
        actions.append(Link("Record a succession", reverse("rights:succession")))
    page = Page(
        "Marks", [Table("", columns, rows)], actions=actions, context={"search": text, "find": True}
    )
    return show_page(request, page)


def show(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show a mark: its holders, consents and grants."""
    person, mark = person_of(request), _mark(request, code)
    where = f"{reverse('rights:where')}?kind=mark&code={mark.code}"
    facts: list[tuple[str, Any]] = [
        ("Code", mark.code),
        ("Kind", mark.get_kind_display()),
        ("Games", str(mark.games or "None")),
        ("National committee", str(mark.noc or "None")),
        ("Territory map", Link("Map", where)),
    ]
    if sees_other_grants(person):
        facts.append(
            ("Available rights", Link("Ask", f"{reverse('rights:avails')}?mark={mark.pk}"))
        )
    tables = [_holdings(mark, person), consent_table(mark.consents.all(), person)]
    grants = visibility_of(person).grants().filter(granted_properties=mark, live=True)
    tables.append(_grants(grants.select_related("agreement__licensee", "territory_set_version")))
    actions = []
    if may_decide_for_all_holders(person):
        actions.append(Link("Record a holding", reverse("rights:record_holding", args=[code])))
        actions.append(Link("Edit", reverse("rights:record", args=["marks", code])))
    if may_consent(person) and mark.is_national:
        actions.append(Link("Record a consent", reverse("rights:record_consent")))
    back = Link("All marks", reverse("rights:marks"))
    return show_page(request, Page(mark.name, tables, "", actions, facts, back))


def record(request: HttpRequest, code: str) -> HttpResponse:
    """Record a holder of a mark."""
    mark = _mark(request, code)
    form = HoldingForm(request.POST or None)
    if form.is_valid():
        form_data = form.cleaned_data
        valid = form.period(form_data["holder"].time_zone)
        if valid is not None:
            try:
                record_holding(
                    mark=mark,
                    holder=form_data["holder"],
                    territories=form_data["territories"],
                    valid=valid,
                    created_by_id=person_of(request).pk,
                )
            except DomainError as error:
                form.refuse(error, {"holding_clash": HELD_BY_ANOTHER})
            else:
                messages.success(request, "Holding recorded.")
                return redirect("rights:mark", code=code)
    back = reverse("rights:mark", args=[code])
    return show_form(request, form, FormPage(f"Record a holding of {mark}", back))


def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """End a holding."""
    mark = _mark(request, code)
    holding = get_object_or_404(mark.holdings.select_related("holder"), pk=number)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_holding(
                holding=holding, at=clock_now(), effective_at=form.cleaned_data["effective_at"]
            )
        except DomainError as error:
            form.refuse(error, ENDINGS)
        else:
            messages.success(request, "Holding ended.")
            return redirect("rights:mark", code=code)
    effect = (
        f"From that time, {holding.holder} no longer holds {mark}. Products that it has licensed "
        "cannot be sold, unless the next holder is its successor."
    )
    back = reverse("rights:mark", args=[code])
    return show_form(request, form, FormPage("End a holding", back, "End now", effect, stops=True))


def succeed(request: HttpRequest) -> HttpResponse:
    """Record the successor of a holder."""
    form = SuccessionForm(request.POST or None)
    if form.is_valid():
        try:
            record_succession(**form.cleaned_data)
        except DomainError as error:
            form.refuse(error, {"succession_circle": CIRCLE})
        else:
            messages.success(request, "Succession recorded.")
            return redirect("rights:marks")
    effect = "The holder's agreements stay valid wherever the successor holds the marks."
    return show_form(
        request, form, FormPage("Succession", reverse("rights:marks"), "Record", effect)
    )


def _mark(request: HttpRequest, code: str) -> Property:
    return get_object_or_404(visibility_of(person_of(request)).marks(), code=code)


def _holdings(mark: Property, person: User) -> Table:
    rows = [
        Row(
            (str(holding.holder), str(holding.territory_set_version), span(holding.valid)),
            [Link("End", reverse("rights:end_holding", args=[mark.code, holding.pk]))]
            if may_decide_for_all_holders(person)
            else (),
        )
        for holding in mark.holdings.select_related(
            "holder", "territory_set_version__territory_set"
        ).order_by("valid", "pk")
    ]
    return Table("Holdings", ("Holder", "Territories", "When (UTC)"), rows)


def _grants(grants: Any) -> Table:
    rows = [
        Row(
            (
                Link(
                    f"{grant.agreement}, grant {grant.pk}",
                    reverse("rights:agreement", args=[grant.agreement_id]),
                ),
                str(grant.agreement.licensee),
                grant.get_exclusivity_display(),
                span(grant.window),
            )
        )
        for grant in grants.order_by("pk")
    ]
    return Table("Grants in force", ("Grant", "Licensee", "Kind", "Period (UTC)"), rows)
