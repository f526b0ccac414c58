"""`check_invariants`: check stock, orders, payments and rights against each other."""

from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.invariants.registry import check_invariants


class Command(BaseCommand):
    """Check all invariants; exit code 1 if one is violated. Reads only."""

    help = "Check that stock, ledger, orders, payments and rights evidence agree."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print a line for each invariant."""
        broken = 0
        for finding in check_invariants():
            verdict = "ok" if finding.holds else "BREACH"
            self.stdout.write(f"{verdict} {finding.name}: {finding.detail}")
            broken += not finding.holds
        if broken:
            raise SystemExit(1)
