"""The one clock: the database's transaction time, read once per request or job and passed down."""

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
