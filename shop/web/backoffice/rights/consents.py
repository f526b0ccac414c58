"""Consents of national committees to sales of other committees' marks in their territories."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from licensing.models import NOC, NOCConsent, Property
from licensing.services import end_consent, record_consent
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_consent, visibility_of
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import clock_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.forms import (
    ENDINGS,
    DaysMixin,
    DeskForm,
    EndForm,
    FormPage,
    show_form,
)
from shop.web.backoffice.shared.tables import Link, Page, Row, Table, listed, show_page, span
from shop.web.typed_fields import NameChoiceField, NameChoicesField

NATIONAL = (Property.Kind.NOC_EMBLEM, Property.Kind.TEAM_NAME)


class ConsentForm(DeskForm, DaysMixin):
    """The mark, the consenting committees and the period (days in UTC)."""

    mark = NameChoiceField(
        Property.objects.filter(kind__in=NATIONAL, noc__isnull=False).order_by("name")
    )
    committees = NameChoicesField(NOC.objects.none())
    reference = forms.CharField(
        max_length=150, help_text="Reference of the document that gives consent."
    )
    field_order = ("mark", "committees", "first_day", "last_day", "reference")

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data)
        self.fields["committees"].queryset = committees_of(person)  # type: ignore[attr-defined]


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List consents to visible marks, and those given by the person's own committee."""
    person = person_of(request)
    actions = []
    if may_consent(person):
        actions.append(Link("Record a consent", reverse("rights:record_consent")))
    table = consent_table(visible_consents(person), person, "")
    intro = (
        "Products with a national mark can be sold in the territory of another committee "
        "only with that committee's consent."
    )
    return show_page(request, Page("Consents", [table], intro, actions))


def record(request: HttpRequest) -> HttpResponse:
    """Record a consent."""
    person = person_of(request)
    form = ConsentForm(request.POST or None, person=person)
    window = form.period("UTC") if form.is_valid() else None
    if window is not None:
        form_data = form.cleaned_data
        record_consent(
            mark=form_data["mark"],
            nocs=form_data["committees"],
            window=window,
            reference=form_data["reference"],
            created_by_id=person.pk,
        )
        messages.success(request, "Consent recorded.")
        return redirect("rights:consents")
    return show_form(request, form, FormPage("Record a consent", reverse("rights:consents")))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a consent of the person's own committee, or any."""
    person = person_of(request)
    consent = get_object_or_404(_given_by(person), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_consent(
                consent=consent, at=clock_now(), effective_at=form.cleaned_data["effective_at"]
            )
        except DomainError as error:
            form.refuse(error, ENDINGS)
        else:
            messages.success(request, "Consent ended.")
            return redirect("rights:consents")
    effect = (
        f"From that time, products with {consent.property} cannot be sold in these territories."
    )
    form_page = FormPage("End a consent", reverse("rights:consents"), "End now", effect, stops=True)
    return show_form(request, form, form_page)


def consent_table(consents: QuerySet[NOCConsent], person: User, heading: str = "Consents") -> Table:
    """Return consents as a table; the person's own can be ended."""
    rows = list(consents.select_related("property").prefetch_related("nocs").order_by("-pk"))
    own = set(_given_by(person).values_list("pk", flat=True)) if may_consent(person) else set()
    columns = ("Mark", "Committees", "Period (UTC)", "Reference")
    return Table(
        heading,
        columns,
        [
            Row(
                (str(row.property), listed(row.nocs.all()), span(row.window), row.reference),
                [Link("End", reverse("rights:end_consent", args=[row.pk]))]
                if row.pk in own
                else (),
            )
            for row in rows
        ],
    )


def committees_of(person: User) -> QuerySet[NOC]:
    """Return the committees for which a person consents."""
    if visibility_of(person).everything:
        return NOC.objects.current()
    noc = person.holder.noc_id if person.holder is not None else None
    return NOC.objects.filter(pk=noc)


def visible_consents(person: User) -> QuerySet[NOCConsent]:
    """Return consents to visible marks, and those of the person's own committee."""
    visibility = visibility_of(person)
    if visibility.everything:
        return NOCConsent.objects.all()
    to_own_marks = Q(property__in=visibility.marks().values("pk"))
    given = Q(pk__in=_given_by(person).values("pk")) if may_consent(person) else Q(pk__in=[])
    return NOCConsent.objects.filter(to_own_marks | given)


def _given_by(person: User) -> QuerySet[NOCConsent]:
    """Return consents given by the person's committees alone; shared ones need full visibility to
    end.
    """
    if visibility_of(person).everything:
        return NOCConsent.objects.all()
    own = committees_of(person).values("pk")
    given = NOCConsent.objects.filter(nocs__in=own)
    shared = NOCConsent.nocs.through.objects.exclude(noc__in=own).values("nocconsent_id")
    return given.exclude(pk__in=shared).distinct()
