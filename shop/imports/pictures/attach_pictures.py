"""The ZIP beside a table: what rows name is found in it and put to the drafts that they made.

A picture that is missing or no good is a warning of its row, never the loss of it. All of it may
be repeated: a picture that lies at its place already is not even decoded again.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from catalog.errors import NotInReview
from catalog.media.archive import Archive
from catalog.media.preparing import sha256_of
from catalog.media.problems import Problem
from catalog.media.services import attach_picture, edit_picture, look_at, warnings_of
from catalog.models import Product, ProductImage, ProductVersion
from shop.imports.apply.transactions import work_on
from shop.imports.models import PlanRow, Upload
from shop.imports.pictures.picture_notes import (
    CODE,
    FOUND_LATER,
    count_warnings,
    in_batches,
    named_in,
    say,
)
from shop.imports.receive.archives import open_archive
from shop.imports.receive.progress import begin_step, tell
from shop.platform.database.jobs import queue_job

State, Outcome, Status = Upload.State, PlanRow.Outcome, ProductVersion.Status


def look_through(*, upload: Upload) -> None:
    """Warn in a plan of pictures that the ZIP lacks, or that are no good; may be repeated."""
    with work_on(upload):
        upload.refresh_from_db()
    if not upload.pictures or upload.state != State.PLANNED:
        return
    with open_archive(upload) as archive:
        look = cache(partial(_look, archive))
        for batch in in_batches(upload, outcome__in=[Outcome.CREATED, Outcome.CHANGED]):
            found = [
                (row, {column: look(values[column]) for column in named_in(values)})
                for row, values in batch
            ]
            with work_on(upload):
                for row, problems in found:
                    say(row, problems, code=CODE, instead_of=(CODE,))
    count_warnings(upload)


def _look(archive: Archive, name: str) -> tuple[Problem, ...]:
    """Return what is wrong with the picture of a name."""
    content = archive.read(name)
    return (content,) if isinstance(content, Problem) else look_at(name, content)


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
    with open_archive(upload) as archive:
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
