"""`migrate`, which restores the snapshot of the schema into a new database first."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from shop.platform.database.snapshot import is_empty, restore_snapshot


class Command(migrate.Command):
    """Django's command; an empty database starts from the snapshot."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option to skip the snapshot."""
        super().add_arguments(parser)
        parser.add_argument(
            "--without-snapshot", action="store_true", help="run every migration from the first"
        )

    def handle(self, *args: Any, **options: Any) -> Any:
        """Restore, then migrate."""
        without_snapshot = options.pop("without_snapshot")
        whole = not options["app_label"] and not options["plan"] and not options["check_unapplied"]
        if whole and not without_snapshot and is_empty(options["database"]):
            restore_snapshot(options["database"])
        return super().handle(*args, **options)
