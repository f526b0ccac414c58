"""The trail of rights: every change of a row that people write leaves an event that stays as it is.

Triggers write the events, so that no code path can forget them. An event says who did it as far as
that is known: a user's and a request's id, or a command's name, and nothing else about a person.
"""

from collections.abc import Iterable
from typing import Any, cast

import pghistory
from django.apps import apps
from django.contrib.postgres.indexes import BrinIndex
from django.db import connection, models
from pghistory.models import Event

DELETED = "delete"
# What a row said when the trail began; later events of it are changes.
BASELINE = "baseline"


def keep_trail(
    *tracked: type[models.Model],
    fields: list[str] | None = None,
    exclude: Iterable[str] = (),
) -> None:
    """Keep the trail of models; columns that the database generates are left out."""
    for model in tracked:
        generated = [
            field.name
            for field in model._meta.local_fields
            if isinstance(field, models.GeneratedField)
        ]
        pghistory.track(
            pghistory.InsertEvent(),
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


def begin_trail(installed: Any, app_label: str) -> None:
    """Write down what each row says as the trail begins; `installed` are a migration's models."""
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


def recorded_columns(trail: type[models.Model]) -> list[str]:
    """Return the columns that an event repeats of the row."""
    columns = [str(field.column) for field in trail._meta.local_fields]
    return [column for column in columns if not column.startswith("pgh_")]


def trail_models() -> list[type[Event]]:
    """Return the event models of every package, by their table's name."""
    found = [model for model in apps.get_models() if issubclass(model, Event)]
    kept = [model for model in found if model._meta.managed and not model._meta.abstract]
    return sorted(kept, key=lambda model: model._meta.db_table)


def tracked_model(trail: type[Event]) -> type[models.Model]:
    """Return the model whose trail it is."""
    return cast("type[models.Model]", trail.pgh_tracked_model)


def acting(**who: int | str) -> pghistory.context:
    """Return a context in which every event says who did it: `user`, `request`, `command`."""
    return pghistory.context(**who)


def _linked(through: type[models.Model]) -> type[models.Model]:
    """Return a proxy of a table that Django made for many-to-many; triggers need a model."""
    name = _name(through).removesuffix("Trail") + "Link"
    meta = type("Meta", (), {"proxy": True, "app_label": through._meta.app_label})
    return type(name, (through,), {"__module__": through.__module__, "Meta": meta})


def _name(model: type[models.Model]) -> str:
    """`Grant` has a `GrantTrail`; `Grant_granted_properties` a `GrantGrantedPropertiesTrail`."""
    parts = model.__name__.split("_")
    return "".join(part[:1].upper() + part[1:] for part in parts) + "Trail"
