"""Evaluation of the alert rules in deploy/monitoring against scraped figures.

It knows the few forms of PromQL that the rules use: selectors, `rate`, `sum` and `max` with and
without `by`, `histogram_quantile`, a factor, and comparisons. Any other form is an error, so that a
new rule cannot pass without being evaluated. Prometheus itself is not needed.
"""

import math
import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from prometheus_client.parser import text_string_to_metric_families

type Labels = tuple[tuple[str, str], ...]
type Vector = dict[Labels, float]

RULES = Path(__file__).resolve().parents[1] / "deploy" / "monitoring" / "alerts.yml"
NAME = "__name__"
UNITS = {"s": 1, "m": 60, "h": 3600}
COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "==": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![smh\w])|(?P<span>\d+[smh])|(?P<word>[A-Za-z_]\w*)"
    r'|(?P<text>"[^"]*")|(?P<sign>==|>=|<=|=~|!~|!=|[><=*(){}\[\],]))'
)


class RuleUnknown(Exception):  # noqa: N818  a noun, as the errors of the shop
    """An expression has a form that is not known here."""


@dataclass(frozen=True, slots=True)
class Scrape:
    """The figures at an instant, in seconds."""

    at: float
    samples: Vector


@dataclass(frozen=True, slots=True)
class Rule:
    """An alert: its expression, and the seconds for which it must hold."""

    alert: str
    expr: str
    for_s: float


def read_rules(path: Path = RULES) -> list[Rule]:
    """Return the alert rules of a file."""
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    return [
        Rule(rule["alert"], rule["expr"], _seconds(rule.get("for", "0s")))
        for group in groups
        for rule in group["rules"]
    ]


def read_scrape(at: float, *texts: str) -> Scrape:
    """Return the figures of answers in Prometheus' text format."""
    samples: Vector = {}
    for text in texts:
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                labels = {**sample.labels, NAME: sample.name}
                samples[tuple(sorted(labels.items()))] = sample.value
    return Scrape(at, samples)


def firing(rules: Iterable[Rule], scrapes: Sequence[Scrape]) -> set[str]:
    """Return the alerts that fire at the last scrape.

    An alert fires if its expression holds, with the same labels, at every scrape of its period.
    """
    return {rule.alert for rule in rules if _fires(rule, scrapes)}


def evaluate(expr: str, scrapes: Sequence[Scrape]) -> Vector:
    """Return the value of an expression at the last scrape. Raises `RuleUnknown`."""
    parser = _Parser(expr, scrapes)
    result = parser.comparison()
    parser.end()
    return result


def _fires(rule: Rule, scrapes: Sequence[Scrape]) -> bool:
    since = scrapes[-1].at - rule.for_s
    if scrapes[0].at > since:
        return False
    first = max(number for number, scrape in enumerate(scrapes) if scrape.at <= since)
    standing: set[Labels] | None = None
    for number in range(first, len(scrapes)):
        true = set(evaluate(rule.expr, scrapes[: number + 1]))
        standing = true if standing is None else standing & true
    return bool(standing)


class _Parser:
    """A recursive descent over the tokens of one expression, which computes as it reads."""

    def __init__(self, expr: str, scrapes: Sequence[Scrape]) -> None:
        self.scrapes = scrapes
        self.tokens = list(_tokens(expr))
        self.place = 0

    def comparison(self) -> Vector:
        """Read a vector, a comparison and a number or another vector."""
        left = self.product()
        sign = self.peek()
        if sign not in COMPARISONS:
            return left if isinstance(left, dict) else {(): left}
        self.take()
        right = self.product()
        if not isinstance(left, dict):
            raise RuleUnknown("a number stands before the comparison")
        compare = COMPARISONS[sign]
        if isinstance(right, dict):
            others = {_unnamed(labels): value for labels, value in right.items()}
            return {
                labels: value
                for labels, value in left.items()
                if _unnamed(labels) in others and compare(value, others[_unnamed(labels)])
            }
        return {labels: value for labels, value in left.items() if compare(value, right)}

    def product(self) -> Vector | float:
        """Read a term, or a number times a term."""
        left = self.term()
        if self.peek() != "*":
            return left
        self.take()
        right = self.term()
        if isinstance(left, dict) or not isinstance(right, dict):
            raise RuleUnknown("only a number times a vector is known")
        return {labels: left * value for labels, value in right.items()}

    def term(self) -> Vector | float:
        """Read a number, a function or a selector."""
        word = self.take()
        if word[0].isdigit():
            return float(word)
        if word in {"sum", "max"}:
            return self.aggregate(word)
        if word == "rate":
            self.take("(")
            selector = self.selector(self.take())
            self.take("[")
            span = _seconds(self.take())
            self.take("]")
            self.take(")")
            return _rate(self.scrapes, selector, span)
        if word == "histogram_quantile":
            self.take("(")
            quantile = float(self.take())
            self.take(",")
            buckets = self.vector()
            self.take(")")
            return _quantile(quantile, buckets)
        return _select(self.scrapes[-1], self.selector(word))

    def aggregate(self, word: str) -> Vector:
        """Read `sum` or `max` of a vector, by some labels or over all."""
        by: set[str] = set()
        if self.peek() == "by":
            self.take()
            self.take("(")
            while (label := self.take()) != ")":
                by |= {label} - {","}
        self.take("(")
        vector = self.vector()
        self.take(")")
        groups: dict[Labels, list[float]] = defaultdict(list)
        for labels, value in vector.items():
            groups[tuple(pair for pair in labels if pair[0] in by)].append(value)
        combine = sum if word == "sum" else max
        return {labels: combine(values) for labels, values in groups.items()}

    def vector(self) -> Vector:
        """Read a term that is no number."""
        value = self.product()
        if not isinstance(value, dict):
            raise RuleUnknown("a vector is needed")
        return value

    def selector(self, name: str) -> list[Callable[[Mapping[str, str]], bool]]:
        """Read the conditions of a selector after its name."""
        conditions: list[Callable[[Mapping[str, str]], bool]] = [_is(NAME, "=", name)]
        if self.peek() != "{":
            return conditions
        self.take()
        while (label := self.take()) != "}":
            if label == ",":
                continue
            sign, text = self.take(), self.take()
            conditions.append(_is(label, sign, text.strip('"')))
        return conditions

    def peek(self) -> str:
        """Return the next token; empty at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        """Return the next token and go on."""
        token = self.peek()
        if not token or (expected and token != expected):
            message = f"expected {expected or 'more'}, not {token or 'the end'}"
            raise RuleUnknown(message)
        self.place += 1
        return token

    def end(self) -> None:
        """Refuse what follows the expression."""
        if self.peek():
            message = f"{self.peek()} is not known here"
            raise RuleUnknown(message)


def _tokens(expr: str) -> Iterable[str]:
    place, text = 0, expr.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            message = f"not known: {text[place:]}"
            raise RuleUnknown(message)
        yield match[0].strip()
        place = match.end()


def _is(label: str, sign: str, text: str) -> Callable[[Mapping[str, str]], bool]:
    def fits(labels: Mapping[str, str]) -> bool:
        value = labels.get(label, "")
        is_equal = bool(re.fullmatch(text, value)) if "~" in sign else value == text
        return is_equal != sign.startswith("!")

    return fits


def _select(scrape: Scrape, conditions: Sequence[Callable[[Any], bool]]) -> Vector:
    return {
        labels: value
        for labels, value in scrape.samples.items()
        if all(fits(dict(labels)) for fits in conditions)
    }


def _rate(
    scrapes: Sequence[Scrape], conditions: Sequence[Callable[[Any], bool]], span: float
) -> Vector:
    """Return the increase a second between the first and last scrape of a span."""
    last = scrapes[-1]
    within = [scrape for scrape in scrapes if scrape.at >= last.at - span]
    first = within[0]
    if first.at == last.at:
        return {}
    before = _select(first, conditions)
    return {
        _unnamed(labels): max(value - before.get(labels, 0.0), 0.0) / (last.at - first.at)
        for labels, value in _select(last, conditions).items()
    }


def _quantile(quantile: float, buckets: Vector) -> Vector:
    """Return a quantile of a histogram, linear within its bucket."""
    edges = sorted((float(dict(labels)["le"]), value) for labels, value in buckets.items())
    total = edges[-1][1] if edges else 0.0
    if not total:
        return {}
    rank, lower, below = quantile * total, 0.0, 0.0
    for edge, count in edges:
        if count >= rank:
            upper = lower if math.isinf(edge) else edge
            share = (rank - below) / (count - below) if count > below else 0.0
            return {(): lower + (upper - lower) * share}
        lower, below = edge, count
    return {(): lower}


def _unnamed(labels: Labels) -> Labels:
    return tuple(pair for pair in labels if pair[0] != NAME)


def _seconds(text: str) -> float:
    return float(text[:-1]) * UNITS[text[-1]]
