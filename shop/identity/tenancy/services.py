"""Tells the database for which licensee a transaction works.

PostgreSQL shows rows of tables under `row_security` only to the transaction that said whose they
are: without a word it shows none, so whatever forgets to say so finds nothing, never too much.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "app.tenant"


@contextmanager
def acting_for(licensee_id: int) -> Iterator[None]:
    """Work for one licensee within a transaction: one of its own, or a savepoint of the one begun.

    The setting ends with the block: a savepoint that is released would leave it behind, so it is
    set back by hand to what it was. Rows read lazily after the block are not there any more.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = _begin(licensee_id)
        yield
        if not outermost:
            _set(before)


def _begin(licensee_id: int) -> str:
    """Set the tenant and return who it was before, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with before as materialized (select coalesce(current_setting(%s, true), '') tenant)"
            " select tenant, set_config(%s, %s, true) from before",
            [SETTING, SETTING, str(int(licensee_id))],
        )
        return str(cursor.fetchone()[0])


def _set(tenant: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [SETTING, tenant])
