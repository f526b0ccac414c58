"""What rows are checked against: codes that exist, markets, places; plain values, no database."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from licensing.rules.factories import IssuedRanges
from licensing.rules.guarded_terms import TermMatcher
from shop.platform.core.typed_text import clean_text

Band = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class MarketFact:
    """A market's currency and home, for its price column."""

    code: str
    name: str
    currency: str
    home: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class CategoryFact:
    """A category of agreements; `toys` and `areas` are what its goods need papers for.

    `weights` and `sides` are what its goods usually weigh (grams) and how long their longest side
    is (millimeters): least and most, None for no limit.
    """

    code: str
    name: str
    is_leaf: bool
    number: int
    hs_hint: str = ""
    toys: bool = False
    weights: Band = (None, None)
    sides: Band = (None, None)


@dataclass(frozen=True, slots=True)
class MarkFact:
    """A mark: its place in multiranges, and whether it is a national committee's."""

    code: str
    name: str
    number: int
    noc: str = ""


@dataclass(frozen=True, slots=True)
class FactoryFact:
    """A factory and its audits: each from a day until, not on, another."""

    code: str
    audits: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything a row may name, read once for a file."""

    markets: Mapping[str, MarketFact] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    locations: tuple[str, ...] = ("main",)
    categories: Mapping[str, CategoryFact] = field(default_factory=dict)
    marks: Mapping[str, MarkFact] = field(default_factory=dict)
    agreements: frozenset[str] = frozenset()
    games: Mapping[str, str] = field(default_factory=dict)  # code to name
    nocs: Mapping[str, str] = field(default_factory=dict)  # IOC code to the first territory
    sports: Mapping[str, str] = field(default_factory=dict)  # code to name
    territories: frozenset[str] = frozenset()
    territory_sets: frozenset[str] = frozenset()
    iso3: Mapping[str, str] = field(default_factory=dict)  # ISO 3166 alpha-3 to alpha-2
    countries: Mapping[str, str] = field(default_factory=dict)  # by folded name in any language
    eea: frozenset[str] = frozenset()
    tax_classes: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    # By agreement's number and the factory's code: where its goods may be made.
    factories: Mapping[str, Mapping[str, FactoryFact]] = field(default_factory=dict)
    labels: IssuedRanges = field(default_factory=dict)
    words: TermMatcher = field(default_factory=TermMatcher)


def fold_name(name: str) -> str:
    """Return a country's name as it is compared: without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", clean_text(name)).casefold()
    return "".join(sign for sign in decomposed if sign.isalnum())
