"""`reconcile_balance`: compare the ledger with Stripe's balance, to the minor unit."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from shop.finance.ledger.stripe_reconciliation import IN_FLIGHT, compare_books, fetch_balance
from shop.finance.payments.errors import PaymentUnavailable
from shop.platform.database.clock import clock_now


class Command(BaseCommand):
    """Fetch balance transactions and compare; exit code 1 if the books differ.

    An interrupted run resumes: stored transactions are not fetched again.
    """

    help = "Compare our ledger with the balance transactions of Stripe."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the time that a payment may take to reach the shop."""
        minutes = IN_FLIGHT.total_seconds() / 60
        help_text = "ignore movements at Stripe of the last minutes, which may not have arrived"
        parser.add_argument("--minutes", type=float, default=minutes, help=help_text)

    def handle(self, *_args: Any, minutes: float, **_options: Any) -> None:
        """Print both balances by currency and every difference."""
        console, at = Console(), clock_now()
        try:
            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task("Balance transactions", total=None)
                new = fetch_balance(lambda done: progress.advance(task, done))
        except PaymentUnavailable as error:
            raise CommandError(f"Stripe does not answer: {error}") from error
        report = compare_books(at, at - timedelta(minutes=minutes))
        table = Table("Currency", "Ours", "Stripe", "Difference")
        for currency in sorted(report.ours.keys() | report.theirs.keys()):
            ours, theirs = report.ours.get(currency, 0), report.theirs.get(currency, 0)
            table.add_row(currency, str(ours), str(theirs), str(ours - theirs))
        console.print(f"{new} new movements; minor units:")
        console.print(table)
        for difference in report.differences:
            self.stdout.write(str(difference))
        if report.differences:
            raise SystemExit(1)
