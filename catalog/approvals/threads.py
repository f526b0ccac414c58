"""Threads: what a holder and the licensee say to each other about a product, over its versions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from catalog.approvals.clocks import set_clocks
from catalog.approvals.decisions import holders_of
from catalog.approvals.notifications import tell_comment
from catalog.errors import CommentEmpty, ThreadUnknown
from catalog.models import ProductVersion, ReviewComment
from licensing.models import Licensee, RightsHolder
from shop.identity.tenancy import own_rows

Side = ReviewComment.Side
PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on a picture: its storage name, and fractions from its upper left corner."""

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
    """Add a comment to a holder's thread; a holder that `asks` stops its clock until the answer.

    Raises `CommentEmpty` and `ThreadUnknown`: no mark of the holder, or no such picture.
    """
    locked = ProductVersion.objects.select_for_update(of=("self",)).select_related(
        "product__licensee"
    )
    found = locked.get(pk=version.pk)
    said = text.strip()
    if not said:
        raise CommentEmpty(field="text")
    if holder not in holders_of(found):
        raise ThreadUnknown(version=str(found), field="holder")
    if pin is not None and pin.picture not in _pictures_of(found):
        raise ThreadUnknown(version=str(found), field="picture")
    comment = ReviewComment.objects.create(
        version=found,
        holder=holder,
        side=side,
        text=said,
        asks=asks and side == Side.HOLDER and found.status == ProductVersion.Status.SUBMITTED,
        picture=pin.picture if pin else "",
        x=pin.x.quantize(PLACES) if pin else None,
        y=pin.y.quantize(PLACES) if pin else None,
        created_by_id=by_id,
    )
    set_clocks(found, at)
    tell_comment(comment)
    return comment


def thread_of(
    version: ProductVersion, holders: Collection[RightsHolder]
) -> QuerySet[ReviewComment]:
    """Return what these holders and the licensee said about the version's product, in order."""
    rows = ReviewComment.objects.filter(version__product=version.product_id, holder__in=holders)
    return rows.select_related("version", "holder", "created_by").order_by("pk")


def threads_of(licensee: Licensee) -> QuerySet[ReviewComment]:
    """Return everything that was said about a licensee's products, the newest first."""
    rows = own_rows(ReviewComment.objects.all(), licensee, "version__product__licensee")
    return rows.select_related("version__product", "holder").order_by("-pk")


def _pictures_of(version: ProductVersion) -> set[str]:
    return {picture["name"] for picture in version.snapshot.get("pictures", ())}
