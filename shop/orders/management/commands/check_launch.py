"""`check_launch`: print what is missing before the first sale; exit 1 while something is."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.launch_checklist import launch_items
from shop.platform.database.clock import database_now


class Command(BaseCommand):
    """Print the launch checklist, one line for each item."""

    help = "Print the launch checklist; exit with 1 while an item is missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the items in the order of the set-up."""
        items = launch_items(database_now())
        for item in items:
            mark = "ok     " if item.is_met else "missing"
            self.stdout.write(f"{mark} {item.name}{f': {item.missing}' if item.missing else ''}")
        if not all(item.is_met for item in items):
            sys.exit(1)
