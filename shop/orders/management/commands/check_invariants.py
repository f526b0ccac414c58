"""`check_invariants`: whether stock, orders, payments and rights still agree with each other."""

from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.invariants.registry import check_invariants


class Command(BaseCommand):
    """Check every rule; exits with 1 when one is broken. Reads only, safe at any time."""

    help = "Check that stock, ledger, orders, payments and rights evidence agree."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print a line for each rule."""
        broken = 0
        for finding in check_invariants():
            verdict = "ok" if finding.holds else "BREACH"
            self.stdout.write(f"{verdict} {finding.name}: {finding.detail}")
            broken += not finding.holds
        if broken:
            raise SystemExit(1)
