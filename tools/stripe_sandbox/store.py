"""Storage of objects: dictionaries in memory, written through to an optional SQLite file.

Everything runs in one event loop, so a change is a unit of work that ends with `commit`. After
`commit` a change survives the death of the process.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

type Record = dict[str, Any]
"""An object of the API, or of the sandbox itself. `object` names its kind, `id` is unique in it."""

SCHEMA = """
create table if not exists record (
    kind text not null,
    id text not null,
    body text not null,
    unique (kind, id)
)
"""
UPSERT = """
insert into record (kind, id, body) values (?, ?, ?)
on conflict (kind, id) do update set body = excluded.body
"""


class Store:
    """All objects by kind, in the order of their creation."""

    def __init__(self, path: Path | None = None) -> None:
        self._kinds: dict[str, dict[str, Record]] = {}
        self._changed: dict[tuple[str, str], Record | None] = {}
        self._database = self._open(path) if path else None

    def _open(self, path: Path) -> sqlite3.Connection:
        """Open the state file and load its objects."""
        database = sqlite3.connect(path)
        database.execute("pragma journal_mode = wal")
        # The file must survive the process, not the machine: no wait for the disk.
        database.execute("pragma synchronous = off")
        database.execute(SCHEMA)
        for kind, identifier, body in database.execute(
            "select kind, id, body from record order by rowid"
        ):
            self._kinds.setdefault(kind, {})[identifier] = json.loads(body)
        return database

    def save(self, record: Record) -> Record:
        """Save a new or changed object."""
        kind, identifier = record["object"], record["id"]
        self._kinds.setdefault(kind, {})[identifier] = record
        self._changed[kind, identifier] = record
        return record

    def delete(self, record: Record) -> None:
        """Delete an object."""
        kind, identifier = record["object"], record["id"]
        self._kinds.get(kind, {}).pop(identifier, None)
        self._changed[kind, identifier] = None

    def find(self, kind: str, identifier: str) -> Record | None:
        """Return the object, or None."""
        return self._kinds.get(kind, {}).get(identifier)

    def every(self, kind: str) -> Iterator[Record]:
        """Iterate over the objects of a kind, oldest first."""
        return iter(self._kinds.get(kind, {}).values())

    def newest(self, kind: str) -> Iterator[Record]:
        """Iterate over the objects of a kind, newest first."""
        return reversed(self._kinds.get(kind, {}).values())

    def count(self, kind: str) -> int:
        """Return the number of objects of a kind."""
        return len(self._kinds.get(kind, {}))

    def commit(self) -> None:
        """Write every change since the last call to the state file."""
        if self._changed and self._database:
            with self._database as database:
                for (kind, identifier), record in self._changed.items():
                    if record is None:
                        database.execute(
                            "delete from record where kind = ? and id = ?", (kind, identifier)
                        )
                    else:
                        database.execute(UPSERT, (kind, identifier, json.dumps(record)))
        self._changed.clear()

    def clear(self, *, keep: frozenset[str] = frozenset()) -> None:
        """Delete every object except those of the given kinds."""
        for kind in [kind for kind in self._kinds if kind not in keep]:
            for record in list(self._kinds[kind].values()):
                self.delete(record)

    def dump(self) -> list[Record]:
        """Return every object, in the order of its kind and creation."""
        return [record for records in self._kinds.values() for record in records.values()]

    def close(self) -> None:
        """Write the remaining changes and close the state file."""
        self.commit()
        if self._database:
            self._database.close()
