"""A database of a test with real commits gets back exactly the rows of its template."""

import os

import psycopg

from tools.testing import databases, restoring
from tools.testing.factories.catalog import RightsWorld

NAME = f"committed_restored_{os.getpid()}"


def contents(name: str) -> dict[str, object]:
    """Return the rows of all tables, in an order of their own, and the state of all sequences."""
    with psycopg.connect(databases.address(name, "postgres"), autocommit=True) as connection:
        tables = connection.execute(
            "select oid::regclass::text from pg_class where relkind = 'r'"
            " and relnamespace not in ('pg_catalog'::regnamespace,"
            " 'information_schema'::regnamespace, 'pg_toast'::regnamespace)"
        ).fetchall()
        found: dict[str, object] = {
            table: connection.execute(
                f"select count(*), md5(string_agg(t::text, '|' order by t::text)) from {table} t"
            ).fetchone()
            for (table,) in tables
        }
        found["sequences"] = connection.execute(
            "select schemaname, sequencename, last_value from pg_sequences order by 1, 2"
        ).fetchall()
        return found


def change(name: str, *statements: str) -> None:
    with psycopg.connect(databases.address(name, "postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_rows_and_sequences_are_restored_and_a_changed_schema_is_copied_again(
    committed_db: str, committed_world: RightsWorld
) -> None:
    committed_world.product()
    restorable = restoring.Restorable.copy(committed_db, NAME)
    first = contents(NAME)
    assert first == contents(committed_db)
    try:
        for _ in range(2):
            change(
                NAME,
                "set session_replication_role = replica",
                "update catalogue_product set title = 'Other'",
                "delete from markets_market",
                "insert into auth_group (name) values ('New')",
                "select setval('order_order_id_seq', 77)",
            )
            changed = contents(NAME)
            differing = {table for table, rows in changed.items() if rows != first[table]}
            expected = {"catalogue_product", "markets_market", "auth_group", "sequences"}
            assert differing == expected
            assert restorable.restore()
            assert contents(NAME) == first
        change(NAME, "truncate auth_group cascade")
        assert not restorable.restore()
        restorable = restoring.Restorable.copy(committed_db, NAME)
        change(NAME, "delete from auth_group_permissions", "select pg_stat_reset()")
        assert not restorable.restore()
    finally:
        databases.drop(NAME)
