"""The shop's clock: the database's transaction time, read once per request or job."""

from datetime import datetime
from typing import cast

from django.db import connection, models


class TransactionTimestamp(models.Func):
    """`transaction_timestamp()` for use in a query that is made anyway."""

    function = "transaction_timestamp"
    output_field = models.DateTimeField()


def database_now() -> datetime:
    """Return the database's transaction time, with its time zone."""
    with connection.cursor() as cursor:
        cursor.execute("select transaction_timestamp()")
        return cast("datetime", cursor.fetchone()[0])


def clock_now() -> datetime:
    """Return the database's time of this statement, for decisions after waiting for a lock.

    The transaction's time is before the wait: a denial that was committed meanwhile would seem not
    to be effective yet.
    """
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cast("datetime", cursor.fetchone()[0])
