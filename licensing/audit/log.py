"""The audit log of rights: every change of a tracked row adds an event, which is never changed.

Database triggers write the events, so that no code path can skip them. An event names its actor if
known, by the ids of the user and the request or by the command's name, and has no other personal
data.

Event models and tables are named `…Trail` and `…trail`, the log's former name.
"""

from collections.abc import Iterable
from typing import Any, cast

import pghistory
import pgtrigger
from django.apps import apps
from django.contrib.postgres.indexes import BrinIndex
from django.db import connection, models
from pghistory.models import Event

DELETED = "delete"
# Label of the event with a row's content at the time tracking started.
BASELINE = "baseline"


def track_changes(
    *tracked: type[models.Model],
    fields: list[str] | None = None,
    exclude: Iterable[str] = (),
    inserts: pgtrigger.Q | None = None,
) -> None:
    """Track the changes of models in the audit log, without generated columns.

    With `inserts`, only new rows of this condition are tracked.
    """
    for model in tracked:
        generated = [
            field.name
            for field in model._meta.local_fields
            if isinstance(field, models.GeneratedField)
        ]
        pghistory.track(
            pghistory.InsertEvent(condition=inserts) if inserts else pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(DELETED),
            fields=fields,
            exclude=[*exclude, *generated],
            obj_field=pghistory.ObjForeignKey(related_name="+", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]
            model_name=_name(model),
            attrs={"pgh_id": models.BigAutoField(primary_key=True)},
            meta={"indexes": [BrinIndex(fields=["pgh_created_at"])]},
        )(_linked(model) if model._meta.auto_created else model)


def record_baseline(installed: Any, app_label: str) -> None:
    """Add an event with the current content of each row; `installed` is a migration's registry."""
    for model in installed.get_app_config(app_label).get_models():
        if not any(field.name == "pgh_obj" for field in model._meta.local_fields):
            continue
        tracked = model._meta.get_field("pgh_obj").remote_field.model._meta
        columns = ", ".join(f'"{name}"' for name in recorded_columns(model))
        with connection.cursor() as cursor:
            cursor.execute(
                f'insert into "{model._meta.db_table}" '  # noqa: S608  names of our own models
                f"({columns}, pgh_created_at, pgh_label, pgh_obj_id) "
                f'select {columns}, clock_timestamp(), %s, "{tracked.pk.column}" '
                f'from "{tracked.db_table}"',
                [BASELINE],
            )


def recorded_columns(event_model: type[models.Model]) -> list[str]:
    """Return the columns of an event that are copied from the tracked row."""
    columns = [str(field.column) for field in event_model._meta.local_fields]
    return [column for column in columns if not column.startswith("pgh_")]


def event_models() -> list[type[Event]]:
    """Return the event models of all packages, sorted by table name."""
    models_of_events = [model for model in apps.get_models() if issubclass(model, Event)]
    managed = [
        model for model in models_of_events if model._meta.managed and not model._meta.abstract
    ]
    return sorted(managed, key=lambda model: model._meta.db_table)


def tracked_model(event_model: type[Event]) -> type[models.Model]:
    """Return the model that an event model tracks."""
    return cast("type[models.Model]", event_model.pgh_tracked_model)


def audit_context(**actor: int | str) -> pghistory.context:
    """Return a context that adds `user`, `request` or `command` to all events."""
    return pghistory.context(**actor)


def _linked(through: type[models.Model]) -> type[models.Model]:
    """Return a proxy model of an automatic many-to-many table, since triggers need a model."""
    name = _name(through).removesuffix("Trail") + "Link"
    meta = type("Meta", (), {"proxy": True, "app_label": through._meta.app_label})
    return type(name, (through,), {"__module__": through.__module__, "Meta": meta})


def _name(model: type[models.Model]) -> str:
    """Return the event model's name: `GrantTrail` for `Grant`.

    For `Grant_granted_properties` it is `GrantGrantedPropertiesTrail`.
    """
    parts = model.__name__.split("_")
    return "".join(part[:1].upper() + part[1:] for part in parts) + "Trail"
