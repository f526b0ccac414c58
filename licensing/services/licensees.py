"""Suspension of licensees: one officer can stop all goods of a company, effective on commit."""

from datetime import datetime

from django.db import transaction

from licensing.errors import LicenseeStateConflict
from licensing.models import Licensee, LicenseeEvent
from licensing.services.locks import take_rights_lock


@transaction.atomic
def suspend_licensee(*, licensee: Licensee, by_id: int | None, reason: str, at: datetime) -> None:
    """Stop the sale of all goods of a licensee. Raises `LicenseeStateConflict`.

    Clearance need not be recompiled, because lists join the licensee's status.
    """
    take_rights_lock()
    _move(licensee, Licensee.Status.ACTIVE, Licensee.Status.SUSPENDED)
    _record(licensee, "SUSPENDED", by_id, reason, at)


@transaction.atomic
def reinstate_licensee(*, licensee: Licensee, by_id: int | None, reason: str, at: datetime) -> None:
    """End the suspension of a licensee. Raises `LicenseeStateConflict`."""
    _move(licensee, Licensee.Status.SUSPENDED, Licensee.Status.ACTIVE)
    _record(licensee, "REINSTATED", by_id, reason, at)


def _move(licensee: Licensee, expected: str, to: str) -> None:
    moved = Licensee.objects.filter(pk=licensee.pk, status=expected).update(status=to)
    if moved != 1:
        raise LicenseeStateConflict(licensee=licensee.code, to=to)
    licensee.refresh_from_db()


def _record(licensee: Licensee, kind: str, by_id: int | None, reason: str, at: datetime) -> None:
    LicenseeEvent.objects.create(
        licensee=licensee, kind=kind, reason=reason, effective_at=at, created_by_id=by_id
    )
