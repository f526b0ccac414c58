"""Publication of pictures with the release of their version, and withdrawal with its end.

Withdrawals update rows at once (`catalog.approvals.stages`). A repeatable job updates the rows of a
release and all public files.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet
from structlog import get_logger

from catalog.approvals.decisions import released_version
from catalog.media.storage import make_public, rendition_names, withdraw_from_public
from catalog.models import ProductImage, ProductVersion

log = get_logger(__name__)


def publish_pictures(product_id: int) -> None:
    """Update rows and public files of a top product to match its released version.

    Pictures of the release replace the former ones in one transaction; if the version has no ready
    pictures, the former ones stay. Public files that no page may show are deleted.
    """
    family = ProductImage.every.filter(Q(product=product_id) | Q(product__parent=product_id))
    with transaction.atomic():
        locked = _lock_shared_files(family)
        released = released_version(product_id)
        released_rows = [row for row in locked if _belongs_to(row, released)]
        make_public(name for row in released_rows if row.approved for name in rendition_names(row))
        _find_replaced(family, released, {row.product_id for row in released_rows}).update(
            published=False
        )
        ProductImage.every.filter(pk__in=[row.pk for row in released_rows]).update(published=True)
        _delete_unused_files(locked)
    log.info("picture.published", product=product_id, pictures=len(released_rows))


def _lock_shared_files(family: QuerySet[ProductImage]) -> list[ProductImage]:
    """Lock uploaded pictures and all rows that share their files, in order of their ids."""
    stems = family.filter(version__isnull=False).exclude(stem="").values("stem")
    rows = ProductImage.every.filter(stem__in=stems).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def _belongs_to(row: ProductImage, released: ProductVersion | None) -> bool:
    return (
        released is not None
        and row.version_id == released.pk
        and row.state == ProductImage.State.READY
    )


def _find_replaced(
    family: QuerySet[ProductImage], released: ProductVersion | None, products: Collection[int]
) -> QuerySet[ProductImage]:
    """Return the pictures that may no longer be shown."""
    if released is None:
        return family.filter(version__isnull=False)
    return family.filter(product__in=products).exclude(version=released)


def _delete_unused_files(rows: Collection[ProductImage]) -> None:
    stems = {row.stem for row in rows}
    public_stems = set(
        ProductImage.every.filter(stem__in=stems, published=True, approved=True).values_list(
            "stem", flat=True
        )
    )
    for row in {row.stem: row for row in rows if row.stem not in public_stems}.values():
        withdraw_from_public(rendition_names(row))
