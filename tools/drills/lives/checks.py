"""All invariants as one prepared statement, so that a check costs one plan and one round trip."""

from django.db import connection

from shop.orders.invariants.registry import INVARIANTS, check_invariants

NAME = "invariants_hold"
PREPARED = "select from pg_prepared_statements where name = %s"


def broken_invariants() -> list[str]:
    """Return the invariants that do not hold, with the first violations."""
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, [NAME])
        if cursor.fetchone() is None:
            parts = ", ".join(f"exists({rule.breaches})" for rule in INVARIANTS)
            cursor.execute("set jit = off")
            cursor.execute("set plan_cache_mode = force_generic_plan")
            cursor.execute(f"prepare {NAME} as select {parts}")
        cursor.execute(f"execute {NAME}")
        if not any(cursor.fetchone()):
            return []
    return [f"{rule.name}: {rule.detail}" for rule in check_invariants() if not rule.holds]
