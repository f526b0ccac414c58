"""The history of a record, from the events of the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from licensing.audit.log import BASELINE, DELETED, recorded_columns
from shop.identity.accounts.models import User
from shop.web.backoffice.records.registers import Register

MOST_CHANGES = 50
LABELS = {"insert": "Added", BASELINE: "Recorded before the log began", DELETED: "Deleted"}
HIDDEN = ("id", "created_at", "created_by_id")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a record: when, by whom, and the fields with their former and new values."""

    at: datetime
    by: str
    label: str
    fields: tuple[tuple[str, str, str], ...]


def changes_of(register: Register, record: Model) -> list[Change]:
    """Return the last changes of a record, newest first; none if its model is not tracked."""
    if register.events is None:
        return []
    columns = [name for name in recorded_columns(register.events) if name not in HIDDEN]
    manager = register.events._default_manager  # noqa: SLF001  Django's documented name
    events = list(
        manager.filter(pgh_obj_id=record.pk)
        .order_by("-pgh_id")
        .values("pgh_created_at", "pgh_label", "pgh_context", *columns)[: MOST_CHANGES + 1]
    )
    people = _people(events)
    changes = []
    for event, before in zip(events, [*events[1:], None], strict=True):
        fields = _differences(columns, before, event) if before else ()
        label = LABELS.get(event["pgh_label"], "Changed")
        changes.append(Change(event["pgh_created_at"], people[_user(event)], label, fields))
    return changes[:MOST_CHANGES]


def _differences(
    columns: list[str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (_name(column), _text(before[column]), _text(after[column]))
        for column in columns
        if before[column] != after[column]
    )


def _people(events: list[dict[str, Any]]) -> dict[int | None, str]:
    ids = {user for event in events if (user := _user(event)) is not None}
    people = dict(User.objects.filter(pk__in=ids).values_list("pk", "email"))
    return {None: "System", **{pk: people.get(pk, "Former user") for pk in ids}}


def _user(event: Mapping[str, Any]) -> int | None:
    user = (event["pgh_context"] or {}).get("user")
    return int(user) if user else None


def _name(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ").capitalize()


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value)) or "–"
    return "–" if value in {None, ""} else str(value)
