"""The life of an agreement: drafted, signed, activated by a second person, suspended, revoked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, Value
from django.db.models.functions import Least

from licensing.channels import Channel
from licensing.clearance import compile_profiles
from licensing.errors import (
    AgreementLocked,
    AgreementStateConflict,
    BackDated,
    GrantClash,
    MarkNotHeld,
    SecondPersonNeeded,
    WindowOutsideTerm,
)
from licensing.models import (
    Agreement,
    AgreementEvent,
    Grant,
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    RightsProfile,
    TerritorySetVersion,
)
from licensing.services.locks import take_rights_lock
from licensing.territories import NumberSet
from shop.core.periods import Period

Status, Kind = Agreement.Status, AgreementEvent.Kind


@dataclass(frozen=True, slots=True)
class NewGrant:
    """What a grant gives; categories may be branches of the tree and mean their leaves."""

    marks: Collection[Property]
    categories: Collection[ProductCategory]
    territories: TerritorySetVersion
    channels: Collection[Channel]
    window: Period
    exclusivity: str = Grant.Exclusivity.NON_EXCLUSIVE


@transaction.atomic
def draft_agreement(  # noqa: PLR0913  one keyword for each term of the contract
    *,
    number: str,
    licensor: RightsHolder,
    licensee: Licensee,
    term: Period,
    royalty_rate: Decimal | int = 0,
    currency: str = "CHF",
    created_by_id: int | None = None,
) -> Agreement:
    """Write a new agreement that has no effect yet."""
    return Agreement.objects.create(
        number=number,
        licensor=licensor,
        licensee=licensee,
        term=DateTimeTZRange(term.start, term.end),
        royalty_rate=royalty_rate,
        currency=currency,
        created_by_id=created_by_id,
    )


@transaction.atomic
def add_grant(*, agreement: Agreement, grant: NewGrant, created_by_id: int | None = None) -> Grant:
    """Add a grant to a draft. Raises `AgreementLocked`, `WindowOutsideTerm`, `MarkNotHeld`."""
    # Locked, so that no grant slips in while a second person signs or activates.
    status = Agreement.objects.select_for_update().get(pk=agreement.pk).status
    if status != Status.DRAFT:
        raise AgreementLocked(agreement=str(agreement), status=status)
    _check_window(agreement, grant.window)
    _check_holdings(agreement, grant)
    row = Grant.objects.create(
        agreement=agreement,
        licensee_id=agreement.licensee_id,
        territory_set_version=grant.territories,
        window=DateTimeTZRange(grant.window.start, grant.window.end),
        exclusivity=grant.exclusivity,
        properties=NumberSet.of(mark.number for mark in grant.marks),
        categories=NumberSet.of(_leaves(grant.categories)),
        territories=grant.territories.territories,
        channels=NumberSet.of(channel.number for channel in grant.channels),
        created_by_id=created_by_id,
    )
    row.granted_properties.set(grant.marks)
    row.granted_categories.set(grant.categories)
    return row


@transaction.atomic
def submit_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """Send a draft to review: from now on it is not edited."""
    _move(agreement, {Status.DRAFT}, Status.IN_REVIEW)
    _record(agreement, Kind.SUBMITTED, by_id, at, "")


@transaction.atomic
def return_agreement(*, agreement: Agreement, by_id: int | None, reason: str, at: datetime) -> None:
    """Give a draft under review back to its author."""
    _move(agreement, {Status.IN_REVIEW}, Status.DRAFT)
    _record(agreement, Kind.RETURNED, by_id, at, reason)


@transaction.atomic
def sign_agreement(
    *, agreement: Agreement, signed_on: date, by_id: int | None, at: datetime
) -> None:
    """Record the signature of a reviewed draft. Raises `AgreementStateConflict`."""
    _move(agreement, {Status.IN_REVIEW}, Status.SIGNED, signed_on=signed_on)
    _record(agreement, Kind.SIGNED, by_id, at, "")


@transaction.atomic
def activate_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """Put a signed agreement in force; by another person than its author.

    Raises `SecondPersonNeeded`, `AgreementStateConflict`, `GrantClash`.
    """
    if by_id is None or by_id == agreement.created_by_id:
        raise SecondPersonNeeded(agreement=str(agreement))
    _move(agreement, {Status.SIGNED}, Status.ACTIVE)
    # Whoever was revoked by now stands in nobody's way; who is suspended still does.
    Grant.objects.filter(live=True, agreement__revoked_from__lte=at).update(live=False)
    try:
        with transaction.atomic():
            agreement.grants.update(live=True)
    except IntegrityError as error:
        if "an_exclusive_grant_has_no_rival" not in str(error):
            raise
        raise _clash(agreement) from error
    _record(agreement, Kind.ACTIVATED, by_id, at, "")
    _recompile(agreement)


@transaction.atomic
def suspend_agreement(
    *, agreement: Agreement, by_id: int | None, reason: str, at: datetime, effective_at: datetime
) -> None:
    """Stop everything made under an agreement, for now. Raises `BackDated`.

    A suspension that begins earlier stands: a second one never lifts the first.
    """
    take_rights_lock()
    _check_not_past(at, effective_at)
    earliest = Least("suspended_from", Value(effective_at, output_field=DateTimeField()))
    _move(agreement, {Status.ACTIVE}, Status.ACTIVE, suspended_from=earliest)
    _record(agreement, Kind.SUSPENDED, by_id, effective_at, reason)
    _recompile(agreement)


@transaction.atomic
def resume_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """End a suspension."""
    _move(agreement, {Status.ACTIVE}, Status.ACTIVE, suspended_from=None)
    _record(agreement, Kind.RESUMED, by_id, at, "")
    _recompile(agreement)


@transaction.atomic
def revoke_agreement(
    *, agreement: Agreement, by_id: int | None, reason: str, at: datetime, effective_at: datetime
) -> None:
    """End an agreement for good; there is no way back and no sell-off. Raises `BackDated`."""
    take_rights_lock()
    _check_not_past(at, effective_at)
    _move(agreement, {Status.ACTIVE}, Status.REVOKED, revoked_from=effective_at)
    _record(agreement, Kind.REVOKED, by_id, effective_at, reason)
    _recompile(agreement)


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


def _recompile(agreement: Agreement) -> None:
    granted = NumberSet()
    for grant in agreement.grants.all():
        granted |= grant.properties
    profiles = RightsProfile.objects.filter(
        licensee_id=agreement.licensee_id, properties__overlaps=granted
    )
    compile_profiles(list(profiles.values_list("pk", flat=True)))


def _check_window(agreement: Agreement, window: Period) -> None:
    term = agreement.term
    early = term.lower is not None and (window.start is None or window.start < term.lower)
    late = term.upper is not None and (window.end is None or window.end > term.upper)
    if early or late:
        raise WindowOutsideTerm(agreement=str(agreement))


def _check_holdings(agreement: Agreement, grant: NewGrant) -> None:
    window = DateTimeTZRange(grant.window.start, grant.window.end)
    held = set(
        PropertyHolding.objects.filter(
            holder_id=agreement.licensor_id,
            property__in=[mark.pk for mark in grant.marks],
            valid__overlap=window,
        ).values_list("property_id", flat=True)
    )
    missing = [mark.code for mark in grant.marks if mark.pk not in held]
    if missing:
        raise MarkNotHeld(agreement=str(agreement), marks=missing)


def _check_not_past(at: datetime, effective_at: datetime) -> None:
    if effective_at < at:
        raise BackDated(now=at, effective_at=effective_at)


def _leaves(categories: Collection[ProductCategory]) -> list[int]:
    """Return the numbers of the leaves below the given categories."""
    children: dict[int | None, list[ProductCategory]] = {}
    for category in ProductCategory.objects.all():
        children.setdefault(category.parent_id, []).append(category)
    numbers: list[int] = []
    waiting = list(categories)
    while waiting:
        category = waiting.pop()
        waiting += children.get(category.pk, [])
        if category.is_leaf:
            numbers.append(category.number)
    return numbers


def _clash(agreement: Agreement) -> GrantClash:
    """Name the rival that the constraint found."""
    for grant in agreement.grants.all():
        rivals = (
            Grant.objects.filter(
                live=True,
                properties__overlaps=grant.properties,
                categories__overlaps=grant.categories,
                territories__overlaps=grant.territories,
                channels__overlaps=grant.channels,
                window__overlap=grant.window,
            )
            .exclude(licensee_id=grant.licensee_id)
            .select_related("agreement")
        )
        exclusive = Grant.Exclusivity.EXCLUSIVE
        for rival in rivals:
            if exclusive in {grant.exclusivity, rival.exclusivity}:
                return GrantClash(
                    f"clashes with grant {rival.pk} of {rival.agreement}",
                    grant=rival.pk,
                    agreement=str(rival.agreement),
                )
    return GrantClash(agreement=str(agreement))
