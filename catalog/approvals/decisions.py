"""Which holders decide about a version, at which stages, and what they decided that stands."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from catalog.models import Approval, ApprovalCondition, ProductVersion
from licensing.models import RightsHolder

Stage, Verdict = Approval.Stage, Approval.Verdict


def holders_of(version: ProductVersion) -> list[RightsHolder]:
    """Return whose marks a version carries."""
    licensors = version.marks.values("agreement__licensor")
    return list(RightsHolder.objects.filter(pk__in=licensors).order_by("name"))


def stages_of(holder: RightsHolder) -> list[str]:
    """Return the stages that a holder asks for, in order; the release is the last."""
    asked = {*holder.approval_stages, Stage.RELEASE.value}
    return [stage for stage in Stage.values if stage in asked]


def standing(version: ProductVersion, holder: RightsHolder) -> dict[str, Approval]:
    """Return a holder's decisions that stand, by stage."""
    rows = Approval.objects.filter(version=version, holder=holder, withdrawn_at__isnull=True)
    return {row.stage: row for row in rows.select_related("created_by")}


def next_stage(holder: RightsHolder, decided: Iterable[str]) -> str | None:
    """Return the first stage that a holder has not decided; None after the release."""
    done = set(decided)
    if Stage.RELEASE in done:
        return None
    return next(stage for stage in stages_of(holder) if stage not in done)


def open_conditions(version: ProductVersion) -> QuerySet[ApprovalCondition]:
    """Return what must be met before the release and is not confirmed."""
    return ApprovalCondition.objects.filter(
        approval__version=version,
        approval__withdrawn_at__isnull=True,
        before_release=True,
        confirmation__isnull=True,
    )


def all_agree(version: ProductVersion, holders: Sequence[RightsHolder]) -> bool:
    """Whether every holder released the version and every condition before that is met."""
    agreed = bool(holders) and released_by(version, holders)
    return agreed and not open_conditions(version).exists()


def released_version(product_id: int) -> ProductVersion | None:
    """Return the version that a product is sold as; None when a holder withdrew its release."""
    version = ProductVersion.objects.filter(
        product=product_id, status=ProductVersion.Status.RELEASED
    ).first()
    stands = version is not None and released_by(version, holders_of(version))
    return version if stands else None


def released_by(version: ProductVersion, holders: Sequence[RightsHolder]) -> bool:
    """Whether the release of all these holders stands."""
    released = set(
        Approval.objects.filter(
            version=version,
            stage=Stage.RELEASE,
            verdict=Verdict.APPROVED,
            withdrawn_at__isnull=True,
        ).values_list("holder", flat=True)
    )
    return released >= {holder.pk for holder in holders}
