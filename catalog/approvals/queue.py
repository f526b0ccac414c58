"""What waits for holders, the most urgent first, and where a licensee's own versions stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from catalog.models import (
    Approval,
    ProductImage,
    ProductRights,
    ProductVersion,
    ReviewClock,
)
from licensing.models import Licensee, RightsHolder
from shop.identity.tenancy import own_rows
from shop.platform.core.typed_text import plain_code

Status = ProductVersion.Status


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a queue to show; an empty value filters nothing."""

    text: str = ""
    stage: str = ""
    licensee_id: int | None = None
    mark_id: int | None = None
    overdue: bool = False


def waiting_for(holders: QuerySet[RightsHolder]) -> QuerySet[ProductVersion]:
    """Return submitted versions that carry a mark of these holders which they have not released."""
    carried = ProductRights.objects.filter(
        version=OuterRef("pk"), agreement__licensor__in=holders
    ).exclude(
        Exists(
            Approval.objects.filter(
                version=OuterRef("version"),
                holder=OuterRef("agreement__licensor"),
                stage=Approval.Stage.RELEASE,
                withdrawn_at__isnull=True,
            )
        )
    )
    return ProductVersion.objects.filter(Exists(carried), status=Status.SUBMITTED)


def find_waiting(
    holders: QuerySet[RightsHolder], wanted: Wanted, at: datetime
) -> QuerySet[ProductVersion]:
    """Return what waits for holders with `due`, the first due first; last what stands still."""
    clocks = ReviewClock.objects.filter(version=OuterRef("pk"), holder__in=holders)
    due = clocks.filter(due_at__isnull=False).order_by("due_at").values("due_at")[:1]
    rows = waiting_for(holders).annotate(due=Subquery(due))
    if wanted.text:
        rows = rows.filter(_mentions(wanted.text))
    if wanted.stage:
        rows = rows.filter(Exists(clocks.filter(stage=wanted.stage)))
    if wanted.licensee_id:
        rows = rows.filter(product__licensee=wanted.licensee_id)
    if wanted.mark_id:
        rows = rows.filter(marks__property=wanted.mark_id)
    if wanted.overdue:
        rows = rows.filter(due__lte=at)
    return rows.order_by(F("due").asc(nulls_last=True), "submitted_at", "pk")


def with_parts(
    versions: QuerySet[ProductVersion], holders: QuerySet[RightsHolder]
) -> QuerySet[ProductVersion]:
    """Read with versions what a list shows of them, `own_clocks` being those of these holders."""
    clocks = ReviewClock.objects.filter(holder__in=holders).select_related("holder")
    return versions.select_related("product__licensee", "submitted_by").prefetch_related(
        "marks__property",
        "marks__agreement__licensor",
        Prefetch("clocks", clocks.order_by("due_at", "pk"), to_attr="own_clocks"),
    )


def approvals_of(licensee: Licensee) -> QuerySet[ProductVersion]:
    """Return a licensee's versions, newest first, `own_clocks` being those of every holder."""
    rows = own_rows(ProductVersion.objects.all(), licensee, "product__licensee")
    return with_parts(rows, RightsHolder.objects.all()).order_by("-pk")


def find_own(
    versions: QuerySet[ProductVersion], text: str, state: str, *, turn: str
) -> QuerySet[ProductVersion]:
    """Return those of a licensee's versions that mention a text and are in a state.

    The state `turn` means: it is the licensee who is waited for.
    """
    if text:
        versions = versions.filter(_mentions(text))
    if state == turn:
        waits = ReviewClock.objects.filter(version=OuterRef("pk"), waits_for="LICENSEE")
        return versions.filter(Exists(waits))
    return versions.filter(status=state) if state else versions


def pictures_by_name(
    product_ids: Collection[int], names: Collection[str]
) -> dict[str, ProductImage]:
    """Return pictures of products by storage name, whether fans see them or not."""
    own = Q(product__in=product_ids) | Q(product__parent__in=product_ids)
    rows = ProductImage.every.filter(own, stem__in=names)
    return {image.stem: image for image in rows}


def _mentions(text: str) -> Q:
    return (
        Q(product__upc__icontains=plain_code(text) or text)
        | Q(product__title_en__icontains=text)
        | Q(snapshot__titles__en__icontains=text)
        | Q(product__licensee__legal_name__icontains=text)
    )
