"""Arrival and inspection of returned parcels: each unit gets a grade and goes into the stock books.

Every unit that arrived is booked as returned to the stock record it came from. A written-off unit
leaves it again, and one in quarantine moves to the quarantine location, in the same transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from structlog import get_logger

from shop.commerce.inventory.locations import quarantine_location
from shop.commerce.inventory.services import adjust_stock, return_units, transfer_stock
from shop.orders.returns.cases import lock_order
from shop.orders.returns.claims import release_units
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import InspectedUnits, ReturnCase, ReturnLine
from shop.orders.returns.transitions import move_case
from shop.platform.core.failpoints import failpoint
from shop.platform.database.clock import TransactionTimestamp

log = get_logger(__name__)
State = ReturnCase.State
Grade, Treatment = InspectedUnits.Grade, InspectedUnits.Treatment


@dataclass(frozen=True, slots=True)
class Finding:
    """The grade and treatment of one unit of a return line."""

    line_id: int
    grade: str
    treatment: str
    note: str = ""


@transaction.atomic
def mark_in_transit(case: ReturnCase, *, by_id: int | None) -> None:
    """Record that the carrier has the parcel. Raises `ReturnStateConflict`."""
    move_case(case, to=State.IN_TRANSIT, by_id=by_id)


@transaction.atomic
def receive_parcel(case: ReturnCase, *, by_id: int | None) -> None:
    """Record that the parcel arrived and waits for its inspection. Raises `ReturnStateConflict`."""
    lock_order(case.order_id)
    case.refresh_from_db()
    move_case(case, to=State.RECEIVED, by_id=by_id, received_at=TransactionTimestamp())


@transaction.atomic
def inspect_units(case: ReturnCase, findings: Sequence[Finding], *, by_id: int) -> None:
    """Record the grade of every unit that was sent and book it. Raises `ReturnStateConflict`, and
    `ReturnRefused` unless each unit has one finding.
    """
    order = lock_order(case.order_id)
    case.refresh_from_db()
    lines = {line.pk: line for line in case.lines.filter(was_sent=True)}
    counted = _count(findings)
    _check_counts(lines, counted)
    move_case(case, to=State.INSPECTED, by_id=by_id)
    notes = {(each.line_id, each.grade, each.treatment): each.note for each in findings}
    InspectedUnits.objects.bulk_create(
        InspectedUnits(
            line=lines[key[0]],
            grade=key[1],
            treatment=key[2],
            units=units,
            note=notes[key][:200],
            by_id=by_id,
        )
        for key, units in counted.items()
    )
    for (line_id, _grade, treatment), units in counted.items():
        line = lines[line_id]
        if treatment == Treatment.NONE:
            ReturnLine.objects.filter(pk=line.pk).update(missing=units)
            release_units(line.order_line_id, units)
        elif line.order_line.product_id is not None:
            _book(case, line, treatment, units, by_id)
    failpoint("return.inspected")
    log.info("return.inspected", order=order.number, number=case.number)


def _count(findings: Sequence[Finding]) -> dict[tuple[int, str, str], int]:
    counted: dict[tuple[int, str, str], int] = {}
    for each in findings:
        is_missing = each.grade == Grade.MISSING
        treatment = Treatment.NONE if is_missing else each.treatment
        if each.grade not in Grade.values or treatment not in Treatment.values:
            raise ReturnRefused(reason="no_outcome", line=each.line_id)
        if not is_missing and treatment == Treatment.NONE:
            raise ReturnRefused(reason="no_outcome", line=each.line_id)
        key = (each.line_id, each.grade, treatment)
        counted[key] = counted.get(key, 0) + 1
    return counted


def _check_counts(
    lines: Mapping[int, ReturnLine], counted: Mapping[tuple[int, str, str], int]
) -> None:
    units = dict.fromkeys(lines, 0)
    for (line_id, _grade, _treatment), number in counted.items():
        if line_id not in units:
            raise ReturnRefused(reason="unknown_line", line=line_id)
        units[line_id] += number
    for line_id, line in lines.items():
        if units[line_id] != line.units:
            title = line.order_line.title
            raise ReturnRefused(reason="wrong_count", line=line_id, title=title, units=line.units)


def _book(case: ReturnCase, line: ReturnLine, treatment: str, units: int, by_id: int) -> None:
    """Book units back into the stock record they came from, and out of it again if needed."""
    reason = f"returned, {case.number}"
    product_id = int(line.order_line.product_id or 0)
    records = return_units(
        order=case.order, product_id=product_id, units=units, reason=reason, by_id=by_id
    )
    for record, number in records:
        if treatment == Treatment.WRITE_OFF:
            adjust_stock(
                stock_record=record,
                change=-number,
                reason=f"written off, {case.number}",
                by_id=by_id,
            )
        elif treatment == Treatment.QUARANTINE:
            transfer_stock(
                stock_record=record,
                to=quarantine_location(),
                quantity=number,
                reason=f"into quarantine, {case.number}",
                by_id=by_id,
            )
