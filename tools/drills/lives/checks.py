"""All invariants and the facts of a life as one prepared statement: one plan, one round trip."""

from typing import Any

from django.db import connection
from psycopg._preparing import PrepareManager

from shop.orders.invariants.registry import INVARIANTS, check_invariants

NAME = "invariants_hold"
# Facts that the rules read, by name; each is a number of rows.
FACTS = {
    "orders": "from order_order",
    "unpaid": "from order_order where status = 'PENDING'",
    "unsent": "from order_order where status = 'PAID'",
    "sold": "from order_order where status in ('PAID', 'FULFILLED')",
    "parcels": "from fulfillment_shipment",
    "cases": "from returns_returncase where ended_at is null",
    "holds": "from ordering_heldorder where decision = ''",
    "failures": "from payments_refundfailure where settlement = ''",
    "disputes": "from payments_dispute where closed_at is null",
    "recalls": 'from licensing_holdback where upper("window") is null',
    "lots": "from partner_stockrecord where ships_on is not null and arrived_at is null",
    "jobs": "from procrastinate_jobs where status = 'todo'",
}


class KeptStatements(PrepareManager):
    """Prepared statements that survive a rollback, which otherwise ends those of psycopg.

    A life rolls back to savepoints again and again. It drops no table, so all plans stay valid.
    """

    def clear(self) -> bool:
        """Keep all statements."""
        return False


def prepare_checks() -> None:
    """Prepare the connection of this process, once, for a long sequence of checks."""
    connection.ensure_connection()
    driver: Any = connection.connection
    if isinstance(driver._prepared, KeptStatements):  # noqa: SLF001  psycopg has no setting for it
        return
    kept = KeptStatements()
    vars(kept).update(vars(driver._prepared))  # noqa: SLF001
    driver._prepared = kept  # noqa: SLF001
    breaches = ", ".join(f"exists({rule.breaches})" for rule in INVARIANTS)
    counts = ", ".join(f"(select count(*) {rows})" for rows in FACTS.values())
    with connection.cursor() as cursor:
        cursor.execute("set jit = off")
        cursor.execute("set plan_cache_mode = force_generic_plan")
        cursor.execute(f"prepare {NAME} as select {breaches}, {counts}")


def read_facts() -> dict[str, int]:
    """Check all invariants, and return the facts. Raises `AssertionError` with the violations."""
    with connection.cursor() as cursor:
        cursor.execute(f"execute {NAME}")
        row = cursor.fetchone()
    if any(row[: len(INVARIANTS)]):
        broken = [f"{rule.name}: {rule.detail}" for rule in check_invariants() if not rule.holds]
        raise AssertionError("; ".join(broken))
    return dict(zip(FACTS, row[len(INVARIANTS) :], strict=True))
