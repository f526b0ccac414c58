"""Status changes of agreements: review, signature, activation, suspension, revocation."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Least

from licensing.errors import (
    AgreementStateConflict,
    BackDated,
    GrantClash,
    SecondPersonNeeded,
)
from licensing.models import (
    Agreement,
    AgreementEvent,
    Grant,
)
from licensing.reading.clearance import close_profiles, compile_profiles
from licensing.services.availability import Conflict, find_conflicts
from licensing.services.locks import take_rights_lock
from licensing.services.profiles import affected_profiles

Status, Kind = Agreement.Status, AgreementEvent.Kind


@transaction.atomic
def submit_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """Submit a draft for review; it can no longer be edited."""
    _move(agreement, {Status.DRAFT}, Status.IN_REVIEW)
    _record(agreement, Kind.SUBMITTED, by_id, at, "")


@transaction.atomic
def return_agreement(*, agreement: Agreement, by_id: int | None, reason: str, at: datetime) -> None:
    """Return an agreement under review to draft."""
    _move(agreement, {Status.IN_REVIEW}, Status.DRAFT)
    _record(agreement, Kind.RETURNED, by_id, at, reason)


@transaction.atomic
def sign_agreement(
    *,
    agreement: Agreement,
    signed_on: date,
    by_id: int | None,
    at: datetime,
    despite_conflicts: bool = False,
) -> None:
    """Record the signature of a reviewed draft.

    Raises `AgreementStateConflict`, and `GrantClash` if another licensee's grant in force would
    block its activation, unless `despite_conflicts` is set.
    """
    if not despite_conflicts:
        _check_conflicts(agreement)
    _move(agreement, {Status.IN_REVIEW}, Status.SIGNED, signed_on=signed_on)
    _record(agreement, Kind.SIGNED, by_id, at, "")


@transaction.atomic
def activate_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """Activate a signed agreement; its authors cannot (four-eyes principle).

    The version that it supersedes is closed in the same transaction, and rights that only that
    version granted end at once. Raises `SecondPersonNeeded`, `AgreementStateConflict`,
    `GrantClash`.
    """
    # The authors are those of the agreement, its grants and their territory sets.
    authors = {agreement.created_by_id}
    for pair in agreement.grants.values_list("created_by", "territory_set_version__created_by"):
        authors.update(pair)
    if by_id is None or by_id in authors:
        raise SecondPersonNeeded(agreement=str(agreement))
    former = agreement.supersedes
    if former is not None:
        take_rights_lock()
    _move(agreement, {Status.SIGNED}, Status.ACTIVE)
    if former is not None:
        _close_superseded(former, by_id, at)
    # Grants of revoked agreements no longer block others; those of suspended ones still do.
    Grant.objects.filter(live=True, agreement__revoked_from__lte=at).update(live=False)
    try:
        with transaction.atomic():
            agreement.grants.update(live=True)
    except IntegrityError as error:
        if "an_exclusive_grant_has_no_rival" not in str(error):
            raise
        raise _clash(agreement) from error
    _record(agreement, Kind.ACTIVATED, by_id, at, "")
    touched = affected_profiles(agreement)
    if former is not None:
        touched |= affected_profiles(former)
        close_profiles(touched)
    compile_profiles(touched)


def suspend_agreement(
    *, agreement: Agreement, by_id: int | None, reason: str, at: datetime, effective_at: datetime
) -> None:
    """Suspend an agreement until it is resumed. Raises `BackDated`, `AgreementStateConflict`.

    An earlier start of an existing suspension is kept.
    """
    with transaction.atomic():
        take_rights_lock()
        _check_not_past(at, effective_at)
        earliest = Least("suspended_from", Value(effective_at, output_field=DateTimeField()))
        _move(agreement, {Status.ACTIVE}, Status.ACTIVE, suspended_from=earliest)
        _record(agreement, Kind.SUSPENDED, by_id, effective_at, reason)
        touched = affected_profiles(agreement)
        close_profiles(touched)
    compile_profiles(touched)


@transaction.atomic
def resume_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """End the suspension of an agreement. Raises `AgreementStateConflict`."""
    _move(agreement, {Status.ACTIVE}, Status.ACTIVE, suspended_from=None)
    _record(agreement, Kind.RESUMED, by_id, at, "")
    compile_profiles(affected_profiles(agreement))


def revoke_agreement(
    *, agreement: Agreement, by_id: int | None, reason: str, at: datetime, effective_at: datetime
) -> None:
    """Revoke an agreement permanently, without a sell-off.

    Raises `BackDated`, `AgreementStateConflict`.
    """
    with transaction.atomic():
        take_rights_lock()
        _check_not_past(at, effective_at)
        _move(agreement, {Status.ACTIVE}, Status.REVOKED, revoked_from=effective_at)
        _record(agreement, Kind.REVOKED, by_id, effective_at, reason)
        touched = affected_profiles(agreement)
        close_profiles(touched)
    compile_profiles(touched)


def _close_superseded(former: Agreement, by_id: int | None, at: datetime) -> None:
    """Close the superseded version if it is still active."""
    if former.status == Status.ACTIVE:
        _move(former, {Status.ACTIVE}, Status.CLOSED)
        _record(former, Kind.SUPERSEDED, by_id, at, "")
    former.grants.update(live=False)


def _move(agreement: Agreement, expected: set[str], to: str, **changes: object) -> None:
    moved = Agreement.objects.filter(pk=agreement.pk, status__in=expected).update(
        status=to, **changes
    )
    if moved != 1:
        raise AgreementStateConflict(agreement=str(agreement), to=to)
    agreement.refresh_from_db()


def _record(
    agreement: Agreement, kind: str, by_id: int | None, effective_at: datetime, reason: str
) -> None:
    AgreementEvent.objects.create(
        agreement=agreement,
        kind=kind,
        created_by_id=by_id,
        effective_at=effective_at,
        reason=reason,
    )


def _check_not_past(at: datetime, effective_at: datetime) -> None:
    if effective_at < at:
        raise BackDated(now=at, effective_at=effective_at)


def find_agreement_conflicts(agreement: Agreement) -> list[Conflict]:
    """Return the conflicts that would arise from activating an agreement."""
    return find_conflicts(agreement.grants.values_list("pk", flat=True))


def _check_conflicts(agreement: Agreement) -> None:
    """Raise `GrantClash` if a grant in force would block the agreement."""
    clash = _clash(agreement)
    if "grant" in clash.data:
        raise clash


def _clash(agreement: Agreement) -> GrantClash:
    """Return the error that names the first rival grant in force."""
    for conflict in find_agreement_conflicts(agreement):
        if conflict.rival.live:
            return GrantClash(
                f"conflicts with {conflict.rival}",
                grant=conflict.rival.pk,
                agreement=str(conflict.rival.agreement),
            )
    return GrantClash(agreement=str(agreement))
