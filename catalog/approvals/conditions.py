"""Conditions of an approval: attached by the holder, confirmed as met by the licensee."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from catalog.approvals.clocks import update_clocks
from catalog.approvals.notifications import notify_condition_met
from catalog.approvals.release import release_if_approved
from catalog.errors import ConditionSettled
from catalog.models import Approval, ApprovalCondition, ConditionMet, ProductVersion


@dataclass(frozen=True, slots=True)
class NewCondition:
    """A condition of an approval; with `before_release`, it must be met before the release."""

    text: str
    before_release: bool = False


def attach_conditions(approval: Approval, conditions: Collection[NewCondition]) -> None:
    """Add conditions to a new approval."""
    ApprovalCondition.objects.bulk_create(
        ApprovalCondition(
            approval=approval,
            text=condition.text.strip(),
            before_release=condition.before_release,
            created_by_id=approval.created_by_id,
        )
        for condition in conditions
        if condition.text.strip()
    )


def find_conditions(version: ProductVersion) -> QuerySet[ApprovalCondition]:
    """Return the conditions of a version's current approvals, with their confirmations."""
    rows = ApprovalCondition.objects.filter(
        approval__version=version, approval__withdrawn_at__isnull=True
    )
    return rows.select_related("approval__holder", "confirmation__created_by").order_by("pk")


@transaction.atomic
def confirm_condition(
    *, condition: ApprovalCondition, by_id: int | None, at: datetime, note: str = ""
) -> bool:
    """Record that the licensee met a condition; the last one may release the version.

    Returns whether it did. Raises `ConditionSettled` if the condition is already confirmed or its
    approval was withdrawn.
    """
    approval = Approval.objects.select_related("holder").get(pk=condition.approval_id)
    rows = ProductVersion.objects.select_for_update(of=("self",))
    version = rows.select_related("product__licensee").get(pk=approval.version_id)
    # Read again under the lock, since the approval may have been withdrawn meanwhile.
    approval.refresh_from_db(fields=["withdrawn_at"])
    settled = ConditionMet.objects.filter(condition=condition).exists()
    if settled or approval.withdrawn_at is not None:
        raise ConditionSettled(condition=condition.pk, field="condition")
    ConditionMet.objects.create(condition=condition, note=note.strip(), created_by_id=by_id)
    approval.version = version
    notify_condition_met(approval, condition.pk, condition.text, by_id)
    released = release_if_approved(version)
    update_clocks(version, at)
    return released
