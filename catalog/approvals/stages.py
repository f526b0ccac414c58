"""Brand approval of product versions by every holder of a mark, stage by stage.

A missing decision is never an approval, and submitters cannot approve. Submitted versions are
frozen: after a rejection, the licensee submits a new version, and the threads continue. Price and
stock need no approval.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from structlog import get_logger

from catalog.approvals.clocks import start_clocks, stop_clocks, update_clocks
from catalog.approvals.conditions import NewCondition, attach_conditions
from catalog.approvals.decisions import current_decisions, required_stages
from catalog.approvals.notifications import (
    notify_decision,
    notify_picture_withdrawn,
    notify_submitted,
    notify_withdrawn,
)
from catalog.approvals.release import release_if_approved
from catalog.approvals.snapshot import freeze_contents
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
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
Stage, Verdict, Status = Approval.Stage, Approval.Verdict, ProductVersion.Status


def submit_version(*, version: ProductVersion, by_id: int | None, at: datetime) -> None:
    """Submit a draft to its holders. Raises `NotInReview` if it is not a draft."""
    submit_versions(versions=[version], by_id=by_id, at=at)
    version.refresh_from_db()


@transaction.atomic
def submit_versions(
    *, versions: Collection[ProductVersion], by_id: int | None, at: datetime
) -> None:
    """Submit drafts to their holders, all or none, with one notice to each holder.

    Raises `NotInReview` if one is not a draft.
    """
    submit_without_notice(versions=versions, by_id=by_id, at=at)
    notify_submitted_versions(
        ProductVersion.objects.filter(pk__in=[row.pk for row in versions]), by_id
    )


@transaction.atomic
def submit_without_notice(
    *, versions: Collection[ProductVersion], by_id: int | None, at: datetime
) -> None:
    """Submit drafts to their holders, all or none; call `notify_submitted_versions` afterwards.

    Saves the contents of the drafts and of the released versions, starts the clocks, and supersedes
    submitted versions of the same products. Raises `NotInReview` if one is not a draft.
    """
    numbers = [version.pk for version in versions]
    drafts = ProductVersion.objects.filter(pk__in=numbers).order_by("pk").select_for_update()
    for draft in drafts:
        if draft.status != Status.DRAFT:
            raise NotInReview(version=str(draft), status=draft.status)
    same = ProductVersion.objects.filter(product__versions__in=numbers).exclude(pk__in=numbers)
    freeze_contents(ProductVersion.objects.filter(pk__in=numbers))
    freeze_contents(same.filter(status=Status.RELEASED, snapshot={}))
    before = list(same.filter(status=Status.SUBMITTED).values_list("pk", flat=True))
    ProductVersion.objects.filter(pk__in=before).update(status=Status.SUPERSEDED)
    stop_clocks(ProductVersion.objects.filter(pk__in=before))
    ProductVersion.objects.filter(pk__in=numbers).update(
        status=Status.SUBMITTED, submitted_by_id=by_id, submitted_at=at
    )
    _start_clocks(numbers, at)


def notify_submitted_versions(versions: QuerySet[ProductVersion], by_id: int | None) -> None:
    """Notify each holder and licensee once of all these versions. Idempotent."""
    sent = ProductRights.objects.filter(version__in=versions).values(
        "agreement__licensor", "version__product__licensee"
    )
    groups = sent.annotate(first=Min("version"), many=Count("version", distinct=True))
    for group in groups.order_by("agreement__licensor", "version__product__licensee"):
        first = ProductVersion.objects.select_related("product__licensee").get(pk=group["first"])
        notify_submitted(
            first=first,
            count=group["many"],
            holder=RightsHolder.objects.get(pk=group["agreement__licensor"]),
            licensee=first.product.licensee,
            by_id=by_id,
        )


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
    attached: Sequence[NewCondition] = (),
    territories: TerritorySetVersion | None = None,
    expires_at: datetime | None = None,
) -> Approval:
    """Record a holder's decision on a stage; the last holder's approval releases the version.

    `conditions` is the reason of a rejection, or remarks on an approval. `attached` has conditions
    that the licensee confirms one by one. A rejection ends the review for every holder. Raises
    `NotInReview`, `OwnSubmission`, `StagesMissing`, `ReasonMissing`, `DecidedAlready`.
    """
    rows = ProductVersion.objects.select_for_update(of=("self",))
    locked = rows.select_related("product__licensee").get(pk=version.pk)
    reason = conditions.strip()
    _check_decision(locked, holder, stage, verdict, by_id, reason=reason)
    row = Approval.objects.create(
        version=locked,
        holder=holder,
        stage=stage,
        verdict=verdict,
        conditions=reason,
        territory_set_version=territories,
        decided_at=at,
        expires_at=expires_at,
        created_by_id=by_id,
    )
    if verdict == Verdict.REJECTED:
        ProductVersion.objects.filter(pk=locked.pk).update(status=Status.REJECTED)
        locked.status = Status.REJECTED
    else:
        attach_conditions(row, attached)
    notify_decision(row, [condition.text for condition in attached])
    release_if_approved(locked)
    update_clocks(locked, at)
    return row


def withdraw_approval(*, approval: Approval, at: datetime, by_id: int | None = None) -> None:
    """Withdraw a decision and the holder's approval of the release, effective at once.

    Raises `DecidedAlready` if it is already withdrawn.
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
        update_clocks(approval.version, at)
        notify_withdrawn(approval, by_id)
        ProductImage.every.filter(version=approval.version).update(published=False)
        queue_job("media.publish", product_id=approval.version.product_id)


@transaction.atomic
def withdraw_picture(*, image: ProductImage, by_id: int | None) -> None:
    """Withdraw one picture from all pages and API responses; the product stays on sale."""
    ProductImage.every.filter(pk=image.pk).update(approved=False)
    product = image.product
    queue_job("media.publish", product_id=product.parent_id or product.pk)
    notify_picture_withdrawn(image, by_id)
    log.warning("picture.withdrawn", image=image.pk, product=image.product_id, by=by_id)


def _check_decision(
    version: ProductVersion,
    holder: RightsHolder,
    stage: str,
    verdict: str,
    by_id: int,
    *,
    reason: str,
) -> None:
    if version.status != Status.SUBMITTED:
        raise NotInReview(version=str(version), status=version.status)
    if by_id == version.submitted_by_id:
        raise OwnSubmission(version=str(version))
    decided = current_decisions(version, holder)
    if stage in decided:
        raise DecidedAlready(version=str(version), stage=stage, field="stage")
    missing = [
        needed
        for needed in required_stages(holder)
        if needed != stage
        and (needed not in decided or decided[needed].verdict != Verdict.APPROVED)
    ]
    if stage == Stage.RELEASE and verdict == Verdict.APPROVED and missing:
        raise StagesMissing(version=str(version), stages=missing, field="stage")
    if verdict == Verdict.REJECTED and not reason:
        raise ReasonMissing(version=str(version), field="conditions")


def _start_clocks(numbers: Collection[int], at: datetime) -> None:
    carried = ProductRights.objects.filter(version__in=numbers).select_related(
        "version", "agreement__licensor"
    )
    pairs = {(row.version_id, row.agreement.licensor_id): row for row in carried}
    start_clocks([(row.version, row.agreement.licensor) for row in pairs.values()], at)
