"""Queries on decisions: the holders of a version, their stages and current decisions."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from catalog.models import Approval, ApprovalCondition, ProductVersion
from licensing.models import RightsHolder

Stage, Verdict = Approval.Stage, Approval.Verdict


def find_holders(version: ProductVersion) -> list[RightsHolder]:
    """Return the holders of a version's marks."""
    licensors = version.marks.values("agreement__licensor")
    return list(RightsHolder.objects.filter(pk__in=licensors).order_by("name"))


def required_stages(holder: RightsHolder) -> list[str]:
    """Return the stages that a holder requires, in order; the release is the last."""
    stages = {*holder.approval_stages, Stage.RELEASE.value}
    return [stage for stage in Stage.values if stage in stages]


def current_decisions(version: ProductVersion, holder: RightsHolder) -> dict[str, Approval]:
    """Return a holder's decisions that are not withdrawn, by stage."""
    rows = Approval.objects.filter(version=version, holder=holder, withdrawn_at__isnull=True)
    return {row.stage: row for row in rows.select_related("created_by")}


def next_stage(holder: RightsHolder, decided: Iterable[str]) -> str | None:
    """Return the first stage without a decision, or None after the release."""
    done = set(decided)
    if Stage.RELEASE in done:
        return None
    return next(stage for stage in required_stages(holder) if stage not in done)


def open_conditions(version: ProductVersion) -> QuerySet[ApprovalCondition]:
    """Return the unconfirmed conditions that must be met before the release."""
    return ApprovalCondition.objects.filter(
        approval__version=version,
        approval__withdrawn_at__isnull=True,
        before_release=True,
        confirmation__isnull=True,
    )


def is_releasable(version: ProductVersion, holders: Sequence[RightsHolder]) -> bool:
    """Return whether every holder approved the release and all conditions before it are met."""
    agreed = bool(holders) and has_release(version, holders)
    return agreed and not open_conditions(version).exists()


def released_version(product_id: int) -> ProductVersion | None:
    """Return the released version of a product, or None if a holder withdrew its approval."""
    version = ProductVersion.objects.filter(
        product=product_id, status=ProductVersion.Status.RELEASED
    ).first()
    stands = version is not None and has_release(version, find_holders(version))
    return version if stands else None


def has_release(version: ProductVersion, holders: Sequence[RightsHolder]) -> bool:
    """Return whether all these holders currently approve the release."""
    released = set(
        Approval.objects.filter(
            version=version,
            stage=Stage.RELEASE,
            verdict=Verdict.APPROVED,
            withdrawn_at__isnull=True,
        ).values_list("holder", flat=True)
    )
    return released >= {holder.pk for holder in holders}
