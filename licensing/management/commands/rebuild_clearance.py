"""`rebuild_clearance`: recompile all clearance, one batch per transaction."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from licensing.models import RightsProfile
from licensing.reading.clearance import BATCH, compile_profiles


class Command(BaseCommand):
    """Recompile all clearance. After an interruption, continue with `--after`."""

    help = "Recompile the clearance that product lists use from agreements, grants and holdings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--after`."""
        parser.add_argument(
            "--after", type=int, default=0, help="id of the last profile that is already compiled"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compile the profiles in order of their ids."""
        profiles = RightsProfile.objects.filter(pk__gt=options["after"]).order_by("pk")
        waiting, written = list(profiles.values_list("pk", flat=True)), 0
        with Progress(transient=True) as progress:
            task = progress.add_task("profiles", total=len(waiting))
            for start in range(0, len(waiting), BATCH):
                batch = waiting[start : start + BATCH]
                written += compile_profiles(batch)
                progress.update(task, completed=start + len(batch))
                progress.console.print(f"compiled; continue with --after {batch[-1]}")
        self.stdout.write(f"{len(waiting)} profiles compiled, {written} clearance rows written")
