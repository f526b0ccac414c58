"""What a licensee's agreements grant, asked once for rows alike; and what rows are checked by."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, Q

from catalog.imports.errors import Problem
from catalog.imports.reference import Reference
from catalog.imports.rights import Offered, RightsQuestion, answer, question_of
from licensing.models import Grant, Licensee, ProductCategory, Territory, TerritorySet
from licensing.reading.fact_loader import grant_fact, imagined_profile
from licensing.reading.global_facts import load_global_facts
from licensing.rules.channels import Channel
from licensing.rules.coverage_sets import open_cells
from licensing.rules.facts import GrantFact
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.imports.check.reference_data import USABLE


class RightsDesk:
    """Answers what a licensee may make with which marks; alike questions are asked once."""

    def __init__(self, licensee: Licensee, known: Reference, at: datetime) -> None:
        self.licensee, self.known, self.at = licensee, known, at
        self.world = load_global_facts()
        self.answers: dict[RightsQuestion, tuple[Problem, ...]] = {}
        self.places = dict(Territory.objects.values_list("code", "number"))
        self.sets = {
            row.code: NumberSet.from_ranges(version.territories.ranges)
            for row in TerritorySet.objects.prefetch_related("versions")
            for version in sorted(row.versions.all(), key=lambda one: one.version)
        }
        self.rows = {row.code: row for row in ProductCategory.objects.all()}
        self.grants = self._grants()

    def problems_of(self, values: Mapping[str, str]) -> tuple[Problem, ...]:
        """Return what rights have against a product's values."""
        asked = question_of(values)
        if asked is None:
            return ()
        if asked not in self.answers:
            self.answers[asked] = answer(asked, self._offered(asked), self.at)
        return self.answers[asked]

    def _grants(self) -> dict[str, tuple[GrantFact, ...]]:
        found: dict[str, tuple[GrantFact, ...]] = {}
        rows = (
            Grant.objects.filter(licensee=self.licensee, agreement__status__in=USABLE)
            .select_related("agreement")
            .annotate(exhausted=Q(usage__taken__gte=F("usage__cap")))
        )
        for row in rows.order_by("pk"):
            number = row.agreement.number
            found[number] = (*found.get(number, ()), grant_fact(row, self.world))
        return found

    def _offered(self, asked: RightsQuestion) -> Offered:
        category = self.rows[asked.category]
        marks = {code: self.known.marks[code] for code in asked.marks}
        facts = imagined_profile(
            self.licensee,
            category,
            NumberSet.of(mark.number for mark in marks.values()),
            self.world,
        )
        reach = NOWHERE
        for channel in asked.channels or (Channel.WEB.value,):
            for cell in open_cells(facts, self.world, Channel(channel).number, self.at):
                reach |= cell.territories
        markets = {code: self.known.markets[code] for code in asked.markets}
        return Offered(
            category=category.number,
            category_name=category.name,
            marks=marks,
            channels={code: Channel(code).number for code in asked.channels},
            places=self._places(asked.territories),
            markets=markets,
            homes={code: self.places[market.home] for code, market in markets.items()},
            grants=self.grants,
            open=reach,
        )

    def _places(self, asked: tuple[str, ...]) -> dict[str, int]:
        found = {code: self.places[code] for code in asked if code in self.places}
        for code in asked:
            if code in self.sets:
                inside = self.sets[code]
                found |= {one: number for one, number in self.places.items() if number in inside}
        return found
