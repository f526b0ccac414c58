"""Consents of athletes that grants lack: where and when their goods could not be sold."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from licensing.models import Grant, Property, Territory
from licensing.reading.fact_loader import consents_of_athletes
from licensing.reading.global_facts import athlete_consents_decide
from licensing.rules.avails import LabeledPeriod, Segment, find_avails
from shop.platform.core.periods import Period


@dataclass(frozen=True, slots=True)
class ConsentGap:
    """An athlete's mark of a grant without a consent in some territories for some periods."""

    grant: Grant
    mark: Property
    territories: tuple[int, ...]
    segments: tuple[Segment, ...]
    is_whole: bool  # in the whole window of the grant


def find_consent_gaps(grants: Iterable[Grant]) -> list[ConsentGap]:
    """Return the missing and ending consents of grants, by grant and mark.

    Nothing is missing while the policy treats consents as evidence only.
    """
    if not athlete_consents_decide():
        return []
    rows = list(grants)
    prefetch_related_objects(rows, "granted_properties")
    marks = {mark.pk: mark for grant in rows for mark in grant.granted_properties.all()}
    consents = {
        pk: [LabeledPeriod("", fact.window, fact.territories) for fact in facts]
        for pk, facts in consents_of_athletes(marks.values()).items()
    }
    numbers = list(Territory.objects.order_by("code").values_list("number", flat=True))
    return [
        gap
        for grant in rows
        for mark in sorted(grant.granted_properties.all(), key=lambda mark: mark.name)
        if mark.pk in consents
        for gap in _gaps(grant, mark, consents[mark.pk], numbers)
    ]


def _gaps(
    grant: Grant, mark: Property, consents: list[LabeledPeriod], numbers: list[int]
) -> Iterable[ConsentGap]:
    window = Period(grant.window.lower, grant.window.upper)
    granted = grant.territories.numbers(numbers)
    for part in find_avails(window, granted, consents, ()):
        without = tuple(segment for segment in part.segments if not segment.held)
        if without:
            whole = len(without) == len(part.segments)
            yield ConsentGap(grant, mark, part.territories, without, whole)
