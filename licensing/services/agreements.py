"""The life of an agreement: drafted, signed, activated by a second person, suspended, revoked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, Value
from django.db.models.functions import Least

from licensing.errors import (
    AgreementLocked,
    AgreementStateConflict,
    BackDated,
    GrantClash,
    MarkNotHeld,
    PassiveSalesStay,
    SecondPersonNeeded,
    WindowOutsideTerm,
)
from licensing.models import (
    Agreement,
    AgreementEvent,
    Grant,
    GrantUsage,
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    RightsProfile,
    TerritorySetVersion,
)
from licensing.reading.category_tree import numbers_below
from licensing.reading.clearance import close_profiles, compile_profiles
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from licensing.services.availability import Conflict, find_conflicts
from licensing.services.locks import take_rights_lock
from shop.platform.core.periods import Period

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
    sale_event: str = Grant.SaleEvent.ORDER
    includes_future_categories: bool = False
    eea_passive_sales: bool = True
    counsel_reference: str = ""
    unit_cap: int | None = None
    royalty_rate: Decimal | None = None


@transaction.atomic
def draft_agreement(  # noqa: PLR0913  one keyword for each term of the contract
    *,
    number: str,
    licensor: RightsHolder,
    licensee: Licensee,
    term: Period,
    royalty_rate: Decimal | int = 0,
    currency: str = "CHF",
    time_zone: str = "Europe/Zurich",
    sell_off_days: int = 0,
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
        time_zone=time_zone,
        sell_off_days=sell_off_days,
        created_by_id=created_by_id,
    )


@transaction.atomic
def add_grant(*, agreement: Agreement, grant: NewGrant, created_by_id: int | None = None) -> Grant:
    """Add a grant to a draft.

    Raises `AgreementLocked`, `WindowOutsideTerm`, `MarkNotHeld`, `PassiveSalesStay`.
    """
    # Locked, so that no grant slips in while a second person signs or activates.
    status = Agreement.objects.select_for_update().get(pk=agreement.pk).status
    if status != Status.DRAFT:
        raise AgreementLocked(agreement=str(agreement), status=status)
    if outside_term(agreement, grant.window):
        raise WindowOutsideTerm(agreement=str(agreement), field="window")
    _check_holdings(agreement, grant)
    if not grant.eea_passive_sales and (
        grant.exclusivity != Grant.Exclusivity.EXCLUSIVE or not grant.counsel_reference
    ):
        raise PassiveSalesStay(agreement=str(agreement))
    row = Grant.objects.create(
        agreement=agreement,
        licensee_id=agreement.licensee_id,
        territory_set_version=grant.territories,
        window=DateTimeTZRange(grant.window.start, grant.window.end),
        exclusivity=grant.exclusivity,
        sale_event=grant.sale_event,
        includes_future_categories=grant.includes_future_categories,
        eea_passive_sales=grant.eea_passive_sales,
        counsel_reference=grant.counsel_reference,
        unit_cap=grant.unit_cap,
        royalty_rate=grant.royalty_rate,
        properties=NumberSet.of(mark.number for mark in grant.marks),
        categories=NumberSet.of(numbers_below(grant.categories, leaves_only=True)),
        territories=grant.territories.territories,
        channels=NumberSet.of(channel.number for channel in grant.channels),
        created_by_id=created_by_id,
    )
    row.granted_properties.add(*grant.marks)
    row.granted_categories.add(*grant.categories)
    if grant.unit_cap is not None:
        GrantUsage.objects.create(grant=row, cap=grant.unit_cap)
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
    *,
    agreement: Agreement,
    signed_on: date,
    by_id: int | None,
    at: datetime,
    despite_conflicts: bool = False,
) -> None:
    """Record the signature of a reviewed draft.

    Raises `AgreementStateConflict`, and `GrantClash` when a grant in force of another licensee
    would keep it from coming into force, unless `despite_conflicts` says that this is known.
    """
    if not despite_conflicts:
        _check_conflicts(agreement)
    _move(agreement, {Status.IN_REVIEW}, Status.SIGNED, signed_on=signed_on)
    _record(agreement, Kind.SIGNED, by_id, at, "")


@transaction.atomic
def activate_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """Put a signed agreement in force; by another person than its author.

    The version that it supersedes is closed in the same moment; what that one alone allowed ends
    like a revocation. Raises `SecondPersonNeeded`, `AgreementStateConflict`, `GrantClash`.
    """
    # Who wrote the agreement, a grant of it or what its territories mean is not the second person.
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
    touched = profiles_touched(agreement)
    if former is not None:
        touched |= profiles_touched(former)
        close_profiles(touched)
    compile_profiles(touched)


def suspend_agreement(
    *, agreement: Agreement, by_id: int | None, reason: str, at: datetime, effective_at: datetime
) -> None:
    """Stop everything made under an agreement, for now. Raises `BackDated`.

    A suspension that begins earlier stands: a second one never lifts the first.
    """
    with transaction.atomic():
        take_rights_lock()
        _check_not_past(at, effective_at)
        earliest = Least("suspended_from", Value(effective_at, output_field=DateTimeField()))
        _move(agreement, {Status.ACTIVE}, Status.ACTIVE, suspended_from=earliest)
        _record(agreement, Kind.SUSPENDED, by_id, effective_at, reason)
        touched = profiles_touched(agreement)
        close_profiles(touched)
    compile_profiles(touched)


@transaction.atomic
def resume_agreement(*, agreement: Agreement, by_id: int | None, at: datetime) -> None:
    """End a suspension."""
    _move(agreement, {Status.ACTIVE}, Status.ACTIVE, suspended_from=None)
    _record(agreement, Kind.RESUMED, by_id, at, "")
    compile_profiles(profiles_touched(agreement))


def revoke_agreement(
    *, agreement: Agreement, by_id: int | None, reason: str, at: datetime, effective_at: datetime
) -> None:
    """End an agreement for good; there is no way back and no sell-off. Raises `BackDated`."""
    with transaction.atomic():
        take_rights_lock()
        _check_not_past(at, effective_at)
        _move(agreement, {Status.ACTIVE}, Status.REVOKED, revoked_from=effective_at)
        _record(agreement, Kind.REVOKED, by_id, effective_at, reason)
        touched = profiles_touched(agreement)
        close_profiles(touched)
    compile_profiles(touched)


def profiles_touched(agreement: Agreement) -> set[int]:
    """Ids of the profiles whose clearance an agreement can change.

    Those of its licensee that carry one of its marks, and, where it is exclusive, anybody's.
    """
    found: set[int] = set()
    for grant in agreement.grants.all():
        profiles = RightsProfile.objects.filter(properties__overlaps=grant.properties)
        if grant.exclusivity != Grant.Exclusivity.EXCLUSIVE:
            profiles = profiles.filter(licensee_id=agreement.licensee_id)
        found.update(profiles.values_list("pk", flat=True))
    return found


def _close_superseded(former: Agreement, by_id: int | None, at: datetime) -> None:
    """End the version before, unless it is over already."""
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


def outside_term(agreement: Agreement, window: Period) -> bool:
    """Whether a window reaches beyond an agreement's term."""
    term = agreement.term
    early = term.lower is not None and (window.start is None or window.start < term.lower)
    late = term.upper is not None and (window.end is None or window.end > term.upper)
    return early or late


def _check_holdings(agreement: Agreement, grant: NewGrant) -> None:
    """Refuse marks that the licensor holds nowhere in the territories when the window opens."""
    holdings = PropertyHolding.objects.filter(
        holder_id=agreement.licensor_id,
        property__in=[mark.pk for mark in grant.marks],
        territories__overlaps=grant.territories.territories,
    )
    if grant.window.start is None:
        holdings = holdings.filter(valid__startswith__isnull=True)
    else:
        holdings = holdings.filter(valid__contains=grant.window.start)
    held = set(holdings.values_list("property_id", flat=True))
    missing = [mark.code for mark in grant.marks if mark.pk not in held]
    if missing:
        raise MarkNotHeld(agreement=str(agreement), marks=missing)


def _check_not_past(at: datetime, effective_at: datetime) -> None:
    if effective_at < at:
        raise BackDated(now=at, effective_at=effective_at)


def conflicts_of(agreement: Agreement) -> list[Conflict]:
    """Return what the grants of an agreement that is not in force would meet."""
    return find_conflicts(agreement.grants.values_list("pk", flat=True))


def _check_conflicts(agreement: Agreement) -> None:
    """Raise `GrantClash` for the first grant in force that is in the way."""
    clash = _clash(agreement)
    if "grant" in clash.data:
        raise clash


def _clash(agreement: Agreement) -> GrantClash:
    """Name the first rival in force."""
    for conflict in conflicts_of(agreement):
        if conflict.rival.live:
            return GrantClash(
                f"conflicts with {conflict.rival}",
                grant=conflict.rival.pk,
                agreement=str(conflict.rival.agreement),
            )
    return GrantClash(agreement=str(agreement))
