"""The transaction in which an upload is worked on: its licensee's, and as long as it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from shop.identity.tenancy import acting_for
from shop.imports.models import Upload


@contextmanager
def work_on(upload: Upload, *, again: bool = False) -> Iterator[None]:
    """Begin a transaction, or a savepoint, that sees the rows of the upload's licensee.

    Its statements may take longer than a page's, and it waits longer for others. That no trigger is
    ignored is said, since each row's trigger would otherwise fail at reading it, and go on.
    `again`: what it writes is written again when the server stops before the step ends, so that
    the disk need not be waited for; the step's last transaction waits for all of it.
    """
    with acting_for(upload.licensee_id):
        with connection.cursor() as cursor:
            cursor.execute(
                "set local statement_timeout = 0; set local lock_timeout = '30s';"
                " set local pgtrigger.ignore = '{}'"
                + ("; set local synchronous_commit = off" if again else "")
            )
        yield
