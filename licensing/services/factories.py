"""Factories of licensees: approvals and audits."""

from datetime import date, datetime

from django.db import transaction

from licensing.errors import AlreadyEnded, EmptyAuditPeriod, FactoryApproved
from licensing.models import Agreement, Factory, FactoryApproval, FactoryAudit


@transaction.atomic
def approve_factory(
    *,
    agreement: Agreement,
    code: str,
    name: str = "",
    country: str = "",
    created_by_id: int | None = None,
) -> FactoryApproval:
    """Approve a licensee's factory for goods of an agreement.

    A factory with a new code is created with its name and country (ISO 3166-1 alpha-2). Raises
    `FactoryApproved`.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    factory, _ = Factory.objects.get_or_create(
        licensee_id=agreement.licensee_id,
        code=code,
        defaults={
            "name": name or code,
            "country_id": country or agreement.licensee.country_id,
            "created_by_id": created_by_id,
        },
    )
    approved = FactoryApproval.objects.filter(factory=factory, ended_at__isnull=True)
    if approved.filter(agreement__number=agreement.number).exists():
        raise FactoryApproved(factory=code, agreement=agreement.number, field="code")
    return FactoryApproval.objects.create(
        agreement=agreement, factory=factory, created_by_id=created_by_id
    )


def record_audit(
    *,
    factory: Factory,
    audited_on: date,
    valid_until: date,
    reference: str,
    created_by_id: int | None = None,
) -> FactoryAudit:
    """Record that a factory passed an audit. Raises `EmptyAuditPeriod`."""
    if valid_until <= audited_on:
        raise EmptyAuditPeriod(field="last_day")
    return FactoryAudit.objects.create(
        factory=factory,
        audited_on=audited_on,
        valid_until=valid_until,
        reference=reference,
        created_by_id=created_by_id,
    )


@transaction.atomic
def end_approval(*, approval: FactoryApproval, at: datetime) -> None:
    """End an approval: no new goods of the agreement may be made there. Raises `AlreadyEnded`."""
    locked = FactoryApproval.objects.select_for_update().get(pk=approval.pk)
    if locked.ended_at is not None:
        raise AlreadyEnded(at=locked.ended_at)
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
