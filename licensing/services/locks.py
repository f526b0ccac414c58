"""The lock by which sales and denials take turns: an order commits before a denial or sees it."""

from django.db import connection

RIGHTS = 0x52494748  # "RIGH": the advisory lock's key


def take_rights_lock() -> None:
    """Wait for the sales under way; first statement of a change that can deny."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [RIGHTS])


def take_shared_rights_lock() -> None:
    """Keep denials waiting until this transaction ends; first statement of a placement."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [RIGHTS])
