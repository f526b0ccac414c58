"""Databases of tests with real commits, which get back the rows of their template afterwards.

To copy a template and drop the copy takes a quarter of a second, because it has 2,500 files; to
write the few tables that a test changed takes a tenth of that. The server counts the rows that are
written in such a database. If a test changed the schema, or the counts were lost, the database is
copied again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tools.testing import databases

# Autovacuum is off in the tests, so that rows which were deleted make the tables grow.
MOST_RESTORES = 25
# Roles and databases are in tables of the whole server, which other tests write.
TABLES = """
    select relid, schemaname, s.relname from pg_stat_all_tables s
    join pg_class c on c.oid = relid and not c.relisshared
    where schemaname not in ('pg_toast', 'information_schema')
"""
CHANGED = TABLES + " and n_tup_ins + n_tup_upd + n_tup_del > 0"
# Statistics of the planner are no change of the schema.
STATISTICS = {"pg_statistic", "pg_statistic_ext_data"}
SEQUENCES = """
    select c.oid, s.start_value, s.last_value from pg_sequences s
    join pg_class c on c.oid = format('%I.%I', s.schemaname, s.sequencename)::regclass
"""
COUNTED_SINCE = "select stats_reset from pg_stat_database where datname = current_database()"


@dataclass
class Restorable:
    """A copy of a template, and the rows that it began with."""

    name: str
    template: str
    rows: dict[int, bytes]
    sequences: dict[int, tuple[int, int | None]]
    counted_since: object
    restores: int = 0

    @classmethod
    def copy(cls, template: str, name: str) -> "Restorable":
        """Copy a template and remember its rows."""
        databases.clone(template, name)
        databases.count_changes(name)
        with _connected(name) as connection:
            tables = [
                (oid, sql.Identifier(schema, table))
                for oid, schema, table in connection.execute(TABLES)
                if schema != "pg_catalog"
            ]
            rows = {oid: _read(connection, table) for oid, table in tables}
            sequences = _sequences(connection)
            return cls(name, template, rows, sequences, _count_anew(connection))

    def restore(self) -> bool:
        """Give changed tables and sequences their first rows; False if that is not possible.

        Connections of others are ended first: their counts are complete then.
        """
        with _connected(self.name) as connection:
            connection.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            changed = [
                (oid, schema, table)
                for oid, schema, table in connection.execute(CHANGED)
                if table not in STATISTICS
            ]
            lost = connection.execute(COUNTED_SINCE).fetchone() != self.counted_since
            if lost or any(schema == "pg_catalog" for _, schema, _ in changed):
                return False
            with connection.transaction():
                connection.execute("set local session_replication_role = replica")
                for oid, schema, table in changed:
                    _write(connection, sql.Identifier(schema, table), self.rows[oid])
                self._set_sequences(connection)
            self.counted_since = _count_anew(connection)
        self.restores += 1
        return True

    def _set_sequences(self, connection: psycopg.Connection) -> None:
        for oid, (start, last) in _sequences(connection).items():
            if (start, last) != self.sequences[oid]:
                first, value = self.sequences[oid]
                used = value is not None
                connection.execute(
                    "select setval(%s::oid::regclass, %s, %s)",
                    (oid, value if used else first, used),
                )


_restorables: dict[str, Restorable] = {}


def fresh_clone(template: str, name: str) -> None:
    """Make a database equal to a template: restore it, or copy the template."""
    known = _restorables.pop(name, None)
    is_kept = known and known.template == template and known.restores < MOST_RESTORES
    if not (known and is_kept and known.restore()):
        known = Restorable.copy(template, name)
    _restorables[name] = known


@contextmanager
def _connected(name: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(databases.address(name, "postgres"), autocommit=True) as connection:
        yield connection


def _read(connection: psycopg.Connection, table: sql.Identifier) -> bytes:
    statement = sql.SQL("copy {} to stdout (format binary)").format(table)
    with connection.cursor().copy(statement) as copy:
        return b"".join(bytes(block) for block in copy)


def _write(connection: psycopg.Connection, table: sql.Identifier, rows: bytes) -> None:
    connection.execute(sql.SQL("delete from only {}").format(table))
    statement = sql.SQL("copy {} from stdin (format binary)").format(table)
    with connection.cursor().copy(statement) as copy:
        copy.write(rows)


def _sequences(connection: psycopg.Connection) -> dict[int, tuple[int, int | None]]:
    return {oid: (start, last) for oid, start, last in connection.execute(SEQUENCES)}


def _count_anew(connection: psycopg.Connection) -> object:
    """Forget what was counted so far; return the time from which changes are counted."""
    connection.execute("select pg_stat_force_next_flush()")
    connection.execute("select pg_stat_reset()")
    return connection.execute(COUNTED_SINCE).fetchone()
