"""`rebuild_clearance`: write the clearance anew, a batch a transaction; may be stopped any time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from licensing.models import RightsProfile
from licensing.reading.clearance import BATCH, compile_profiles


class Command(BaseCommand):
    """What is done is kept; started again after a stop it goes on where `--after` says."""

    help = "Compile what lists filter by from agreements, grants and holdings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to go on."""
        parser.add_argument("--after", type=int, default=0, help="the last profile done before")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compile all profiles in order."""
        profiles = RightsProfile.objects.filter(pk__gt=options["after"]).order_by("pk")
        waiting, written = list(profiles.values_list("pk", flat=True)), 0
        with Progress(transient=True) as progress:
            task = progress.add_task("profiles", total=len(waiting))
            for start in range(0, len(waiting), BATCH):
                batch = waiting[start : start + BATCH]
                written += compile_profiles(batch)
                progress.update(task, completed=start + len(batch))
                progress.console.print(f"done up to --after {batch[-1]}")
        self.stdout.write(f"{len(waiting)} profiles, {written} rows of clearance")
