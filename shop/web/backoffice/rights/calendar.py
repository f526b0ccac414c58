"""Calendar of the coming year: starts, expiries, sell-offs, holds and embargoes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from catalog.embargoes import visible_embargoes
from licensing.models import Agreement
from licensing.reading.visibility import Visibility
from licensing.rules.agreement_states import sell_off_end
from shop.identity.accounts.roles import visibility_of
from shop.platform.database.clock import database_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.holds import visible_holds
from shop.web.backoffice.shared.exports import as_csv

AHEAD = timedelta(days=365)
IN_FORCE = (Agreement.Status.ACTIVE, Agreement.Status.SIGNED)
COLUMNS = ("When (UTC)", "What", "Of")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something that begins or ends."""

    at: datetime
    what: str
    of: str
    url: str = ""


def show(request: HttpRequest) -> HttpResponseBase:
    """Show the coming year by month; as CSV with `format=csv`."""
    now = database_now()
    coming = coming_changes(visibility_of(person_of(request)), now, now + AHEAD)
    if request.GET.get("format") == "csv":
        return as_csv(
            "calendar", COLUMNS, [(change.at, change.what, change.of) for change in coming]
        )
    months = [
        (month, list(rows))
        for month, rows in groupby(coming, key=lambda change: f"{change.at:%B %Y}")
    ]
    return render(request, "rights/calendar.html", {"months": months})


def coming_changes(visibility: Visibility, since: datetime, until: datetime) -> list[CalendarEntry]:
    """Return the rights that begin or end in a period, the next first."""
    changes = [
        *_agreements(visibility),
        *_grants(visibility),
        *_holds(visibility),
        *_embargoes(visibility),
    ]
    return sorted(
        (change for change in changes if since < change.at <= until),
        key=lambda change: (change.at, change.of),
    )


def _agreements(visibility: Visibility) -> Iterator[CalendarEntry]:
    for agreement in visibility.agreements().filter(status__in=IN_FORCE):
        url = reverse("rights:agreement", args=[agreement.pk])
        stops = (
            (agreement.term.lower, "Term begins"),
            (agreement.term.upper, "Term ends"),
            (sell_off_end(agreement), "Sell-off ends"),
            (agreement.suspended_from, "Suspension begins"),
            (agreement.revoked_from, "Revocation takes effect"),
        )
        for at, what in stops:
            if at is not None:
                yield CalendarEntry(at, what, str(agreement), url)


def _grants(visibility: Visibility) -> Iterator[CalendarEntry]:
    rows = visibility.grants().filter(agreement__status__in=IN_FORCE).select_related("agreement")
    for grant in rows:
        term = grant.agreement.term
        url = reverse("rights:agreement", args=[grant.agreement_id])
        if grant.window.lower is not None and grant.window.lower != term.lower:
            yield CalendarEntry(grant.window.lower, "Grant begins", str(grant), url)
        if grant.window.upper is not None and grant.window.upper != term.upper:
            yield CalendarEntry(grant.window.upper, "Grant ends", str(grant), url)


def _holds(visibility: Visibility) -> Iterator[CalendarEntry]:
    for hold in visible_holds(visibility):
        url = reverse("rights:holds")
        for at, what in ((hold.window.lower, "Hold begins"), (hold.window.upper, "Hold ends")):
            if at is not None:
                yield CalendarEntry(at, what, f"{hold.get_kind_display()} {hold.pk}", url)


def _embargoes(visibility: Visibility) -> Iterator[CalendarEntry]:
    for embargo in visible_embargoes(visibility):
        yield CalendarEntry(
            embargo.lifts_at, "Embargo lifts", str(embargo.product or embargo.property)
        )
