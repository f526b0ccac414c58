"""Stripe's search language: `metadata['order']:'A1' AND status:'succeeded'`, page by page.

Like Stripe's, the index is delayed: objects younger than `search_lag` seconds are not found.
"""

import operator
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.errors import bad_param
from tools.stripe_sandbox.listing import page_size
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.store import Record

ALLOWED = frozenset({"query", "limit", "page", "expand"})
FIELDS = {
    "payment_intent": frozenset({"amount", "created", "currency", "customer", "status"}),
    "charge": frozenset({"amount", "created", "currency", "customer", "status"}),
    "customer": frozenset({"created", "email", "name", "phone"}),
}
NUMERIC = frozenset({"amount", "created"})
CLAUSE = re.compile(
    r"""
    \s*(?P<negated>-)?
    (?:metadata\[(?P<q>["'])(?P<key>.+?)(?P=q)\] | (?P<field>[a-z_]+))
    \s*(?P<operator>>=|<=|>|<|:|~)\s*
    (?: (?P<v>["'])(?P<text>(?:\\.|(?!(?P=v)).)*)(?P=v) | (?P<bare>null|\d+) )
    \s*(?P<joint>AND|OR)?\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


@dataclass(frozen=True)
class Clause:
    """One condition of a query. `wanted` None matches objects without a value."""

    field: str | None
    key: str | None
    relation: str
    wanted: str | None
    negated: bool

    def holds(self, record: Record) -> bool:
        """Return whether the object meets the condition."""
        value = record["metadata"].get(self.key) if self.key else record.get(str(self.field))
        return self._matches(value) is not self.negated

    def _matches(self, value: str | int | None) -> bool:
        if self.wanted is None or value is None:
            return self.wanted is None and value is None
        if self.relation == "~":
            return self.wanted.lower() in str(value).lower()
        if self.relation == ":":
            return str(value).lower() == self.wanted.lower()
        return COMPARE[self.relation](value, int(self.wanted))


def _refuse(detail: str) -> Exception:
    message = f"We were unable to parse your search query. {detail}"
    return bad_param(message, "query")


def parse_query(query: str, fields: frozenset[str]) -> tuple[list[Clause], bool]:
    """Return the conditions, and whether all of them must hold."""
    clauses: list[Clause] = []
    joints: set[str] = set()
    position, joint = 0, "start"
    while position < len(query):
        match = CLAUSE.match(query, position)
        if match is None:
            raise _refuse(f"Unexpected text at: {query[position : position + 40]}")
        clauses.append(_clause(match, fields))
        joint = (match["joint"] or "").upper()
        joints.add(joint or "AND")
        position = match.end()
        if not joint and position == len(query):
            joints.discard("AND" if "OR" in joints else "")
    if not clauses or joint:
        raise _refuse("The query is empty or ends with AND or OR.")
    if len(joints) > 1:
        raise _refuse("AND and OR cannot be combined.")
    return clauses, "OR" not in joints


def _clause(found: re.Match[str], fields: frozenset[str]) -> Clause:
    field, relation, bare = found["field"], found["operator"], found["bare"]
    if field and field.lower() not in fields:
        raise _refuse(f"Field `{field}` is not searchable.")
    text = bare if found["text"] is None else re.sub(r"\\(.)", r"\1", found["text"])
    if relation in COMPARE and not (field in NUMERIC and text.isdecimal()):
        raise _refuse(f"`{relation}` needs a numeric field and a number.")
    value = None if bare == "null" else text
    return Clause(field, found["key"], relation, value, bool(found["negated"]))


def searcher(kind: str, url: str) -> Callable[[Call, Params], Record]:
    """Return the operation that searches a kind."""

    def search_page(call: Call, params: Params) -> Record:
        clauses, every = parse_query(params.required("query"), FIELDS[kind])
        combine = all if every else any
        newest_indexed = time.time() - call.box.options.search_lag
        records = [
            record
            for record in call.box.store.newest(kind)
            if record["created"] <= newest_indexed and combine(c.holds(record) for c in clauses)
        ]
        start, size = params.integer("page") or 0, page_size(params)
        more = len(records) > start + size
        return {
            "object": "search_result",
            "data": records[start : start + size],
            "has_more": more,
            "next_page": str(start + size) if more else None,
            "url": url,
        }

    return search_page
