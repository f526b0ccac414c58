"""The audit log: who changed what, as a list with filters and as CSV."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from licensing.reading.audit_events import (
    ACTIONS,
    AuditEvent,
    EventFilter,
    find_events,
    iterate_events,
    object_kinds,
)
from shop.identity.accounts.models import User
from shop.platform.core.typed_text import normalize_email
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.search_form import SearchForm
from shop.web.typed_fields import DayField

EVENTS_SHOWN, EVENTS_EXPORTED, BATCH = 50, 100_000, 500
DAYS_SHOWN = 31
COLUMNS = ("Time (UTC)", "By", "Action", "Object", "Number", "Name", "Changes", "Request")


class AuditForm(SearchForm):
    """Filters of the audit log; without dates the last 31 days are shown."""

    q = forms.CharField(
        required=False,
        max_length=254,
        label="By",
        help_text="Email address of a person, or the name of a command.",
    )
    kind = forms.ChoiceField(required=False, label="Object")
    key = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, label="Number of the object"
    )
    action = forms.ChoiceField(
        required=False, choices=[("", "Any action"), *ACTIONS.items()], label="Action"
    )
    first_day = DayField(
        required=False, widget=forms.DateInput({"type": "date"}), label="From (UTC)"
    )
    last_day = DayField(
        required=False, widget=forms.DateInput({"type": "date"}), label="Until (UTC)"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Any object"), *object_kinds()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "select" if is_select else "input"

    def event_filter(self, before: str) -> EventFilter:
        """Return the filter; `before` is the instant of the last event that was shown."""
        values = self.filters
        who, (first, last) = values.get("q", ""), (values.get("first_day"), values.get("last_day"))
        account = User.objects.filter(email=normalize_email(who)).first() if who else None
        until = _midnight(last + timedelta(days=1)) if last else None
        since = _midnight(first or (last or database_now().date()) - timedelta(days=DAYS_SHOWN))
        return EventFilter(
            since=since,
            until=_instant(before) or until,
            actor_id=account.pk if account else None,
            command="" if account else who,
            kind=values.get("kind", ""),
            key=values.get("key"),
            action=values.get("action", ""),
        )


def show(request: HttpRequest) -> HttpResponseBase:
    """List events, newest first; `format=csv` downloads all of the filter."""
    form = AuditForm(request.GET)
    wanted = form.event_filter(request.GET.get("before", ""))
    if request.GET.get("format") == "csv":
        events = islice(iterate_events(wanted, BATCH), EVENTS_EXPORTED)
        return as_csv("Audit log", COLUMNS, _lines(events))
    found = find_events(wanted, EVENTS_SHOWN)
    context = {
        "form": form,
        "rows": [
            (event, name, ACTIONS.get(event.action, "Changed")) for event, name in _named(found)
        ],
        "next": found[-1].at.isoformat() if len(found) >= EVENTS_SHOWN else "",
        "since": wanted.since,
    }
    return render(request, "rights/audit.html", context)


def _named(events: list[AuditEvent]) -> list[tuple[AuditEvent, str]]:
    """Return events with the name of who made each change."""
    ids = {event.actor_id for event in events if event.actor_id}
    people = dict(User.objects.filter(pk__in=ids).values_list("pk", "email"))
    return [
        (event, people.get(event.actor_id, "Former user") if event.actor_id else _system(event))
        for event in events
    ]


def _system(event: AuditEvent) -> str:
    return f"Command {event.command}" if event.command else "System"


def _lines(events: Iterable[AuditEvent]) -> Iterator[tuple[object, ...]]:
    events = iter(events)
    while batch := list(islice(events, BATCH)):
        for event, name in _named(batch):
            changes = "; ".join(f"{field}: {old} → {new}" for field, old, new in event.changes)
            yield (
                event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
                name,
                ACTIONS.get(event.action, event.action),
                event.kind_name,
                event.key,
                event.name,
                changes,
                event.request,
            )


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo else None
