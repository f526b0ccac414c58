"""Threads of comments between a holder and the licensee on a product, across its versions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from catalog.approvals.clocks import update_clocks
from catalog.approvals.decisions import find_holders
from catalog.approvals.notifications import notify_comment
from catalog.errors import CommentEmpty, ThreadUnknown
from catalog.models import ProductVersion, ReviewComment
from licensing.models import Licensee, RightsHolder
from shop.identity.tenancy import own_rows

Side = ReviewComment.Side
PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on a picture: its storage name, and fractions from the upper left corner."""

    picture: str
    x: Decimal
    y: Decimal


@transaction.atomic
def add_comment(  # noqa: PLR0913  one keyword for each part of a comment
    *,
    version: ProductVersion,
    holder: RightsHolder,
    side: str,
    text: str,
    by_id: int | None,
    at: datetime,
    asks: bool = False,
    pin: Pin | None = None,
) -> ReviewComment:
    """Add a comment to a holder's thread; a holder's question stops its clock until the answer.

    Raises `CommentEmpty`, and `ThreadUnknown` if the version has no mark of the holder or no such
    picture.
    """
    versions = ProductVersion.objects.select_for_update(of=("self",)).select_related(
        "product__licensee"
    )
    locked_version = versions.get(pk=version.pk)
    stripped = text.strip()
    if not stripped:
        raise CommentEmpty(field="text")
    if holder not in find_holders(locked_version):
        raise ThreadUnknown(version=str(locked_version), field="holder")
    if pin is not None and pin.picture not in _pictures_of(locked_version):
        raise ThreadUnknown(version=str(locked_version), field="picture")
    comment = ReviewComment.objects.create(
        version=locked_version,
        holder=holder,
        side=side,
        text=stripped,
        asks=asks
        and side == Side.HOLDER
        and locked_version.status == ProductVersion.Status.SUBMITTED,
        picture=pin.picture if pin else "",
        x=pin.x.quantize(PLACES) if pin else None,
        y=pin.y.quantize(PLACES) if pin else None,
        created_by_id=by_id,
    )
    update_clocks(locked_version, at)
    notify_comment(comment)
    return comment


def find_comments(
    version: ProductVersion, holders: Collection[RightsHolder]
) -> QuerySet[ReviewComment]:
    """Return the comments of these holders and the licensee on a product, oldest first."""
    rows = ReviewComment.objects.filter(version__product=version.product_id, holder__in=holders)
    return rows.select_related("version", "holder", "created_by").order_by("pk")


def threads_of(licensee: Licensee) -> QuerySet[ReviewComment]:
    """Return all comments on a licensee's products, newest first."""
    rows = own_rows(ReviewComment.objects.all(), licensee, "version__product__licensee")
    return rows.select_related("version__product", "holder").order_by("-pk")


def _pictures_of(version: ProductVersion) -> set[str]:
    return {picture["name"] for picture in version.snapshot.get("pictures", ())}
