"""Records of holders, marks, licensees, Games editions, athletes and their consents.

Officers add and change them.

Codes identify a record in agreements, files and evidence, so they never change; neither does what
a decision derives from, such as the committee of a mark.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from licensing.errors import FieldIsFixed, LicenseeStateConflict, SecondPersonNeeded
from licensing.models import (
    Athlete,
    AthleteConsent,
    GamesEdition,
    Licensee,
    LicenseeEvent,
    Property,
    RightsHolder,
    RightsProfile,
)
from licensing.reading.clearance import close_profiles, compile_profiles
from licensing.rules.number_sets import NumberSet
from licensing.services.locks import take_numbering_lock, take_rights_lock

FIXED_FIELDS: Mapping[type[models.Model], tuple[str, ...]] = {
    RightsHolder: ("code", "kind", "noc", "games"),
    Property: ("code", "number", "kind", "noc", "games"),
    Licensee: ("code", "status"),
    GamesEdition: ("code", "season"),
    Athlete: ("code",),
    AthleteConsent: ("code", "athlete"),
}
PAPERS = ("audit_valid_until", "insurance_valid_until")

type Party = RightsHolder | Property | Licensee | GamesEdition | Athlete | AthleteConsent


def save_party(*, record: Party, by_id: int | None) -> Party:
    """Add a holder, mark, licensee, Games edition, athlete or consent, or save its changes.

    A new licensee is pending until `activate_licensee`. Raises Django's `ValidationError` for
    values that are not valid, and `FieldIsFixed` for a change of a field in `FIXED_FIELDS`.
    """
    touched: list[int] = []
    with transaction.atomic():
        before = type(record).objects.filter(pk=record.pk).first() if record.pk else None
        if before is None:
            _refuse_narrow_start(record)
            _complete(record, by_id)
        else:
            _refuse_fixed(before, record)
        record.full_clean()
        if isinstance(record, Licensee) and isinstance(before, Licensee):
            touched = _profiles_with_other_papers(before, record)
        elif isinstance(record, Athlete | AthleteConsent):
            touched = _profiles_of_athlete(before, record)
        if touched and before is not None:
            take_rights_lock()  # only this can deny sales; an import of records blocks no buyer
        record.save(force_insert=before is None)
        close_profiles(touched)
    compile_profiles(touched)
    return record


@transaction.atomic
def activate_licensee(*, licensee: Licensee, by_id: int | None, reason: str, at: datetime) -> None:
    """Let a pending licensee supply goods; the second of four eyes.

    Raises `SecondPersonNeeded` for the person who recorded the licensee, and
    `LicenseeStateConflict` if it is not pending.
    """
    take_rights_lock()
    if by_id is None or licensee.created_by_id == by_id:
        raise SecondPersonNeeded(f"{licensee} was recorded by the same person")
    _change_status(licensee, (Licensee.Status.PENDING,), Licensee.Status.ACTIVE)
    _record_event(licensee, "ACTIVATED", by_id, reason, at)


@transaction.atomic
def terminate_licensee(*, licensee: Licensee, by_id: int | None, reason: str, at: datetime) -> None:
    """End the relationship with a licensee for good; its goods cannot be sold any more.

    Raises `LicenseeStateConflict` if it is terminated already.
    """
    take_rights_lock()
    former = (Licensee.Status.PENDING, Licensee.Status.ACTIVE, Licensee.Status.SUSPENDED)
    _change_status(licensee, former, Licensee.Status.TERMINATED)
    _record_event(licensee, "TERMINATED", by_id, reason, at)


def _complete(record: models.Model, by_id: int | None) -> None:
    """Fill in what nobody types: the author, the number of a mark, the status of a licensee."""
    if not isinstance(record, GamesEdition):
        record.created_by_id = by_id  # type: ignore[attr-defined]
    if isinstance(record, Property):
        take_numbering_lock()
        last = Property.objects.aggregate(last=Max("number"))["last"] or 0
        record.number = last + 1
    if isinstance(record, Licensee):
        record.status = Licensee.Status.PENDING


def _refuse_narrow_start(record: models.Model) -> None:
    """Refuse a first holder whose officers could not add the other ones."""
    if not isinstance(record, RightsHolder) or record.kind == RightsHolder.Kind.IOC:
        return
    if not RightsHolder.objects.exists():
        message = "The first rights holder is the IOC. Its officers add the other ones."
        raise ValidationError({"kind": message})


def _refuse_fixed(before: models.Model, record: models.Model) -> None:
    for name in FIXED_FIELDS[type(record)]:
        attribute = f"{name}_id" if hasattr(record, f"{name}_id") else name
        if getattr(before, attribute) != getattr(record, attribute):
            raise FieldIsFixed(f"{name} of {before} cannot be changed", field=name)


def _profiles_with_other_papers(before: Licensee, after: Licensee) -> list[int]:
    """Return the profiles to recompile because an audit or insurance has another end."""
    if all(getattr(before, paper) == getattr(after, paper) for paper in PAPERS):
        return []
    return list(RightsProfile.objects.filter(licensee=after).values_list("pk", flat=True))


def _profiles_of_athlete(before: Any, after: Athlete | AthleteConsent) -> list[int]:
    """Return the profiles to recompile because an athlete, or a consent of one, changed."""
    if isinstance(after, AthleteConsent):
        marks = {after.athlete.mark_id}
    else:
        marks = {after.mark_id, before.mark_id if before else None}
    rows_of_marks = Property.objects.filter(pk__in=[pk for pk in marks if pk is not None])
    numbers = NumberSet.of(rows_of_marks.values_list("number", flat=True))
    rows = RightsProfile.objects.filter(properties__overlaps=numbers)
    return list(rows.values_list("pk", flat=True))


def _change_status(licensee: Licensee, former: tuple[str, ...], to: str) -> None:
    changed = Licensee.objects.filter(pk=licensee.pk, status__in=former).update(status=to)
    if changed != 1:
        raise LicenseeStateConflict(licensee=licensee.code, to=to)
    licensee.refresh_from_db()


def _record_event(
    licensee: Licensee, kind: str, by_id: int | None, reason: str, at: datetime
) -> None:
    LicenseeEvent.objects.create(
        licensee=licensee, kind=kind, reason=reason, effective_at=at, created_by_id=by_id
    )
