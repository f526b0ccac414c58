"""The ZIP beside a table: what rows name is found in it and put to the drafts that they made.

A picture that is missing or no good is a warning of its row, never the loss of it.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from django.core.files.base import File

from catalog.errors import NotInReview
from catalog.ingest.columns import PICTURES
from catalog.ingest.errors import WARNING
from catalog.ingest.plan import note
from catalog.media.archive import Archive
from catalog.media.problems import Problem
from catalog.media.services import attach_picture
from catalog.models import Product, ProductVersion
from shop.database.jobs import queue_job
from shop.sourcing.errors import UploadState
from shop.sourcing.models import PlanRow, Upload, UploadRow
from shop.sourcing.receiving import store_file, upload_storage
from shop.sourcing.working import work_on

State = Upload.State
OPEN = (State.RECEIVED, State.CHECKED, State.PLANNED, State.APPLYING, State.APPLIED)
NAMES = tuple(f"image_{number}" for number in range(1, PICTURES + 1))


def receive_pictures(*, upload: Upload, file: "File[Any]") -> Upload:
    """Keep a ZIP of pictures for an upload, in place of an earlier one; it is looked through soon.

    Raises `UploadState` and `StorageFull`.
    """
    with work_on(upload):
        upload.refresh_from_db()
    if upload.state not in OPEN:
        raise UploadState(state=upload.state)
    stored = store_file(f"{upload.public_id}/pictures.zip", file)
    with work_on(upload):
        Upload.objects.filter(pk=upload.pk).update(pictures=stored)
        upload.refresh_from_db()
        if upload.state == State.APPLIED:
            queue_pictures(upload)
    return upload


def queue_pictures(upload: Upload) -> None:
    """Let a worker put the pictures to the drafts."""
    queue_job("sourcing.pictures", upload_id=upload.pk, licensee_id=upload.licensee_id)


def attach_pictures(*, upload: Upload) -> int:
    """Put the pictures to the drafts of an applied upload; return how many. May be repeated."""
    with work_on(upload):
        upload.refresh_from_db()
        rows = list(upload.plan.filter(done_at__isnull=False).order_by("number"))
    if not upload.pictures or upload.state != State.APPLIED:
        return 0
    attached = 0
    with _archive(upload) as archive:
        for row in rows:
            with work_on(upload):
                attached += _attach_row(upload, row, archive)
    return attached


@contextmanager
def _archive(upload: Upload) -> Iterator[Archive]:
    with (
        upload_storage().open(upload.pictures) as stored,
        Archive(cast("BinaryIO", stored)) as archive,
    ):
        yield archive


def _attach_row(upload: Upload, row: PlanRow, archive: Archive) -> int:
    values = row.after
    if values is None:
        values = UploadRow.objects.get(upload=upload, number=row.number).cells
    named = {column: values[column] for column in NAMES if values.get(column)}
    if not named or row.product_id is None:
        return 0
    product = Product.objects.select_related("parent").get(pk=row.product_id)
    draft = (
        ProductVersion.objects.filter(product=product.top, status=ProductVersion.Status.DRAFT)
        .order_by("-number")
        .first()
    )
    if draft is None:
        return 0
    alts = draft.content if product.top == product else values
    notes, done = [], 0
    for column, name in named.items():
        number = column.removeprefix("image_")
        problems = _attach(product, draft, archive, int(number), name, alts)
        done += not any(not one.is_warning for one in problems)
        notes += [_warning(column, one) for one in problems]
    kept = [one for one in row.notes if not one["code"].startswith("picture_")]
    if kept + notes != row.notes:
        PlanRow.objects.filter(pk=row.pk).update(notes=kept + notes)
    return done


def _attach(
    product: Product,
    draft: ProductVersion,
    archive: Archive,
    number: int,
    name: str,
    alts: dict[str, str],
) -> tuple[Problem, ...]:
    content = archive.read(name)
    if isinstance(content, Problem):
        return (content,)
    alt = alts.get(f"image_alt_en_{number}", "")
    try:
        attached = attach_picture(
            product=product,
            version=draft,
            position=number - 1,
            name=name,
            stream=io.BytesIO(content),
            alts={"en": alt} if alt else None,
        )
    except NotInReview:  # it was sent meanwhile
        return (Problem(name, "sent", "The version was sent for approval without this picture."),)
    return attached.problems


def _warning(column: str, one: Problem) -> dict[str, str]:
    return note(f"picture_{one.code}", column, f"{one.name}: {one.message}", "", WARNING)
