"""Set the licensee for which a transaction works.

PostgreSQL shows rows of tables under `row_security` only for the licensee of the transaction:
without one it shows none, so code that forgets to set it finds too little, never too much.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "app.tenant"


@contextmanager
def acting_for(licensee_id: int) -> Iterator[None]:
    """Work for one licensee within a transaction: a new one, or a savepoint of the current one.

    The setting ends with the block: releasing a savepoint would keep it, so it is restored
    explicitly. Rows read lazily after the block are not visible.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = _begin(licensee_id)
        yield
        if not outermost:
            _set(before)


def _begin(licensee_id: int) -> str:
    """Set the tenant and return the previous one, in one statement."""
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
