"""`migrate`, which restores the snapshot of the schema into a new database first.

It never makes the running shop wait: a statement that waits for a lock on a table blocks all later
ones, and requests give up after two seconds. So a migration gives up sooner and is tried again.
"""

import time
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

from shop.platform.database.snapshot import is_empty, restore_snapshot

LOCK_TIMEOUT_MS = 1000  # half of what a request waits for a lock: `shop/settings`
TRIES, PAUSE_S = 100, 0.5


class Command(migrate.Command):
    """Django's command; an empty database starts from the snapshot, a busy one is tried again."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option to skip the snapshot."""
        super().add_arguments(parser)
        parser.add_argument(
            "--without-snapshot", action="store_true", help="run every migration from the first"
        )

    def handle(self, *args: Any, **options: Any) -> Any:
        """Restore, then migrate. Raises `OperationalError` if a table stays in use."""
        without_snapshot = options.pop("without_snapshot")
        whole = not options["app_label"] and not options["plan"] and not options["check_unapplied"]
        if whole and not without_snapshot and is_empty(options["database"]):
            restore_snapshot(options["database"])
        for _ in range(TRIES - 1):
            try:
                return self._migrate(*args, **options)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                self.stdout.write("A table is in use. The migration is tried again.")
                time.sleep(PAUSE_S)
        return self._migrate(*args, **options)

    def _migrate(self, *args: Any, **options: Any) -> Any:
        """Run the migrations that are missing; those that were applied before stay applied."""
        with connections[options["database"]].cursor() as cursor:
            cursor.execute(f"set lock_timeout = {LOCK_TIMEOUT_MS}")
        return super().handle(*args, **options)
