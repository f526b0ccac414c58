"""The transitions between the states of a case, and the only function that changes a state."""

from typing import Any

from shop.orders.models import DomainEvent
from shop.orders.returns.errors import ReturnStateConflict
from shop.orders.returns.models import ReturnCase
from shop.platform.database.clock import TransactionTimestamp

State = ReturnCase.State
ENDS = frozenset({State.REFUNDED, State.REPLACED, State.REJECTED, State.CANCELLED})
# Cases end without the goods for a lost parcel, or one that is not worth sending back.
EDGES = frozenset(
    {
        (State.REQUESTED, State.APPROVED),
        (State.REQUESTED, State.REJECTED),
        (State.REQUESTED, State.CANCELLED),
        (State.APPROVED, State.IN_TRANSIT),
        (State.APPROVED, State.RECEIVED),
        (State.APPROVED, State.REFUNDED),
        (State.APPROVED, State.REPLACED),
        (State.APPROVED, State.REJECTED),
        (State.APPROVED, State.CANCELLED),
        (State.IN_TRANSIT, State.RECEIVED),
        (State.IN_TRANSIT, State.REJECTED),
        (State.IN_TRANSIT, State.CANCELLED),
        (State.RECEIVED, State.INSPECTED),
        (State.INSPECTED, State.REFUNDED),
        (State.INSPECTED, State.REPLACED),
        (State.INSPECTED, State.REJECTED),
        (State.INSPECTED, State.CANCELLED),
    }
)


def move_case(
    case: ReturnCase, *, to: str, by_id: int | None, expected: str = "", **values: Any
) -> None:
    """Move a case from its state (or `expected`) to another, with other values of its row.

    Raises `ReturnStateConflict` if the transition is not allowed or the state has changed.
    """
    before = expected or case.state
    if (before, to) not in EDGES:
        raise ReturnStateConflict(number=case.number, state=case.state, to=to)
    if to in ENDS:
        values["ended_at"] = TransactionTimestamp()
    if by_id is not None:
        values["decided_by_id"] = by_id
    moved = ReturnCase.objects.filter(pk=case.pk, state=before).update(state=to, **values)
    if moved != 1:
        raise ReturnStateConflict(number=case.number, state=case.state, to=to)
    case.refresh_from_db()
    record_event(case, to.lower(), by_id)


def record_event(case: ReturnCase, name: str, by_id: int | None) -> None:
    """Record an event of a case in the history of its order."""
    DomainEvent.objects.create(
        name=f"return.{name}",
        subject=case.order.number,
        data={"return": case.number, "kind": case.kind, "by": by_id},
    )
