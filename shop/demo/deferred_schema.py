"""Indexes, foreign keys and triggers that wait while very many rows are copied.

Their definitions are kept in a table, in the transaction that drops them: a load that was stopped
is continued by the next one, which builds what is missing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg import sql

KEPT = "demo_deferred_schema"
_TABLES = "select t::regclass from unnest(%(tables)s::text[]) t"
# In the order in which they are built: foreign keys are checked by means of indexes.
_DEFERRABLE = f"""
    select 0 as place, t::regclass::text as table, 'triggers' as name,
        format('alter table %%s enable trigger user', t::regclass) as build,
        format('alter table %%s disable trigger user', t::regclass) as remove
    from unnest(%(tables)s::text[]) t
    union all
    select 1, i.indrelid::regclass::text, c.relname::text,
        pg_get_indexdef(i.indexrelid), format('drop index %%I', c.relname)
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ({_TABLES}) and not i.indisunique and not i.indisexclusion
    union all
    select case contype when 'x' then 2 else 3 end, conrelid::regclass::text, conname::text,
        format(
            'alter table %%s add constraint %%I %%s',
            conrelid::regclass, conname, pg_get_constraintdef(oid)
        ),
        format('alter table %%s drop constraint %%I', conrelid::regclass, conname)
    from pg_constraint
    where conrelid in ({_TABLES}) and contype in ('x', 'f')
    order by place, 2, 3
"""  # noqa: S608  our own statements


@contextmanager
def connect_as_owner() -> Iterator[psycopg.Connection | None]:
    """Yield a connection of the tables' owner; None if its address is not known."""
    address = settings.ENV.DATABASE_OWNER_URL
    if not address:
        yield None
        return
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("set maintenance_work_mem = '512MB'")
        owner.execute("set statement_timeout = 0")
        yield owner


def count_deferred(owner: psycopg.Connection) -> int:
    """Return the number of definitions that are still to be built."""
    if not _is_deferred(owner):
        return 0
    row = owner.execute(f"select count(*) from {KEPT}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def drop_for_load(owner: psycopg.Connection, tables: Sequence[str]) -> None:
    """Disable triggers, drop indexes and foreign keys of tables, but for unique keys."""
    with owner.transaction():
        owner.execute(
            f"create table if not exists {KEPT}"
            " (id bigint generated always as identity, name text, build text)"
        )
        definitions = owner.execute(_DEFERRABLE, {"tables": list(tables)}).fetchall()
        for *_, remove in reversed(definitions):
            owner.execute(sql.SQL(remove))
        for _, table, name, build, _ in definitions:
            owner.execute(
                f"insert into {KEPT} (name, build) values (%s, %s)",  # noqa: S608
                [f"{table}: {name}", build],
            )


def build_after_load(owner: psycopg.Connection, tables: Sequence[str]) -> Iterator[str]:
    """Build what is missing, yield the name of each before it is built, then vacuum the tables."""
    if not _is_deferred(owner):
        return
    statement = f"select id, name, build from {KEPT} order by id"  # noqa: S608
    for number, name, build in owner.execute(statement).fetchall():
        yield name
        with owner.transaction():
            owner.execute(sql.SQL(build))
            owner.execute(f"delete from {KEPT} where id = %s", [number])  # noqa: S608
    for table in tables:
        yield f"{table}: vacuum"
        owner.execute(sql.SQL("vacuum (analyze) {}").format(sql.Identifier(table)))
    # No trigger noted what the new rows change.
    owner.execute(
        "truncate page_store_page, listing_bitmapchunk, listing_bitmap, listing_rightsbitmap;"
        f" drop table {KEPT}"
    )


def _is_deferred(owner: psycopg.Connection) -> bool:
    row = owner.execute("select to_regclass(%s) is not null", [KEPT]).fetchone()
    return bool(row and row[0])
