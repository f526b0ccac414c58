"""The ZIP beside a table: what rows name is found in it and put to the drafts that they made.

A picture that is missing or no good is a warning of its row, never the loss of it. All of it may
be repeated: a picture that lies at its place already is not even decoded again.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.files.base import File

from catalog.errors import NotInReview
from catalog.media.archive import Archive
from catalog.media.preparing import sha256_of
from catalog.media.problems import Problem
from catalog.media.services import attach_picture, edit_picture, warnings_of
from catalog.models import Product, ProductImage, ProductVersion
from shop.database.jobs import queue_job
from shop.sourcing.errors import PicturesRefused, UploadState
from shop.sourcing.models import PlanRow, Upload
from shop.sourcing.named_pictures import (
    CODE,
    FOUND_LATER,
    count_warnings,
    in_batches,
    named_in,
    say,
)
from shop.sourcing.progress import begin_step, tell
from shop.sourcing.receiving import store_file, upload_storage
from shop.sourcing.working import work_on

State, Outcome, Status = Upload.State, PlanRow.Outcome, ProductVersion.Status
OPEN = (
    *(State.RECEIVING, State.RECEIVED, State.CHECKED, State.PLANNED),
    *(State.APPLYING, State.APPLIED),
)


def check_archive(file: "File[Any]") -> None:
    """Refuse a file that is no ZIP, or too large a one. Raises `PicturesRefused`."""
    with Archive(cast("BinaryIO", file)) as archive:
        whole = [one.message for one in archive.problems if not one.name]
    file.seek(0)
    if whole:
        raise PicturesRefused(reason=whole[0], field="pictures")


def receive_pictures(*, upload: Upload, file: "File[Any]") -> Upload:
    """Keep a ZIP of pictures for an upload, in place of an earlier one; it is looked through soon.

    Raises `PicturesRefused`, `UploadState` and `StorageFull`.
    """
    check_archive(file)
    with work_on(upload):
        upload.refresh_from_db()
    _check_open(upload)
    stored = store_file(f"{upload.public_id}/pictures.zip", file)
    with work_on(upload):
        before = Upload.objects.select_for_update().get(pk=upload.pk)
        _check_open(before)
        counts = {name: n for name, n in before.counts.items() if not name.startswith("pictures")}
        Upload.objects.filter(pk=upload.pk).update(pictures=stored, counts=counts)
        upload.refresh_from_db()
        if upload.state in {State.PLANNED, State.APPLIED}:
            queue_pictures(upload)
    if before.pictures:
        upload_storage().delete(before.pictures)
    return upload


def _check_open(upload: Upload) -> None:
    """Pictures come until the drafts go: what is sent for approval is frozen with them."""
    if upload.state not in OPEN:
        raise UploadState(state=upload.state)
    if upload.sending_since is not None:
        raise UploadState(state="SENDING")


def queue_pictures(upload: Upload) -> None:
    """Let a worker look the ZIP through, or put its pictures to the drafts."""
    queue_job("sourcing.pictures", upload_id=upload.pk, licensee_id=upload.licensee_id)


def look_through(*, upload: Upload) -> None:
    """Warn in a plan of pictures that rows name and the ZIP does not hold; may be repeated."""
    with work_on(upload):
        upload.refresh_from_db()
    if not upload.pictures or upload.state != State.PLANNED:
        return
    with _archive(upload) as archive:
        for batch in in_batches(upload, outcome__in=[Outcome.CREATED, Outcome.CHANGED]):
            with work_on(upload):
                for row, values in batch:
                    found = {
                        column: archive.problems_of(values[column]) for column in named_in(values)
                    }
                    say(row, found, code=CODE, instead_of=(CODE,))
    count_warnings(upload)


def attach_pictures(*, upload: Upload) -> int:
    """Put the pictures to the drafts of an applied upload; return how many are there now.

    Killed at any point, the next run goes over what is there and on with the rest.
    """
    with work_on(upload):
        upload.refresh_from_db()
        if not upload.pictures or upload.state != State.APPLIED:
            return 0
        total = upload.plan.filter(done_at__isnull=False).count()
        begin_step(upload, total)
    attached = done = 0
    with _archive(upload) as archive:
        for batch in in_batches(upload, done_at__isnull=False):
            for row, values in batch:
                with work_on(upload):
                    attached += _attach_row(row, values, archive)
            done += len(batch)
            with work_on(upload):
                tell(upload, done, total)
    count_warnings(upload, pictures=attached, pictures_waiting=attached)
    queue_job("sourcing.prepared", upload_id=upload.pk, licensee_id=upload.licensee_id)
    return attached


@contextmanager
def _archive(upload: Upload) -> Iterator[Archive]:
    with (
        upload_storage().open(upload.pictures) as stored,
        Archive(cast("BinaryIO", stored)) as archive,
    ):
        yield archive


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the pictures of a row go."""

    product: Product
    version: ProductVersion
    alts: Mapping[str, str]


def _attach_row(row: PlanRow, values: Mapping[str, str], archive: Archive) -> int:
    """Put a row's pictures to its draft and say what is wrong; return how many are there."""
    place = _place(row, values) if named_in(values) else None
    if place is None:
        return 0
    found, attached = {}, 0
    for column in named_in(values):
        number = int(column.removeprefix("image_"))
        there, found[column] = _attach(place, number, values[column], archive)
        attached += there
    say(row, found, code=CODE, instead_of=(CODE, FOUND_LATER))
    return attached


def _place(row: PlanRow, values: Mapping[str, str]) -> _Place | None:
    product = Product.objects.select_related("parent").filter(pk=row.product_id).first()
    if product is None:
        return None
    versions = ProductVersion.objects.filter(product=product.top).exclude(status=Status.SUPERSEDED)
    version = versions.order_by("-number").first()
    if version is None:
        return None
    return _Place(product, version, version.content if product.top == product else values)


def _attach(
    place: _Place, number: int, name: str, archive: Archive
) -> tuple[bool, tuple[Problem, ...]]:
    """Return whether the picture is there, and what is to be said about it."""
    content = archive.read(name)
    if isinstance(content, Problem):
        return False, (content,)
    alt = place.alts.get(f"image_alt_en_{number}", "")
    there = ProductImage.every.filter(
        version=place.version,
        product=place.product,
        display_order=number - 1,
        source_sha256=sha256_of(content),
    ).first()
    if there is not None:
        if place.version.status == Status.DRAFT:
            ProductImage.every.filter(pk=there.pk).update(source_name=name[:255])
            if alt and there.alt_en != alt:
                edit_picture(image=there, alts={"en": alt})
        return True, warnings_of(there)
    try:
        attached = attach_picture(
            product=place.product,
            version=place.version,
            position=number - 1,
            name=name,
            stream=io.BytesIO(content),
            alts={"en": alt} if alt else None,
        )
    except NotInReview:
        message = "It came after the draft was sent for approval, and is not part of it."
        return False, (Problem(name, "too_late", message),)
    return attached.image is not None, attached.problems
