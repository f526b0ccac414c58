"""Snapshot of the migrated schema, from which a new database starts in a second instead of a
minute.

Later migrations are applied as usual. `python -m tools.snapshot` writes it again after a change of
the migrations; a test fails if it is outdated. It contains no owner and no grants: tables belong to
the restoring role, and grants follow each migration.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import psycopg
from django.db import connections
from django.db.migrations.loader import MigrationLoader

FILE = Path(__file__).with_name("snapshot.sql")
MADE_FROM = "-- made from "


def is_empty(using: str) -> bool:
    """Return whether a database has no tables yet."""
    return not connections[using].introspection.table_names()


def restore_snapshot(using: str) -> None:
    """Restore the snapshot's tables and rows into an empty database, all or nothing.

    Uses a connection of its own, because the snapshot changes settings of the session.
    """
    parameters = connections[using].get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(
        **{name: parameters[name] for name in names if parameters.get(name)}
    ) as connection:
        connection.execute(FILE.read_bytes())


def fingerprint() -> str:
    """Return a hash that changes with every migration, including those of libraries."""
    migrations = MigrationLoader(None).disk_migrations
    digest = hashlib.sha256()
    for key in sorted(migrations):
        module = migrations[key].__module__
        digest.update(f"{key} {module}\n".encode())
        digest.update(_content(module))
    return digest.hexdigest()[:16]


def made_from(lines: Iterable[str]) -> str:
    """Return the fingerprint of the migrations that a snapshot was created from."""
    headers = (line for line in lines if line.startswith(MADE_FROM))
    return next(headers, "").removeprefix(MADE_FROM).strip()


def _content(module: str) -> bytes:
    from importlib.util import find_spec

    spec = find_spec(module)
    return Path(spec.origin).read_bytes() if spec and spec.origin else b""
