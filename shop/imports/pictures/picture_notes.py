"""Rows of a plan that name pictures, and what is said on a row about them.

It is always a warning: a picture never costs a row.
"""

from collections.abc import Iterator, Mapping, Sequence

from catalog.imports.columns import PICTURES
from catalog.imports.errors import WARNING
from catalog.imports.plan import note
from catalog.media.problems import Problem
from shop.imports.apply.transactions import work_on
from shop.imports.models import PlanRow, Upload, UploadRow

BATCH = 100
NAMES = tuple(f"image_{number}" for number in range(1, PICTURES + 1))
# What notes are called that the ZIP gave rise to, and those that came of making the renditions.
CODE, FOUND_LATER = "picture_", "prepared_"


def in_batches(
    upload: Upload, **wanted: object
) -> Iterator[list[tuple[PlanRow, Mapping[str, str]]]]:
    """Yield rows of the plan with what they write, in the file's order."""
    last = -1
    while True:
        with work_on(upload):
            found = upload.plan.filter(number__gt=last, **wanted).order_by("number")
            rows = list(found[:BATCH])
            new = [row.number for row in rows if row.after is None]
            cells = dict(
                UploadRow.objects.filter(upload=upload, number__in=new).values_list(
                    "number", "cells"
                )
            )
        if not rows:
            return
        last = rows[-1].number
        yield [(row, cells[row.number] if row.after is None else row.after) for row in rows]


def named_in(values: Mapping[str, str]) -> list[str]:
    """Return the columns that name a picture."""
    return [column for column in NAMES if values.get(column)]


def position_of(column: str) -> int:
    """Return the place of a column's picture, from 0."""
    return NAMES.index(column)


def say(
    row: PlanRow,
    found: Mapping[str, Sequence[Problem]],
    *,
    code: str,
    instead_of: tuple[str, ...],
) -> None:
    """Write down by column what is wrong with a row's pictures, in place of earlier notes."""
    said = [
        note(code + one.code, column, f"{one.name}: {one.message}", "", WARNING)
        for column, problems in found.items()
        for one in problems
    ]
    if not said and not _of(row.notes, instead_of):
        return
    locked = PlanRow.objects.select_for_update().get(pk=row.pk)
    kept = [one for one in locked.notes if one not in _of(locked.notes, instead_of)]
    if kept + said != locked.notes:
        PlanRow.objects.filter(pk=row.pk).update(notes=kept + said)


def _of(notes: Sequence[dict[str, str]], codes: tuple[str, ...]) -> list[dict[str, str]]:
    return [one for one in notes if one["code"].startswith(codes)]


def count_warnings(upload: Upload, **counted: int) -> None:
    """Count the rows with warnings anew, and keep what else was counted."""
    with work_on(upload):
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        warned = upload.plan.filter(notes__contains=[{"level": WARNING}]).count()
        counts = {**locked.counts, "warnings": warned, **counted}
        # Another ZIP came meanwhile: it is counted when it was looked through itself.
        if locked.pictures == upload.pictures:
            Upload.objects.filter(pk=upload.pk).update(counts=counts)
