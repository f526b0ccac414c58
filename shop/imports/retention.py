"""How long files of uploads are kept: what was sent is the licensee's, and need not lie here."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from structlog import get_logger

from licensing.models import Licensee
from shop.identity.tenancy import acting_for, own_rows
from shop.imports.models import Upload
from shop.imports.receive.receiving import ABANDONED, forget_file

log = get_logger(__name__)
State = Upload.State
KEPT = timedelta(days=90)  # as long the file with its errors can be had
ENDED = (State.APPLIED, State.CANCELLED, State.UNDONE, State.FAILED)


def forget_old_files(at: datetime) -> int:
    """Delete the files of uploads that ended long ago, end those that never came whole.

    Rows, plan and digest stay: they say what was done. Returns how many files were deleted.
    """
    forgotten = 0
    for licensee in Licensee.objects.order_by("pk"):
        with acting_for(licensee.pk):
            own: QuerySet[Upload] = own_rows(Upload.objects.all(), licensee)
            abandoned = list(own.filter(state=State.RECEIVING, created_at__lt=at - ABANDONED))
            kept = Q(chunks__isnull=False) | ~Q(pictures="") | ~Q(pictures_coming="")
            old = own.filter(kept, state__in=ENDED, created_at__lt=at - KEPT)
            uploads = [*abandoned, *old.distinct().order_by("pk")]
        for upload in uploads:
            forget_file(upload)
        with acting_for(licensee.pk):
            own.filter(pk__in=[one.pk for one in abandoned], state=State.RECEIVING).update(
                state=State.CANCELLED
            )
        forgotten += len(uploads)
    if forgotten:
        log.info("uploads.forgotten", files=forgotten)
    return forgotten
