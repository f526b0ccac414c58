"""Lock between sales and denials: an order either commits before a denial or sees it."""

from django.db import connection

RIGHTS = 0x52494748  # "RIGH": the advisory lock's key
NUMBERS = 0x4E554D42  # "NUMB"


def take_rights_lock() -> None:
    """Wait for sales in progress; the first statement of every change that can deny sales."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [RIGHTS])


# For a statement that begins an order's transaction: what is selected from this is selected under
# the lock. The rights are read by later statements.
SHARED_RIGHTS_LOCK = f"select pg_advisory_xact_lock_shared({RIGHTS})"


def take_shared_rights_lock() -> None:
    """Block denials until this transaction ends; the first statement of order placement."""
    with connection.cursor() as cursor:
        cursor.execute(SHARED_RIGHTS_LOCK)


def take_numbering_lock() -> None:
    """Let one transaction at a time give out numbers of marks and categories; sales go on."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [NUMBERS])
