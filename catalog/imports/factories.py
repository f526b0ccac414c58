"""Goods are made in a factory that every named agreement approves, with a valid audit; pure."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from catalog.imports.errors import WARNING, Problem
from catalog.imports.parsers import near
from catalog.imports.reference import FactoryFact, Reference
from licensing.rules.factories import audited_until

COLUMN = "factory_code"
NOT_APPROVED, LAPSED, ENDS = "factory_not_approved", "audit_lapsed", "audit_ends"


def check_factory(row: Mapping[str, str], known: Reference, at: datetime) -> Iterator[Problem]:
    """Yield what keeps goods from being made in the factory that their row names.

    An agreement without any approved factory lets goods be made nowhere.
    """
    code, numbers = row.get(COLUMN), row.get("agreement_no")
    if not code or not numbers:
        return
    approved: FactoryFact | None = None
    for number in numbers.split(";"):
        factories = known.factories.get(number, {})
        if code in factories:
            approved = factories[code]
            continue
        yield Problem(NOT_APPROVED, COLUMN, *_not_approved(code, number, factories))
    if approved is not None:
        yield from _audit(approved, at.date(), row.get("on_sale_to", "")[:10])


def _not_approved(code: str, number: str, factories: Mapping[str, FactoryFact]) -> tuple[str, str]:
    if not factories:
        message = f"{number} has no approved factory."
        return message, "Ask your licensor to approve yours and to record its audit."
    message = f"Factory {code} isn't approved on {number}."
    return message, near(code, list(factories))


def _audit(factory: FactoryFact, today: date, sold_until: str) -> Iterator[Problem]:
    until = audited_until(factory.audits, today)
    if until is None:
        last = max((end for _, end in factory.audits if end <= today), default=None)
        message = (
            f"The audit of {factory.code} ended on {last}."
            if last
            else f"No valid audit of {factory.code} is recorded."
        )
        yield Problem(LAPSED, COLUMN, message, "Have it audited and the audit recorded.")
    elif until.isoformat() < sold_until:
        message = f"The audit of {factory.code} ends on {until}, before the goods leave the sale."
        yield Problem(ENDS, COLUMN, message, "Have it renewed in time.", WARNING)
