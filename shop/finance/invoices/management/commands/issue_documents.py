"""Issue the invoices and credit notes that are due."""

from typing import Any

from django.core.management.base import BaseCommand

from shop.finance.invoices.issuing import issue_due_documents


class Command(BaseCommand):
    """Issue all missing invoices and credit notes; the worker does so every 5 seconds."""

    help = "Issue the invoices and credit notes that are due."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Issue them and print how many."""
        print(f"{issue_due_documents(everything=True)} documents issued.")
