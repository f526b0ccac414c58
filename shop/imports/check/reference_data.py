"""What a licensee's rows may name and are checked against, from the database, once for a file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from catalog.imports.reference import (
    CategoryFact,
    FactoryFact,
    MarketFact,
    MarkFact,
    Reference,
    fold_name,
)
from catalog.models import Sport
from catalog.publishing import LANGUAGES
from licensing.models import (
    NOC,
    Agreement,
    FactoryApproval,
    FactoryAudit,
    GamesEdition,
    GuardedWord,
    LabelIssue,
    Licensee,
    ProductCategory,
    Property,
    Territory,
    TerritorySet,
)
from licensing.rules.channels import Channel
from licensing.rules.guarded_terms import GuardedTerm, Words
from licensing.rules.label_serials import Issued, merge_serials
from shop.commerce.inventory.locations import main_location
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market, TaxClass
from shop.platform.core.locales import country_name

USABLE = (Agreement.Status.SIGNED, Agreement.Status.ACTIVE, Agreement.Status.REVOKED)


def load_reference(licensee: Licensee) -> Reference:
    """Return everything that a row of the licensee may name, in sixteen queries."""
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
    """Return the categories of agreements, by code."""
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
    """The places where stock may be counted, the main warehouse first, as columns name them."""
    main = main_location()
    codes = Location.objects.filter(active=True).exclude(pk=main.pk).order_by("rank", "code")
    return tuple(code.lower() for code in (main.code, *codes.values_list("code", flat=True)))


@cache
def _countries(codes: tuple[str, ...]) -> dict[str, str]:
    """Return codes of territories by their names in the languages of the shop."""
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
    found: dict[str, dict[str, FactoryFact]] = {}
    approved = FactoryApproval.objects.filter(agreement__licensee=licensee, ended_at__isnull=True)
    for number, code in approved.values_list("agreement__number", "factory__code"):
        found.setdefault(number, {})[code] = FactoryFact(code, tuple(audits[code]))
    return found


def _labels(licensee: Licensee) -> Issued:
    rows = LabelIssue.objects.filter(licensee=licensee, withdrawn_at__isnull=True)
    return merge_serials(
        (series, numbers.lower, numbers.upper - 1)
        for series, numbers in rows.values_list("series", "numbers")
    )


def _words() -> Words:
    rows = GuardedWord.objects.filter(active=True).order_by("pk")
    return Words(
        GuardedTerm(term, language, kind, why, mark or "")
        for term, language, kind, why, mark in rows.values_list(
            "term", "language", "kind", "why", "mark__code"
        )
    )
