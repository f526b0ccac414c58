"""Mandates of the store: where and in which channels it may sell at all.

A mandate opens sales everywhere at once, so one person proposes it and another approves it. It is
ended by one person, effective on commit, as every denial is.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import ProposalDecided, SecondPersonNeeded
from licensing.models import (
    MandateProposal,
    RightsProfile,
    StoreMandate,
    TerritorySetVersion,
)
from licensing.reading.clearance import close_profiles, compile_all
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from licensing.services.end_dating import shorten_window
from licensing.services.locks import take_rights_lock
from shop.platform.core.periods import Period


def propose_mandate(
    *,
    name: str,
    territories: TerritorySetVersion,
    channels: Collection[Channel],
    window: Period,
    by_id: int | None,
) -> MandateProposal:
    """Propose a mandate, which has no effect before `approve_mandate`."""
    return MandateProposal.objects.create(
        name=name,
        territory_set_version=territories,
        channels=NumberSet.of(channel.number for channel in channels),
        window=DateTimeTZRange(window.start, window.end),
        created_by_id=by_id,
    )


def approve_mandate(*, proposal: MandateProposal, by_id: int | None, at: datetime) -> StoreMandate:
    """Put a proposed mandate in force; the second of four eyes.

    Raises `SecondPersonNeeded` for the person who proposed it, and `ProposalDecided`.
    """
    with transaction.atomic():
        take_rights_lock()
        locked = _lock_open(proposal)
        if by_id is None or by_id == locked.created_by_id:
            raise SecondPersonNeeded(f"{locked} was proposed by the same person")
        mandate = StoreMandate.objects.create(
            name=locked.name,
            territory_set_version=locked.territory_set_version,
            territories=locked.territory_set_version.territories,
            channels=locked.channels,
            window=locked.window,
            created_by_id=locked.created_by_id,
        )
        locked.decided_by_id, locked.decided_at, locked.mandate = by_id, at, mandate
        locked.save(update_fields=["decided_by", "decided_at", "mandate"])
    compile_all()
    return mandate


@transaction.atomic
def decline_mandate(*, proposal: MandateProposal, by_id: int | None, at: datetime) -> None:
    """Decline a proposed mandate. Raises `ProposalDecided`, `SecondPersonNeeded`."""
    locked = _lock_open(proposal)
    if by_id is None or by_id == locked.created_by_id:
        raise SecondPersonNeeded(f"{locked} was proposed by the same person")
    locked.decided_by_id, locked.decided_at = by_id, at
    locked.save(update_fields=["decided_by", "decided_at"])


def end_mandate(
    *, mandate: StoreMandate, at: datetime, effective_at: datetime | None = None
) -> None:
    """End a mandate now or later; what no other mandate covers cannot be sold from then on.

    Raises `BackDated`, `AlreadyEnded`.
    """
    with transaction.atomic():
        take_rights_lock()
        mandate.window = shorten_window(mandate.window, at=at, effective_at=effective_at)
        mandate.save(update_fields=["window"])
        close_profiles(list(RightsProfile.objects.values_list("pk", flat=True)))
    compile_all()


def _lock_open(proposal: MandateProposal) -> MandateProposal:
    locked = MandateProposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.decided_at is not None:
        raise ProposalDecided(f"{locked} was decided before", since=locked.decided_at)
    return locked
