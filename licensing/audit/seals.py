"""Seals of the audit log: a hash of each day's events, chained to the day before.

A day is sealed when it is over. Changing, removing or adding an event of a sealed day breaks its
seal and all later ones, unless all of them are rewritten. `verify_audit_log` prints the last seal,
so that it can be stored elsewhere.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, models, transaction

from licensing.audit.log import event_models
from licensing.models import TrailDay

SEALING = 0x5345414C  # "SEAL": key of the advisory lock that serializes sealing
FIRST_LINK = "0" * 64
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """The first day or table that does not match its seal."""

    day: date
    table: str
    expected: int
    found: int

    def __str__(self) -> str:
        return (
            f"{self.day}: {self.table or 'the chain'} is broken "
            f"({self.expected} events sealed, {self.found} found)"
        )


def seal_audit_log(today: date) -> int:
    """Seal all unsealed days before today, in order, and return their number."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [SEALING])
        last = TrailDay.objects.order_by("-day").first()
        first = last.day + DAY if last else first_day()
        sealed = 0
        while first is not None and first < today:
            last = _seal(first, last.digest if last else FIRST_LINK)
            first, sealed = first + DAY, sealed + 1
        return sealed


def verify_audit_log(
    progress: Callable[[], object] | None = None, *, since: date | None = None
) -> BrokenSeal | None:
    """Compare sealed days with their events and return the first mismatch, or None.

    With `since`, events of earlier days are not read; the chain of all days is verified.
    """
    link, expected = FIRST_LINK, None
    for row in TrailDay.objects.order_by("day"):
        if expected is not None and row.day != expected:
            return BrokenSeal(expected, "", 0, 0)
        for model in event_models() if since is None or row.day >= since else ():
            table = model._meta.db_table
            seal = row.tables.get(table, {"events": 0, "digest": "", "columns": []})
            events, digest = _digest(model, row.day, seal["columns"])
            if (events, digest) != (seal["events"], seal["digest"]):
                return BrokenSeal(row.day, table, seal["events"], events)
        if _chained(link, row.day, row.tables) != row.digest:
            return BrokenSeal(row.day, "", row.events, row.events)
        link, expected = row.digest, row.day + DAY
        if progress:
            progress()
    return None


def first_day() -> date | None:
    """Return the day of the first event, or None if there is none."""
    firsts = [
        model.objects.aggregate(first=models.Min("pgh_created_at"))["first"]
        for model in event_models()
    ]
    present = [first for first in firsts if first is not None]
    return min(present).astimezone(UTC).date() if present else None


def _seal(day: date, link: str) -> TrailDay:
    tables = {}
    for model in event_models():
        columns = _columns(model)
        events, digest = _digest(model, day, columns)
        if events:
            seal = {"events": events, "digest": digest, "columns": columns}
            tables[model._meta.db_table] = seal
    return TrailDay.objects.create(
        day=day,
        events=sum(int(str(seal["events"])) for seal in tables.values()),
        tables=tables,
        digest=_chained(link, day, tables),
    )


def _digest(model: type[models.Model], day: date, columns: list[str]) -> tuple[int, str]:
    """Return the number and hash of a table's events of a day; the hash of no events is ""."""
    begins = datetime.combine(day, time.min, UTC)
    if not columns:
        columns = _columns(model)
    listed = ", ".join(f'"{column}"::text' for column in columns)
    events, state = 0, hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute("set local timezone to 'UTC'")
        cursor.execute(
            f"select row_to_json(row({listed}))::text "  # noqa: S608  names of our own models
            f'from "{model._meta.db_table}" '
            "where pgh_created_at >= %s and pgh_created_at < %s order by pgh_id",
            [begins, begins + DAY],
        )
        while rows := cursor.fetchmany(2000):
            for (text,) in rows:
                state.update(text.encode())
                state.update(b"\n")
            events += len(rows)
    return events, state.hexdigest() if events else ""


def _chained(link: str, day: date, tables: dict[str, dict[str, object]]) -> str:
    parts = [link, day.isoformat()]
    parts += [f"{name}:{seal['events']}:{seal['digest']}" for name, seal in sorted(tables.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _columns(model: type[models.Model]) -> list[str]:
    return sorted(str(field.column) for field in model._meta.local_fields)
