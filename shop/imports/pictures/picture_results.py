"""What came out when the renditions of an upload's pictures were made, said on the rows.

A picture may be refused only then, and only then it is known what it looks like: both are told
where the licensee looks for them. All of it may be repeated.
"""

from collections.abc import Collection, Mapping, Sequence

from catalog.media.problems import Problem
from catalog.media.services import near_duplicates, refusal_of
from catalog.models import ProductImage
from licensing.models import Licensee
from shop.imports.apply.transactions import work_on
from shop.imports.models import PlanRow, Upload
from shop.imports.pictures.picture_notes import (
    FOUND_LATER,
    count_warnings,
    in_batches,
    named_in,
    position_of,
    say,
)
from shop.platform.database.jobs import queue_job

Rows = Sequence[tuple[PlanRow, Mapping[str, str]]]
Place = tuple[int, int]
State = ProductImage.State
SOONEST_S, LATEST_S, LOOKS = 5, 900, 24  # it is looked again within these, for about four hours


def tell_prepared(*, upload: Upload, look: int = 1) -> int:
    """Say on the rows of an applied upload what is wrong with pictures that were prepared, and
    what they look like; return how many still wait. While some do, a job looks again.

    `look` counts how often it was looked.
    """
    with work_on(upload):
        upload.refresh_from_db()
    # Without this count the pictures of another ZIP are being put to the drafts.
    if upload.state != Upload.State.APPLIED or "pictures" not in upload.counts:
        return 0
    states = _tell_all(upload, alike=False)
    waiting, refused = states.count(State.WAITING), states.count(State.REFUSED)
    again = bool(waiting) and look < LOOKS
    if not again:  # each picture is compared with all: once is enough
        _tell_all(upload, alike=True)
    count_warnings(
        upload,
        pictures=len(states) - refused,
        pictures_refused=refused,
        pictures_waiting=waiting if again else 0,
    )
    if again:
        _look_again(upload, look)
    return waiting


def _look_again(upload: Upload, look: int) -> None:
    later = min(SOONEST_S * 2 ** (look - 1), LATEST_S)
    queue_job(
        "sourcing.prepared",
        after_s=later,
        upload_id=upload.pk,
        licensee_id=upload.licensee_id,
        look=look + 1,
    )


def _tell_all(upload: Upload, *, alike: bool) -> list[str]:
    states: list[str] = []
    for batch in in_batches(upload, done_at__isnull=False):
        with work_on(upload):
            states += _tell_batch(batch, upload.licensee if alike else None)
    return states


def _tell_batch(batch: Rows, licensee: Licensee | None) -> list[str]:
    """Say it on some rows, and return the states of their pictures.

    What they look like is said when it is told whose pictures to compare them with.
    """
    images = _images([row.product_id for row, _ in batch if row.product_id])
    states = []
    for row, values in batch:
        found: dict[str, list[Problem]] = {}
        for column in named_in(values):
            image = images.get((row.product_id or 0, position_of(column)))
            # By now it may be another upload's, or one that was put there by hand.
            if image is not None and image.source_name == values[column][:255]:
                states.append(image.state)
                found[column] = _said_of(image, licensee)
        say(row, found, code=FOUND_LATER, instead_of=(FOUND_LATER,))
    return states


def _images(products: Collection[int]) -> dict[Place, ProductImage]:
    """Return the pictures of the latest versions of products, by product and place."""
    rows = ProductImage.every.filter(product__in=products, version__isnull=False)
    rows = rows.select_related("product").order_by("version__number")
    return {(row.product_id, row.display_order): row for row in rows}


def _said_of(image: ProductImage, licensee: Licensee | None) -> list[Problem]:
    refusal = refusal_of(image)
    if refusal is not None:
        return [refusal]
    if licensee is None or image.perceptual_hash is None:
        return []
    twin = near_duplicates(image, licensee).select_related("product").first()
    if twin is None:
        return []
    message = f"It looks like picture {twin.display_order + 1} of {twin.product.upc}."
    return [Problem(image.source_name, "alike", message)]
