"""Which facts a term of a synonym may name: those that products have or may get."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from catalog.models import Product, Sport
from catalog.search.reference import SYNONYMS_FILE
from catalog.search.terms import FACTS, fact_of
from licensing.models import NOC, GamesEdition

# A word with a colon names a fact: "kind:pin". "2:0" is words, as its first part is a number.
_FACT = re.compile(r"\s*(?P<name>[^\s:：\d]+)\s*[:：]\s*(?P<value>.*)")
_NO_FACT = (
    "“{term}” names no fact. Facts are kind, noc, games, sport and color, such as kind:pin."
    " Write words without a colon."
)
_NO_VALUE = "“{term}” stands for no product: there is no {name} “{value}”."


def normalize_fact(term: str) -> str:
    """Return a term that names a fact in its one form, such as `noc:USA`; words are unchanged."""
    match = _FACT.fullmatch(term)
    name = match["name"].lower() if match else ""
    return f"{name}:{match['value'].strip()}" if match and name in FACTS else term


def fact_errors(terms: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each term that looks like a fact and stands for no products."""
    for term in terms:
        match = _FACT.fullmatch(term)
        if match is None:
            continue
        name, value = match["name"], match["value"]
        if name not in FACTS or not value:
            yield _NO_FACT.format(term=term)
        elif fact_of(term) not in _shipped_facts() and not _LOOKUPS[name](value):
            yield _NO_VALUE.format(term=term, name=name, value=value)


@cache
def _shipped_facts() -> frozenset[str]:
    """Return the facts of the synonyms that a new shop begins with."""
    with SYNONYMS_FILE.open(encoding="utf-8", newline="") as file:
        terms = [term for row in csv.DictReader(file) for term in row["terms"].split(" | ")]
    return frozenset(fact for fact in map(fact_of, terms) if fact)


_LOOKUPS: dict[str, Callable[[str], bool]] = {
    "kind": lambda value: Product.objects.filter(kind__iexact=value).exists(),
    "color": lambda value: Product.objects.filter(color__iexact=value).exists(),
    "noc": lambda value: NOC.objects.filter(pk__iexact=value).exists(),
    "games": lambda value: GamesEdition.objects.filter(pk__iexact=value).exists(),
    "sport": lambda value: Sport.objects.filter(slug__iexact=value).exists(),
}
