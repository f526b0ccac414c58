"""The events of the audit log across all tables: found by actor, object, action and time.

An event shows the fields that it changed, compared with the event before it of the same row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from typing import Any

from django.db.backends.postgresql.psycopg_any import Range
from django.db.models import OuterRef, QuerySet, Subquery

from licensing.audit.log import BASELINE, DELETED, event_models, recorded_columns, tracked_model
from licensing.reading.audit_names import FIELDS, KINDS
from licensing.rules.number_sets import NumberSet

ACTIONS: Mapping[str, str] = {
    "insert": "Added",
    "update": "Changed",
    DELETED: "Deleted",
    BASELINE: "Recorded before the log began",
}
NAMING = ("legal_name", "name", "code", "number", "upc", "title", "reference", "email")
HIDDEN = ("id", "created_at", "created_by_id")


type Names = dict[Any, dict[Any, str]]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions of a search; empty values find everything.

    `kind` is the table of an object and `key` its primary key, `command` the name of a management
    command. `since` is included, `until` is not.
    """

    since: datetime | None = None
    until: datetime | None = None
    actor_id: int | None = None
    command: str = ""
    kind: str = ""
    key: int | None = None
    action: str = ""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """A change of a row: when, by whom, of what, and each changed field with both values."""

    at: datetime
    number: int
    kind: str
    kind_name: str
    key: int
    name: str
    action: str
    actor_id: int | None
    command: str
    request: str
    changes: tuple[tuple[str, str, str], ...]


def object_kinds() -> list[tuple[str, str]]:
    """Return the tables that the log covers, with the names of their objects, by name."""
    kinds = [(_kind(model), _kind_name(model)) for model in event_models()]
    return sorted(kinds, key=lambda kind: kind[1])


def find_events(wanted: EventFilter, limit: int) -> list[AuditEvent]:
    """Return the latest events, newest first: `limit` of them, and all of the last one's instant.

    For the next ones call it again with `until` as the instant of the last event.
    """
    rows = []
    for model in event_models():
        if wanted.kind in {"", _kind(model)}:
            events = _filtered(model, wanted).order_by("-pgh_created_at", "-pgh_id")
            rows += [(event, model) for event in _whole_instants(events, limit)]
    rows.sort(key=lambda row: (row[0]["pgh_created_at"], row[0]["pgh_id"]), reverse=True)
    if len(rows) > limit:
        last = rows[limit - 1][0]["pgh_created_at"]
        rows = list(takewhile(lambda row: row[0]["pgh_created_at"] >= last, rows))
    return _described(rows)


def iterate_events(wanted: EventFilter, batch: int) -> Iterator[AuditEvent]:
    """Yield all events of a filter, newest first."""
    while events := find_events(wanted, batch):
        yield from events
        if len(events) < batch:
            return
        fields = {name: getattr(wanted, name) for name in EventFilter.__slots__}
        wanted = EventFilter(**(fields | {"until": events[-1].at}))


def _filtered(model: Any, wanted: EventFilter) -> QuerySet[Any]:
    events: QuerySet[Any] = model.objects.all()
    conditions: dict[str, Any] = {
        "pgh_created_at__gte": wanted.since,
        "pgh_created_at__lt": wanted.until,
        "pgh_context__user": wanted.actor_id,
        "pgh_context__command": wanted.command,
        "pgh_obj_id": wanted.key,
        "pgh_label": wanted.action,
    }
    return events.filter(**{name: value for name, value in conditions.items() if value})


def _whole_instants(events: QuerySet[Any], limit: int) -> list[Any]:
    """Return the first events, and those of the same instant as the last one."""
    first = list(events.values()[:limit])
    if len(first) < limit:
        return first
    last = first[-1]["pgh_created_at"]
    rest = events.filter(pgh_created_at=last, pgh_id__lt=first[-1]["pgh_id"])
    return first + list(rest.values())


def _described(rows: list[tuple[dict[str, Any], Any]]) -> list[AuditEvent]:
    by_model: dict[Any, list[int]] = {}
    for event, model in rows:
        by_model.setdefault(model, []).append(event["pgh_id"])
    before = {model: _events_before(model, ids) for model, ids in by_model.items()}
    pairs = [(event, model, before[model].get(event["pgh_id"])) for event, model in rows]
    names = _names_of(pairs)
    return [_describe(event, model, former, names) for event, model, former in pairs]


def _names_of(rows: list[tuple[dict[str, Any], Any, dict[str, Any] | None]]) -> Names:
    """Return the names of the rows to which events refer, by model and key."""
    wanted: dict[Any, set[Any]] = {}
    for event, model, former in rows:
        for column, target in _references(model).items():
            keys = {row[column] for row in (event, former or {}) if row.get(column) is not None}
            wanted.setdefault(target, set()).update(keys)
    names: Names = {}
    for target, keys in wanted.items():
        fields = {field.name for field in target._meta.concrete_fields}  # noqa: SLF001  Django documents it
        naming = next((name for name in NAMING if name in fields), None)
        if naming and keys:
            found = target.objects.filter(pk__in=keys).values_list("pk", naming)
            names[target] = {key: str(name) for key, name in found if name}
    return names


def _references(model: Any) -> dict[str, Any]:
    """Return the columns of an event model that refer to other rows, with their models."""
    fields = model._meta.local_fields  # noqa: SLF001  Django documents it
    return {
        field.column: field.related_model
        for field in fields
        if field.is_relation and not field.name.startswith("pgh_")
    }


def _value(model: Any, column: str, row: Mapping[str, Any], names: Names) -> str:
    value = row.get(column)
    if column.endswith("_rate") and isinstance(value, Decimal):
        return f"{(100 * value).normalize():f} %"
    target = _references(model).get(column)
    known = names.get(target, {}) if target is not None else _labels(model, column)
    return (known.get(value, "") if isinstance(value, str | int) else "") or _text(value)


def _labels(model: Any, column: str) -> dict[Any, str]:
    """Return the labels of the values of a column that has choices."""
    field = model._meta.get_field(column)  # noqa: SLF001  Django documents it
    return {value: str(label) for value, label in field.flatchoices if value is not None}


def _events_before(model: Any, ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return the event before each event, of the same row, by the later one's id."""
    earlier = model.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    newest = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
    pairs = dict(model.objects.filter(pgh_id__in=ids).annotate(e=newest).values_list("pgh_id", "e"))
    found = {
        event["pgh_id"]: event for event in model.objects.filter(pk__in=pairs.values()).values()
    }
    return {pk: found[other] for pk, other in pairs.items() if other in found}


def _describe(
    event: dict[str, Any], model: Any, before: dict[str, Any] | None, names: Names
) -> AuditEvent:
    context = event["pgh_context"] or {}
    columns = [name for name in recorded_columns(model) if name not in HIDDEN]
    old = before or {}
    values = (
        (name, *(_value(model, name, row, names) for row in (old, event))) for name in columns
    )
    changes = tuple(
        (_field_name(column), former, later) for column, former, later in values if former != later
    )
    user = context.get("user")
    own_names = (str(event[column]) for column in NAMING if event.get(column))
    return AuditEvent(
        at=event["pgh_created_at"],
        number=event["pgh_id"],
        kind=_kind(model),
        kind_name=_kind_name(model),
        key=event["pgh_obj_id"],
        name=next(own_names, ""),
        action=event["pgh_label"],
        actor_id=int(user) if user else None,
        command=str(context.get("command", "")),
        request=str(context.get("request", "")),
        changes=() if event["pgh_label"] == DELETED else changes,
    )


def _kind(model: Any) -> str:
    return str(tracked_model(model)._meta.db_table)  # noqa: SLF001  Django documents it


def _kind_name(model: Any) -> str:
    name = str(tracked_model(model)._meta.verbose_name)  # noqa: SLF001  Django documents it
    name = name[:1].upper() + name[1:]
    return KINDS.get(name, name)


def _field_name(column: str) -> str:
    name = column.removesuffix("_id").replace("_", " ").capitalize()
    return FIELDS.get(name, name)


def _text(value: Any) -> str:
    if isinstance(value, Range):
        return f"{_text(value.lower)} to {_text(value.upper)}"
    if isinstance(value, NumberSet):
        return ", ".join(_range_text(low, high) for low, high in value.ranges) or "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "–"
    return "–" if value is None or value in ("", {}) else str(value)


def _range_text(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} and above" if low else "All"
    return str(low) if high == low + 1 else f"{low} to {high - 1}"
