"""Brand approval of product versions: every holder of a mark, stage by stage, and the release.

Silence is never approval, and who submits never approves. Price and stock need no approval.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from structlog import get_logger

from catalog.errors import (
    DecidedAlready,
    NotInReview,
    OwnSubmission,
    ReasonMissing,
    StagesMissing,
)
from catalog.models import Approval, ProductImage, ProductRights, ProductVersion
from catalog.services import compile_releases
from licensing.models import RightsHolder, TerritorySetVersion
from licensing.services import take_rights_lock
from shop.database.jobs import queue_job

log = get_logger(__name__)
Stage, Verdict, Status = Approval.Stage, Approval.Verdict, ProductVersion.Status


def waiting_for(holders: QuerySet[RightsHolder]) -> QuerySet[ProductVersion]:
    """Return submitted versions that carry a mark of these holders which they have not released."""
    carried = ProductRights.objects.filter(
        version=OuterRef("pk"), agreement__licensor__in=holders
    ).exclude(
        Exists(
            Approval.objects.filter(
                version=OuterRef("version"),
                holder=OuterRef("agreement__licensor"),
                stage=Stage.RELEASE,
                withdrawn_at__isnull=True,
            )
        )
    )
    return ProductVersion.objects.filter(Exists(carried), status=Status.SUBMITTED)


def holders_of(version: ProductVersion) -> list[RightsHolder]:
    """Return whose marks a version carries."""
    licensors = version.marks.values("agreement__licensor")
    return list(RightsHolder.objects.filter(pk__in=licensors).order_by("name"))


def stages_of(holder: RightsHolder) -> list[str]:
    """Return the stages that a holder asks for, in order; the release is the last."""
    asked = {*holder.approval_stages, Stage.RELEASE.value}
    return [stage for stage in Stage.values if stage in asked]


def released_version(product_id: int) -> ProductVersion | None:
    """Return the version that a product is sold as; None when a holder withdrew its release."""
    version = ProductVersion.objects.filter(product=product_id, status=Status.RELEASED).first()
    stands = version is not None and _released_by(version, holders_of(version))
    return version if stands else None


def standing(version: ProductVersion, holder: RightsHolder) -> dict[str, Approval]:
    """Return a holder's decisions that stand, by stage."""
    rows = Approval.objects.filter(version=version, holder=holder, withdrawn_at__isnull=True)
    return {row.stage: row for row in rows.select_related("created_by")}


@transaction.atomic
def submit_version(*, version: ProductVersion, by_id: int | None, at: datetime) -> None:
    """Send a draft to its holders. Raises `NotInReview` when it is no draft any more."""
    moved = ProductVersion.objects.filter(pk=version.pk, status=Status.DRAFT).update(
        status=Status.SUBMITTED, submitted_by_id=by_id, submitted_at=at
    )
    if not moved:
        raise NotInReview(version=str(version), status=version.status)
    version.refresh_from_db()


@transaction.atomic
def decide_stage(  # noqa: PLR0913  one keyword for each part of the decision
    *,
    version: ProductVersion,
    holder: RightsHolder,
    stage: str,
    verdict: str,
    by_id: int,
    at: datetime,
    conditions: str = "",
    territories: TerritorySetVersion | None = None,
    expires_at: datetime | None = None,
) -> Approval:
    """Record a holder's decision about a stage; the last holder's release puts it on sale.

    Raises `NotInReview`, `OwnSubmission`, `StagesMissing`, `ReasonMissing` (a rejection says why)
    and `DecidedAlready`.
    """
    locked = ProductVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != Status.SUBMITTED:
        raise NotInReview(version=str(locked), status=locked.status)
    if by_id == locked.submitted_by_id:
        raise OwnSubmission(version=str(locked))
    decided = standing(locked, holder)
    if stage in decided:
        raise DecidedAlready(version=str(locked), stage=stage, field="stage")
    missing = [
        needed
        for needed in stages_of(holder)
        if needed != stage
        and (needed not in decided or decided[needed].verdict != Verdict.APPROVED)
    ]
    if stage == Stage.RELEASE and verdict == Verdict.APPROVED and missing:
        raise StagesMissing(version=str(locked), stages=missing, field="stage")
    if verdict == Verdict.REJECTED and not conditions.strip():
        raise ReasonMissing(version=str(locked), field="conditions")
    row = Approval.objects.create(
        version=locked,
        holder=holder,
        stage=stage,
        verdict=verdict,
        conditions=conditions.strip(),
        territory_set_version=territories,
        decided_at=at,
        expires_at=expires_at,
        created_by_id=by_id,
    )
    _release_if_all_agree(locked)
    return row


def withdraw_approval(*, approval: Approval, at: datetime) -> None:
    """Take a decision back; the holder's release of the version goes with it, at once.

    Raises `DecidedAlready` when it is withdrawn already.
    """
    with transaction.atomic():
        take_rights_lock()
        withdrawn = Approval.objects.filter(
            version=approval.version,
            holder=approval.holder,
            stage__in=[approval.stage, Stage.RELEASE],
            withdrawn_at__isnull=True,
        ).update(withdrawn_at=at)
        if not withdrawn:
            raise DecidedAlready(version=str(approval.version), stage=approval.stage)
        compile_releases([approval.version.product_id])
        ProductImage.every.filter(version=approval.version).update(published=False)
        queue_job("media.publish", product_id=approval.version.product_id)


@transaction.atomic
def withdraw_picture(*, image: ProductImage, by_id: int | None) -> None:
    """Take one picture out of every page and answer; the product and its others stay."""
    ProductImage.every.filter(pk=image.pk).update(approved=False)
    product = image.product
    queue_job("media.publish", product_id=product.parent_id or product.pk)
    log.warning("picture.withdrawn", image=image.pk, product=image.product_id, by=by_id)


def _release_if_all_agree(version: ProductVersion) -> None:
    """Release a version that all holders released; the one before gives way in the same moment."""
    if not _all_agree(version, holders_of(version)):
        return
    ProductVersion.objects.filter(product=version.product, status=Status.RELEASED).update(
        status=Status.SUPERSEDED
    )
    ProductVersion.objects.filter(pk=version.pk).update(status=Status.RELEASED)
    compile_releases([version.product_id])
    queue_job("media.publish", product_id=version.product_id)


def _all_agree(version: ProductVersion, holders: Sequence[RightsHolder]) -> bool:
    return bool(holders) and _released_by(version, holders)


def _released_by(version: ProductVersion, holders: Sequence[RightsHolder]) -> bool:
    released = set(
        Approval.objects.filter(
            version=version,
            stage=Stage.RELEASE,
            verdict=Verdict.APPROVED,
            withdrawn_at__isnull=True,
        ).values_list("holder", flat=True)
    )
    return released >= {holder.pk for holder in holders}
