"""Athletes whose names and likenesses goods carry, and the consents that sales depend on."""

from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from licensing.fields import IntMultiRangeField
from licensing.models.base import AuthoredModel
from licensing.models.parties import Property
from licensing.models.reference import NOC, Territory
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from shop.platform.core.periods import Period

USES = ("NAME", "IMAGE", "SIGNATURE")


def name_alone() -> list[str]:
    """Return the default uses of an athlete's mark."""
    return ["NAME"]


def every_territory() -> NumberSet:
    """Return the default territories of a consent: all of them."""
    return EVERYWHERE


class AthleteQuerySet(models.QuerySet["Athlete"]):
    """Chainable reads of athletes."""

    def without_consent(self, day: date) -> "AthleteQuerySet":
        """Return the active athletes who have no consent in force on a day."""
        standing = AthleteConsent.objects.in_force(day)
        return self.filter(active=True).exclude(pk__in=standing.values("athlete"))


class AthleteConsentQuerySet(models.QuerySet["AthleteConsent"]):
    """Chainable reads of consents."""

    def in_force(self, day: date) -> "AthleteConsentQuerySet":
        """Return the consents that apply on a day and were not withdrawn."""
        rows = self.filter(first_day__lte=day, withdrawn=False)
        return rows.filter(models.Q(last_day__isnull=True) | models.Q(last_day__gte=day))


class Athlete(AuthoredModel):
    """A person whose name or likeness is used, with the mark that stands for it, if any.

    `mark_uses` is what goods with the mark use; a consent must cover all of it.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    noc = models.ForeignKey(NOC, null=True, blank=True, on_delete=models.PROTECT)
    mark = models.OneToOneField(
        Property,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"kind": Property.Kind.ATHLETE},
        related_name="athlete",
    )
    mark_uses = ArrayField(models.CharField(max_length=9), default=name_alone)
    active = models.BooleanField(default=True)

    objects: ClassVar = AthleteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(mark_uses__len__gt=0)
                & models.Q(mark_uses__contained_by=list(USES)),
                name="an_athletes_mark_has_known_uses",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AthleteConsent(AuthoredModel):
    """A written consent of an athlete to some uses; the last day is included. Days are in UTC.

    `code` is the reference of the document. A withdrawn consent stays as evidence.
    """

    code = models.SlugField(unique=True)
    athlete = models.ForeignKey(Athlete, on_delete=models.PROTECT, related_name="consents")
    uses = ArrayField(models.CharField(max_length=9))
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    territories = IntMultiRangeField(default=every_territory)
    withdrawn = models.BooleanField(default=False)

    objects: ClassVar = AthleteConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(uses__len__gt=0) & models.Q(uses__contained_by=list(USES)),
                name="an_athlete_consents_to_known_uses",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True)
                | models.Q(last_day__gte=models.F("first_day")),
                name="a_consent_of_an_athlete_lasts_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.athlete}: {self.code}"

    @property
    def period(self) -> Period:
        """Return the period in which the consent applies unless it is withdrawn."""
        end = self.last_day + timedelta(days=1) if self.last_day else None
        return Period(_midnight(self.first_day), _midnight(end) if end else None)

    @property
    def territory_codes(self) -> str:
        """Return the codes of the territories, separated by spaces; empty for everywhere."""
        if self.territories == EVERYWHERE:
            return ""
        rows = Territory.objects.order_by("code").values_list("code", "number")
        return " ".join(code for code, number in rows if number in self.territories)

    @property
    def covers_mark(self) -> bool:
        """Return whether the consent covers everything that the athlete's mark stands for."""
        return set(self.athlete.mark_uses) <= set(self.uses)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
