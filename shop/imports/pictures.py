"""Pictures of an import: match the ZIP with the rows, attach pictures to drafts, report results.

A missing or bad picture is a warning on its row; the row is imported without it. Every step may be
repeated: a picture that is attached already is not decoded again.
"""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from catalog.errors import NotInReview
from catalog.imports.columns import PICTURES
from catalog.imports.errors import WARNING
from catalog.imports.plan import stored_problem
from catalog.media.archive import Archive
from catalog.media.preparation import hash_content
from catalog.media.problems import Problem
from catalog.media.services import (
    attach_picture,
    edit_picture,
    find_refusal,
    find_similar,
    find_warnings,
    inspect_picture,
)
from catalog.models import Product, ProductImage, ProductVersion
from licensing.models import Licensee
from shop.imports.models import CatalogImport, ImportRow, PlanRow
from shop.imports.receive.archives import open_archive
from shop.imports.steps import begin_step, import_transaction, queue_import_job, record_progress

BATCH = 100
NAMES = tuple(f"image_{number}" for number in range(1, PICTURES + 1))
# Prefixes of the codes of notes: problems of the ZIP, and of preparing the renditions.
ZIP_NOTE, PREPARED_NOTE = "picture_", "prepared_"


def iter_plan_batches(
    catalog_import: CatalogImport, **conditions: object
) -> Iterator[list[tuple[PlanRow, Mapping[str, str]]]]:
    """Yield batches of plan rows with the values they write, in the order of the file."""
    last = -1
    while True:
        with import_transaction(catalog_import):
            rows_left = catalog_import.plan.filter(number__gt=last, **conditions).order_by("number")
            rows = list(rows_left[:BATCH])
            new = [row.number for row in rows if row.after is None]
            cells = dict(
                ImportRow.objects.filter(catalog_import=catalog_import, number__in=new).values_list(
                    "number", "cells"
                )
            )
        if not rows:
            return
        last = rows[-1].number
        yield [(row, cells[row.number] if row.after is None else row.after) for row in rows]


def picture_columns(values: Mapping[str, str]) -> list[str]:
    """Return the columns that name a picture."""
    return [column for column in NAMES if values.get(column)]


def position_of(column: str) -> int:
    """Return the position of a column's picture, from 0."""
    return NAMES.index(column)


def replace_notes(
    row: PlanRow,
    problems_by_column: Mapping[str, Sequence[Problem]],
    *,
    code: str,
    instead_of: tuple[str, ...],
) -> None:
    """Replace the warnings about a row's pictures, by column.

    Notes whose code starts with one of `instead_of` are removed.
    """
    new_notes = [
        stored_problem(code + entry.code, column, f"{entry.name}: {entry.message}", "", WARNING)
        for column, problems in problems_by_column.items()
        for entry in problems
    ]
    if not new_notes and not _of(row.notes, instead_of):
        return
    locked = PlanRow.objects.select_for_update().get(pk=row.pk)
    kept = [entry for entry in locked.notes if entry not in _of(locked.notes, instead_of)]
    if kept + new_notes != locked.notes:
        PlanRow.objects.filter(pk=row.pk).update(notes=kept + new_notes)


def _of(notes: Sequence[dict[str, str]], codes: tuple[str, ...]) -> list[dict[str, str]]:
    return [entry for entry in notes if entry["code"].startswith(codes)]


def count_warnings(catalog_import: CatalogImport, **counted: int) -> None:
    """Count the rows with warnings and update the given counts of the import."""
    with import_transaction(catalog_import):
        locked = CatalogImport.objects.select_for_update().get(pk=catalog_import.pk)
        warned = catalog_import.plan.filter(notes__contains=[{"level": WARNING}]).count()
        counts = {**locked.counts, "warnings": warned, **counted}
        # If another ZIP arrived meanwhile, its own run counts it.
        if locked.pictures == catalog_import.pictures:
            CatalogImport.objects.filter(pk=catalog_import.pk).update(counts=counts)


State, Outcome, Status = CatalogImport.State, PlanRow.Outcome, ProductVersion.Status


def check_pictures(*, catalog_import: CatalogImport) -> None:
    """Warn of pictures in a plan that the ZIP lacks or that cannot be used. May be repeated."""
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    if not catalog_import.pictures or catalog_import.state != State.PLANNED:
        return
    with open_archive(catalog_import) as archive:
        look = cache(partial(_look, archive))
        for batch in iter_plan_batches(
            catalog_import, outcome__in=[Outcome.CREATED, Outcome.CHANGED]
        ):
            checked = [
                (row, {column: look(values[column]) for column in picture_columns(values)})
                for row, values in batch
            ]
            with import_transaction(catalog_import):
                for row, problems in checked:
                    replace_notes(row, problems, code=ZIP_NOTE, instead_of=(ZIP_NOTE,))
    count_warnings(catalog_import)


def _look(archive: Archive, name: str) -> tuple[Problem, ...]:
    """Return the problems of the picture with a name."""
    content = archive.read(name)
    return (content,) if isinstance(content, Problem) else inspect_picture(name, content)


def attach_pictures(*, catalog_import: CatalogImport) -> int:
    """Attach pictures to the drafts of an applied import; return how many are attached.

    A killed run may be repeated: it skips what is attached already.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
        if not catalog_import.pictures or catalog_import.state != State.APPLIED:
            return 0
        total = catalog_import.plan.filter(done_at__isnull=False).count()
        begin_step(catalog_import, total)
    attached = done = 0
    with open_archive(catalog_import) as archive:
        for batch in iter_plan_batches(catalog_import, done_at__isnull=False):
            for row, values in batch:
                with import_transaction(catalog_import):
                    attached += _attach_row(row, values, archive)
            done += len(batch)
            with import_transaction(catalog_import):
                record_progress(catalog_import, done, total)
    count_warnings(catalog_import, pictures=attached, pictures_waiting=attached)
    queue_import_job("sourcing.prepared", catalog_import)
    return attached


@dataclass(frozen=True, slots=True)
class _Place:
    """Product and version that the pictures of a row belong to."""

    product: Product
    version: ProductVersion
    alts: Mapping[str, str]


def _attach_row(row: PlanRow, values: Mapping[str, str], archive: Archive) -> int:
    """Attach a row's pictures to its draft and note problems; return how many are attached."""
    place = _place(row, values) if picture_columns(values) else None
    if place is None:
        return 0
    problems, attached = {}, 0
    for column in picture_columns(values):
        number = int(column.removeprefix("image_"))
        there, problems[column] = _attach(place, number, values[column], archive)
        attached += there
    replace_notes(row, problems, code=ZIP_NOTE, instead_of=(ZIP_NOTE, PREPARED_NOTE))
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
    """Return whether the picture is attached, and its problems."""
    content = archive.read(name)
    if isinstance(content, Problem):
        return False, (content,)
    alt = place.alts.get(f"image_alt_en_{number}", "")
    there = ProductImage.every.filter(
        version=place.version,
        product=place.product,
        display_order=number - 1,
        source_sha256=hash_content(content),
    ).first()
    if there is not None:
        if place.version.status == Status.DRAFT:
            ProductImage.every.filter(pk=there.pk).update(source_name=name[:255])
            if alt and there.alt_en != alt:
                edit_picture(image=there, alts={"en": alt})
        return True, find_warnings(there)
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
        message = "It was uploaded after the draft was sent for approval, so it is not included."
        return False, (Problem(name, "too_late", message),)
    return attached.image is not None, attached.problems


Rows = Sequence[tuple[PlanRow, Mapping[str, str]]]
Place = tuple[int, int]
SOONEST_S, LATEST_S, LOOKS = 5, 900, 24  # delays between looks, for about four hours


def report_prepared(*, catalog_import: CatalogImport, look: int = 1) -> int:
    """Note problems of prepared pictures on the rows; return how many pictures still wait.

    A job looks again while pictures wait; `look` counts the attempts.
    """
    with import_transaction(catalog_import):
        catalog_import.refresh_from_db()
    # Without this count the pictures of another ZIP are still being attached.
    if (
        catalog_import.state != CatalogImport.State.APPLIED
        or "pictures" not in catalog_import.counts
    ):
        return 0
    states = _report_all(catalog_import, alike=False)
    waiting, refused = (
        states.count(ProductImage.State.WAITING),
        states.count(ProductImage.State.REFUSED),
    )
    again = bool(waiting) and look < LOOKS
    if not again:  # each picture is compared with all: once is enough
        _report_all(catalog_import, alike=True)
    count_warnings(
        catalog_import,
        pictures=len(states) - refused,
        pictures_refused=refused,
        pictures_waiting=waiting if again else 0,
    )
    if again:
        _queue_next_look(catalog_import, look)
    return waiting


def _queue_next_look(catalog_import: CatalogImport, look: int) -> None:
    delay_s = min(SOONEST_S * 2 ** (look - 1), LATEST_S)
    queue_import_job("sourcing.prepared", catalog_import, after_s=delay_s, look=look + 1)


def _report_all(catalog_import: CatalogImport, *, alike: bool) -> list[str]:
    states: list[str] = []
    for batch in iter_plan_batches(catalog_import, done_at__isnull=False):
        with import_transaction(catalog_import):
            states += _report_batch(batch, catalog_import.licensee if alike else None)
    return states


def _report_batch(batch: Rows, licensee: Licensee | None) -> list[str]:
    """Note problems on some rows and return the states of their pictures.

    Near-duplicates are reported only if `licensee` is given.
    """
    images = _images([row.product_id for row, _ in batch if row.product_id])
    states = []
    for row, values in batch:
        problems: dict[str, list[Problem]] = {}
        for column in picture_columns(values):
            image = images.get((row.product_id or 0, position_of(column)))
            # The picture may have been replaced by another import or by hand.
            if image is not None and image.source_name == values[column][:255]:
                states.append(image.state)
                problems[column] = _problems_of(image, licensee)
        replace_notes(row, problems, code=PREPARED_NOTE, instead_of=(PREPARED_NOTE,))
    return states


def _images(products: Collection[int]) -> dict[Place, ProductImage]:
    """Return the pictures of the latest versions of products, by product and position."""
    rows = ProductImage.every.filter(product__in=products, version__isnull=False)
    rows = rows.select_related("product").order_by("version__number")
    return {(row.product_id, row.display_order): row for row in rows}


def _problems_of(image: ProductImage, licensee: Licensee | None) -> list[Problem]:
    refusal = find_refusal(image)
    if refusal is not None:
        return [refusal]
    if licensee is None or image.perceptual_hash is None:
        return []
    twin = find_similar(image, licensee).select_related("product").first()
    if twin is None:
        return []
    message = f"It looks like picture {twin.display_order + 1} of {twin.product.upc}."
    return [Problem(image.source_name, "alike", message)]
