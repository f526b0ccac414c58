"""Reference data that rows are checked against: codes, markets, territories. Plain values."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from licensing.rules.factories import IssuedRanges
from licensing.rules.guarded_terms import TermMatcher
from shop.platform.core.typed_text import clean_text

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class MarketFact:
    """A market's currency and home country, for its price column."""

    code: str
    name: str
    currency: str
    home: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class CategoryFact:
    """A product category that agreements grant; `toys`: its goods need documents for toys.

    `weights` (grams) and `sides` (millimeters, of the longest side) are the usual minimum and
    maximum; None means no limit.
    """

    code: str
    name: str
    is_leaf: bool
    number: int
    hs_hint: str = ""
    toys: bool = False
    weights: Bounds = (None, None)
    sides: Bounds = (None, None)


@dataclass(frozen=True, slots=True)
class MarkFact:
    """A mark with its number in multiranges; `noc` is its national committee, or ""."""

    code: str
    name: str
    number: int
    noc: str = ""


@dataclass(frozen=True, slots=True)
class FactoryFact:
    """A factory and the half-open periods of its audits."""

    code: str
    audits: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that rows can refer to, read once for a file."""

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
    # Approved factories by agreement number and factory code.
    factories: Mapping[str, Mapping[str, FactoryFact]] = field(default_factory=dict)
    labels: IssuedRanges = field(default_factory=dict)
    words: TermMatcher = field(default_factory=TermMatcher)


def fold_name(name: str) -> str:
    """Return a country's name for comparison, without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", clean_text(name)).casefold()
    return "".join(sign for sign in decomposed if sign.isalnum())
