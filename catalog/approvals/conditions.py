"""Conditions of an approval: attached by the holder, confirmed as met by the licensee."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from catalog.approvals.clocks import set_clocks
from catalog.approvals.notifications import tell_condition_met
from catalog.approvals.release import release_if_all_agree
from catalog.errors import ConditionSettled
from catalog.models import Approval, ApprovalCondition, ConditionMet, ProductVersion


@dataclass(frozen=True, slots=True)
class NewCondition:
    """What an approval asks for; before the release: the version is not on sale without it."""

    text: str
    before_release: bool = False


def attach_conditions(approval: Approval, conditions: Collection[NewCondition]) -> None:
    """Attach conditions to an approval that is being given."""
    ApprovalCondition.objects.bulk_create(
        ApprovalCondition(
            approval=approval,
            text=wanted.text.strip(),
            before_release=wanted.before_release,
            created_by_id=approval.created_by_id,
        )
        for wanted in conditions
        if wanted.text.strip()
    )


def conditions_of(version: ProductVersion) -> QuerySet[ApprovalCondition]:
    """Return the conditions of a version's approvals that stand, with what was confirmed."""
    rows = ApprovalCondition.objects.filter(
        approval__version=version, approval__withdrawn_at__isnull=True
    )
    return rows.select_related("approval__holder", "confirmation__created_by").order_by("pk")


@transaction.atomic
def confirm_condition(
    *, condition: ApprovalCondition, by_id: int | None, at: datetime, note: str = ""
) -> bool:
    """Record that the licensee met a condition; the last one before a release puts it on sale.

    Returns whether it did. Raises `ConditionSettled` when there is nothing to confirm any more.
    """
    approval = Approval.objects.select_related("holder").get(pk=condition.approval_id)
    rows = ProductVersion.objects.select_for_update(of=("self",))
    version = rows.select_related("product__licensee").get(pk=approval.version_id)
    # Read after the lock: what was decided while it waited counts.
    approval.refresh_from_db(fields=["withdrawn_at"])
    settled = ConditionMet.objects.filter(condition=condition).exists()
    if settled or approval.withdrawn_at is not None:
        raise ConditionSettled(condition=condition.pk, field="condition")
    ConditionMet.objects.create(condition=condition, note=note.strip(), created_by_id=by_id)
    approval.version = version
    tell_condition_met(approval, condition.pk, condition.text, by_id)
    released = release_if_all_agree(version)
    set_clocks(version, at)
    return released
