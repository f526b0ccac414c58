"""Policies decided by counsel, effective on commit and recorded with counsel's reference."""

from django.db import transaction

from licensing.models import RightsPolicy
from licensing.reading.clearance import compile_all
from licensing.services.locks import take_rights_lock


@transaction.atomic
def switch_eea_passive_sales(*, on: bool, reference: str, by_id: int | None) -> None:
    """Allow or forbid delivery on request in all of the EEA for goods licensed in part of it."""
    take_rights_lock()
    RightsPolicy.objects.update_or_create(
        pk=1,
        defaults={"eea_passive_sales": on, "reference": reference, "created_by_id": by_id},
    )
    compile_all()


@transaction.atomic
def switch_athlete_consents(*, on: bool, reference: str, by_id: int | None) -> None:
    """Require athletes' consents for goods with their marks, or treat them as evidence only."""
    take_rights_lock()
    RightsPolicy.objects.update_or_create(
        pk=1,
        defaults={"athlete_consents": on, "reference": reference, "created_by_id": by_id},
    )
    compile_all()
