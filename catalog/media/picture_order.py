"""The pictures of a draft: add, edit, remove, reorder and carry over to the next version."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from catalog.approvals.snapshot import update_pictures
from catalog.errors import NotInReview
from catalog.media.problems import Problem
from catalog.media.services import AttachedPicture, attach_picture, edit_picture
from catalog.models import ProductImage, ProductVersion
from shop.platform.database.jobs import queue_job


def next_position(version: ProductVersion) -> int:
    """Return the position after a version's last picture."""
    rows = ProductImage.every.filter(version=version, product=version.product_id)
    last = rows.aggregate(last=Max("display_order"))["last"]
    return 0 if last is None else int(last) + 1


@transaction.atomic
def append_picture(
    *, version: ProductVersion, name: str, stream: BinaryIO, alts: Mapping[str, str] | None = None
) -> AttachedPicture:
    """Append a picture to a draft. Raises `NotInReview` if it is not a draft."""
    place = next_position(version)
    attached = attach_picture(
        product=version.product,
        version=version,
        position=place,
        name=name,
        stream=stream,
        alts=alts,
    )
    if attached.image is not None:
        version.refresh_from_db()
        update_pictures(version)
    return attached


@transaction.atomic
def update_picture(
    *,
    image: ProductImage,
    focus: tuple[float, float] | None = None,
    alts: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """Change focal point and texts of a draft's picture, as `edit_picture` does.

    Raises `NotInReview` if its version is not a draft.
    """
    version = lock_draft(image)
    problems = edit_picture(image=image, focus=focus, alts=alts)
    update_pictures(version)
    return problems


@transaction.atomic
def remove_picture(*, image: ProductImage) -> None:
    """Remove a picture from a draft; a draft without pictures uses those on sale.

    Raises `NotInReview` if its version is not a draft.
    """
    version = lock_draft(image)
    ProductImage.every.filter(pk=image.pk).delete()
    update_pictures(version)


@transaction.atomic
def move_picture(*, image: ProductImage, earlier: bool) -> None:
    """Swap a picture with the one before or after it, if any.

    Raises `NotInReview` if its version is not a draft.
    """
    version = lock_draft(image)
    rows = ProductImage.every.filter(version=version, product=image.product_id)
    own = rows.get(pk=image.pk)
    neighbor = (
        rows.filter(display_order__lt=own.display_order).order_by("-display_order")
        if earlier
        else rows.filter(display_order__gt=own.display_order).order_by("display_order")
    ).first()
    if neighbor is None:
        return
    # Positions are unique, so one of the two moves to a free position first.
    for pk, place in (
        (own.pk, next_position(version)),
        (neighbor.pk, own.display_order),
        (own.pk, neighbor.display_order),
    ):
        ProductImage.every.filter(pk=pk).update(display_order=place)
    update_pictures(version)


def lock_draft(image: ProductImage) -> ProductVersion:
    """Lock and return a picture's version. Raises `NotInReview` if it is not a draft."""
    rows = ProductVersion.objects.select_for_update(of=("self",)).select_related("product")
    version = rows.filter(pk=image.version_id).first()
    if version is None or version.status != ProductVersion.Status.DRAFT:
        status = version.status if version else ""
        raise NotInReview(version=str(version or image.pk), status=status)
    return version


@transaction.atomic
def copy_pictures(*, old: ProductVersion, new: ProductVersion) -> None:
    """Give the next version of a product the pictures of the former one.

    Pictures of a draft are moved; those of a submitted version are copied.
    """
    rows = ProductImage.every.filter(version=old).exclude(state=ProductImage.State.REFUSED)
    if old.submitted_at is None and old.status == ProductVersion.Status.SUPERSEDED:
        ProductImage.every.filter(version=old).update(version=new)
        return
    for image in rows.order_by("pk"):
        image.pk, image.version, image.published = None, new, False
        image._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
        image.save()
        if image.state == ProductImage.State.WAITING:
            queue_job("media.prepare", image_id=image.pk)
