"""Validation of facts in synonyms: a term can name only facts that products have or can get."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from catalog.models import Product, Sport
from catalog.search.reference import SYNONYMS_FILE
from catalog.search.terms import FACTS, fact_of
from licensing.models import NOC, GamesEdition

# A word with a colon names a fact, such as "kind:pin", unless it starts with a number: "2:0".
_FACT = re.compile(r"\s*(?P<name>[^\s:：\d]+)\s*[:：]\s*(?P<value>.*)")
_NO_FACT = (
    "“{term}” names no fact. Facts are kind, noc, games, sport and color, such as kind:pin."
    " Write words without a colon."
)
_NO_VALUE = "“{term}” stands for no product: there is no {name} “{value}”."


def normalize_fact(term: str) -> str:
    """Return a fact in its normal form, such as `noc:USA`; other terms are unchanged."""
    match = _FACT.fullmatch(term)
    name = match["name"].lower() if match else ""
    return f"{name}:{match['value'].strip()}" if match and name in FACTS else term


def fact_errors(terms: Iterable[str]) -> Iterator[str]:
    """Yield an error for each term that looks like a fact but cannot match products."""
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
    """Return the facts in the synonyms of a new shop."""
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
