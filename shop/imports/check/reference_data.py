"""Reference data that rows are checked against, loaded once for a file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from django.db.models import F, Q

from catalog.imports.errors import Problem
from catalog.imports.reference import (
    CategoryFact,
    FactoryFact,
    MarketFact,
    MarkFact,
    Reference,
    fold_name,
)
from catalog.imports.rights import RightsContext, RightsRequest, build_request, check_request
from catalog.models import Sport
from catalog.product_writer import LANGUAGES
from licensing.models import (
    NOC,
    Agreement,
    FactoryApproval,
    FactoryAudit,
    GamesEdition,
    Grant,
    GuardedWord,
    LabelIssue,
    Licensee,
    ProductCategory,
    Property,
    Territory,
    TerritorySet,
)
from licensing.reading.fact_loader import grant_fact, hypothetical_profile
from licensing.reading.global_facts import load_global_facts
from licensing.rules.channels import Channel
from licensing.rules.coverage_sets import open_coverage
from licensing.rules.factories import IssuedRanges, merge_serials
from licensing.rules.facts import GrantFact
from licensing.rules.guarded_terms import GuardedTerm, TermMatcher
from licensing.rules.number_sets import NOWHERE, NumberSet
from shop.commerce.inventory.locations import main_location
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market, TaxClass
from shop.platform.core.locales import country_name

USABLE = (Agreement.Status.SIGNED, Agreement.Status.ACTIVE, Agreement.Status.REVOKED)


def load_reference(licensee: Licensee) -> Reference:
    """Return everything that a row of the licensee may refer to, in sixteen queries."""
    markets = Market.objects.select_related("home")
    territories = list(Territory.objects.values_list("code", "iso3", "in_eea"))
    nocs = NOC.objects.current().values_list("pk", "territories").order_by("pk", "territories")
    return Reference(
        markets={
            row.code: MarketFact(row.code, row.name, row.currency, row.home_id, row.languages[0])
            for row in markets
        },
        languages=LANGUAGES,
        categories=load_categories(),
        marks={row.code: _mark(row) for row in Property.objects.all()},
        agreements=frozenset(
            Agreement.objects.filter(licensee=licensee, status__in=USABLE).values_list(
                "number", flat=True
            )
        ),
        games=dict(GamesEdition.objects.values_list("pk", "name")),
        nocs={noc: country or "" for noc, country in nocs},
        sports=dict(Sport.objects.values_list("slug", "name")),
        territories=frozenset(code for code, _, _ in territories),
        territory_sets=frozenset(TerritorySet.objects.values_list("code", flat=True)),
        iso3={iso3: code for code, iso3, _ in territories if iso3},
        countries=_countries(tuple(sorted(code for code, _, _ in territories))),
        eea=frozenset(code for code, _, in_eea in territories if in_eea),
        tax_classes=frozenset(TaxClass.values) - {TaxClass.SHIPPING.value},
        channels=frozenset(channel.value for channel in Channel),
        locations=_locations(),
        factories=_factories(licensee),
        labels=_labels(licensee),
        words=_words(),
    )


def load_categories() -> dict[str, CategoryFact]:
    """Return the license categories by code."""
    return {
        row.code: CategoryFact(
            row.code,
            row.name,
            row.is_leaf,
            row.number,
            row.hs_hint,
            bool(row.age_rules),
            (row.lightest_g, row.heaviest_g),
            (row.shortest_mm, row.longest_mm),
        )
        for row in ProductCategory.objects.all()
    }


def _locations() -> tuple[str, ...]:
    """Return the column names of active stock locations, the main warehouse first."""
    main = main_location()
    codes = Location.objects.filter(active=True).exclude(pk=main.pk).order_by("rank", "code")
    return tuple(code.lower() for code in (main.code, *codes.values_list("code", flat=True)))


@cache
def _countries(codes: tuple[str, ...]) -> dict[str, str]:
    """Return territory codes by country name in all languages of the shop."""
    return {
        fold_name(country_name(code, language)): code for language in LANGUAGES for code in codes
    }


def _mark(row: Property) -> MarkFact:
    return MarkFact(row.code, row.name, row.number, str(row.noc_id) if row.is_national else "")


def _factories(licensee: Licensee) -> Mapping[str, Mapping[str, FactoryFact]]:
    audits: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    for code, start, end in FactoryAudit.objects.filter(factory__licensee=licensee).values_list(
        "factory__code", "audited_on", "valid_until"
    ):
        audits[code].append((start, end))
    factories: dict[str, dict[str, FactoryFact]] = {}
    approved = FactoryApproval.objects.filter(agreement__licensee=licensee, ended_at__isnull=True)
    for number, code in approved.values_list("agreement__number", "factory__code"):
        factories.setdefault(number, {})[code] = FactoryFact(code, tuple(audits[code]))
    return factories


def _labels(licensee: Licensee) -> IssuedRanges:
    rows = LabelIssue.objects.filter(licensee=licensee, withdrawn_at__isnull=True)
    return merge_serials(
        (series, numbers.lower, numbers.upper - 1)
        for series, numbers in rows.values_list("series", "numbers")
    )


def _words() -> TermMatcher:
    rows = GuardedWord.objects.filter(active=True).order_by("pk")
    return TermMatcher(
        GuardedTerm(term, language, kind, why, mark or "")
        for term, language, kind, why, mark in rows.values_list(
            "term", "language", "kind", "why", "mark__code"
        )
    )


class GrantCheck:
    """Checks rows against the licensee's agreements; results are cached for equal values."""

    def __init__(self, licensee: Licensee, known: Reference, at: datetime) -> None:
        self.licensee, self.known, self.at = licensee, known, at
        self.global_facts = load_global_facts()
        self.answers: dict[RightsRequest, tuple[Problem, ...]] = {}
        self.places = dict(Territory.objects.values_list("code", "number"))
        self.sets = {
            row.code: NumberSet.from_ranges(version.territories.ranges)
            for row in TerritorySet.objects.prefetch_related("versions")
            for version in sorted(row.versions.all(), key=lambda version: version.version)
        }
        self.rows = {row.code: row for row in ProductCategory.objects.all()}
        self.grants = self._grants()

    def problems_of(self, values: Mapping[str, str]) -> tuple[Problem, ...]:
        """Return the rights problems of a product's values."""
        question = build_request(values)
        if question is None:
            return ()
        if question not in self.answers:
            self.answers[question] = check_request(question, self._offered(question), self.at)
        return self.answers[question]

    def _grants(self) -> dict[str, tuple[GrantFact, ...]]:
        grants: dict[str, tuple[GrantFact, ...]] = {}
        rows = (
            Grant.objects.filter(licensee=self.licensee, agreement__status__in=USABLE)
            .select_related("agreement")
            .annotate(exhausted=Q(usage__taken__gte=F("usage__cap")))
        )
        for row in rows.order_by("pk"):
            number = row.agreement.number
            grants[number] = (*grants.get(number, ()), grant_fact(row, self.global_facts))
        return grants

    def _offered(self, question: RightsRequest) -> RightsContext:
        category = self.rows[question.category]
        marks = {code: self.known.marks[code] for code in question.marks}
        facts = hypothetical_profile(
            self.licensee,
            category,
            NumberSet.of(mark.number for mark in marks.values()),
            self.global_facts,
        )
        open_territories = NOWHERE
        for channel in question.channels or (Channel.WEB.value,):
            number = Channel(channel).number
            for coverage in open_coverage(facts, self.global_facts, number, self.at):
                open_territories |= coverage.territories
        markets = {code: self.known.markets[code] for code in question.markets}
        return RightsContext(
            category=category.number,
            category_name=category.name,
            marks=marks,
            channels={code: Channel(code).number for code in question.channels},
            places=self._places(question.territories),
            markets=markets,
            homes={code: self.places[market.home] for code, market in markets.items()},
            grants=self.grants,
            open=open_territories,
        )

    def _places(self, codes: tuple[str, ...]) -> dict[str, int]:
        places = {code: self.places[code] for code in codes if code in self.places}
        for code in codes:
            if code in self.sets:
                inside = self.sets[code]
                places |= {
                    place: number for place, number in self.places.items() if number in inside
                }
        return places
