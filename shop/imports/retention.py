"""Retention of the files of imports, and the job that deletes old ones."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app
from structlog import get_logger

from licensing.models import Licensee
from shop.identity.tenancy import acting_for, own_rows
from shop.imports.models import CatalogImport
from shop.imports.receive.receiving import ABANDONED, delete_files
from shop.platform.database.clock import database_now

log = get_logger(__name__)
State = CatalogImport.State
RETENTION = timedelta(days=90)  # the file with its errors can be downloaded for as long
ENDED = (State.APPLIED, State.CANCELLED, State.UNDONE, State.FAILED)


def delete_old_files(at: datetime) -> int:
    """Delete the files of imports that ended long ago; cancel uploads that were never completed.

    Rows, plan and digest stay as evidence. Returns the number of imports whose files were deleted.
    """
    deleted = 0
    for licensee in Licensee.objects.order_by("pk"):
        with acting_for(licensee.pk):
            own: QuerySet[CatalogImport] = own_rows(CatalogImport.objects.all(), licensee)
            abandoned = list(own.filter(state=State.RECEIVING, created_at__lt=at - ABANDONED))
            kept = Q(chunks__isnull=False) | ~Q(pictures="") | ~Q(pictures_coming="")
            old = own.filter(kept, state__in=ENDED, created_at__lt=at - RETENTION)
            imports = [*abandoned, *old.distinct().order_by("pk")]
        for catalog_import in imports:
            delete_files(catalog_import)
        with acting_for(licensee.pk):
            own.filter(pk__in=[row.pk for row in abandoned], state=State.RECEIVING).update(
                state=State.CANCELLED
            )
        deleted += len(imports)
    if deleted:
        log.info("import.files_deleted", imports=deleted)
    return deleted


@app.periodic(cron="40 2 * * *", periodic_id="forget_uploads")
@app.task(name="sourcing.forget", queueing_lock="sourcing.forget", pass_context=False)
def delete_old_files_job(timestamp: int) -> None:  # noqa: ARG001  passed by name
    """Delete old files daily at 02:40 UTC."""
    delete_old_files(database_now())
