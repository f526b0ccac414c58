"""The approval queue of holders, most urgent first, and the versions of a licensee."""

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
class QueueFilter:
    """Filters of the queue; an empty value filters nothing."""

    text: str = ""
    stage: str = ""
    licensee_id: int | None = None
    mark_id: int | None = None
    overdue: bool = False


def waiting_versions(holders: QuerySet[RightsHolder]) -> QuerySet[ProductVersion]:
    """Return submitted versions with a mark whose release these holders have not decided."""
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


def search_queue(
    holders: QuerySet[RightsHolder], queue_filter: QueueFilter, at: datetime
) -> QuerySet[ProductVersion]:
    """Return versions waiting for holders, by `due`; versions with stopped clocks come last."""
    clocks = ReviewClock.objects.filter(version=OuterRef("pk"), holder__in=holders)
    due = clocks.filter(due_at__isnull=False).order_by("due_at").values("due_at")[:1]
    rows = waiting_versions(holders).annotate(due=Subquery(due))
    if queue_filter.text:
        rows = rows.filter(_matches_text(queue_filter.text))
    if queue_filter.stage:
        rows = rows.filter(Exists(clocks.filter(stage=queue_filter.stage)))
    if queue_filter.licensee_id:
        rows = rows.filter(product__licensee=queue_filter.licensee_id)
    if queue_filter.mark_id:
        rows = rows.filter(marks__property=queue_filter.mark_id)
    if queue_filter.overdue:
        rows = rows.filter(due__lte=at)
    return rows.order_by(F("due").asc(nulls_last=True), "submitted_at", "pk")


def prefetch_details(
    versions: QuerySet[ProductVersion], holders: QuerySet[RightsHolder]
) -> QuerySet[ProductVersion]:
    """Prefetch what lists show of versions; `own_clocks` are the clocks of these holders."""
    clocks = ReviewClock.objects.filter(holder__in=holders).select_related("holder")
    return versions.select_related("product__licensee", "submitted_by").prefetch_related(
        "marks__property",
        "marks__agreement__licensor",
        Prefetch("clocks", clocks.order_by("due_at", "pk"), to_attr="own_clocks"),
    )


def find_licensee_versions(licensee: Licensee) -> QuerySet[ProductVersion]:
    """Return a licensee's versions, newest first, with the clocks of all holders."""
    rows = own_rows(ProductVersion.objects.all(), licensee, "product__licensee")
    return prefetch_details(rows, RightsHolder.objects.all()).order_by("-pk")


def filter_licensee_versions(
    versions: QuerySet[ProductVersion], text: str, state: str, *, turn: str
) -> QuerySet[ProductVersion]:
    """Filter a licensee's versions by text and status.

    If `state` equals `turn`, return versions that wait for the licensee.
    """
    if text:
        versions = versions.filter(_matches_text(text))
    if state == turn:
        waits = ReviewClock.objects.filter(version=OuterRef("pk"), waits_for="LICENSEE")
        return versions.filter(Exists(waits))
    return versions.filter(status=state) if state else versions


def find_pictures(product_ids: Collection[int], names: Collection[str]) -> dict[str, ProductImage]:
    """Return pictures of products by storage name, including unpublished ones."""
    own = Q(product__in=product_ids) | Q(product__parent__in=product_ids)
    rows = ProductImage.every.filter(own, stem__in=names)
    return {image.stem: image for image in rows}


def _matches_text(text: str) -> Q:
    return (
        Q(product__upc__icontains=plain_code(text) or text)
        | Q(product__title_en__icontains=text)
        | Q(snapshot__titles__en__icontains=text)
        | Q(product__licensee__legal_name__icontains=text)
    )
