"""Switches that counsel decides: in force with the commit, and kept with whose advice it was."""

from django.db import transaction

from licensing.models import RightsPolicy
from licensing.reading.clearance import compile_all
from licensing.services.locks import take_rights_lock


@transaction.atomic
def switch_eea_passive_sales(*, on: bool, reference: str, by_id: int | None) -> None:
    """Let goods licensed in the EEA be delivered on request within all of it, or not."""
    take_rights_lock()
    RightsPolicy.objects.update_or_create(
        pk=1,
        defaults={"eea_passive_sales": on, "reference": reference, "created_by_id": by_id},
    )
    compile_all()
