"""`verify_trail`: seal the days that are over, then compare every sealed day with its events."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from rich.progress import Progress

from licensing.audit.seals import seal_trail, verify_trail
from licensing.models import TrailDay
from shop.platform.database.clock import database_now


class Command(BaseCommand):
    """Exit 0: the chain holds; 1: it is broken, with the day and the table."""

    help = "Verify that nobody changed, removed or added an event of a sealed day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Seal, compare, tell the last seal."""
        seal_trail(database_now().date())
        with Progress(transient=True) as progress, transaction.atomic():
            bar = progress.add_task("days", total=TrailDay.objects.count())
            broken = verify_trail(lambda: progress.advance(bar))
        if broken is not None:
            self.stdout.write(str(broken))
            raise SystemExit(1)
        last = TrailDay.objects.order_by("-day").first()
        days = TrailDay.objects.count()
        seal = f", last seal {last.digest} of {last.day}" if last else ""
        self.stdout.write(f"{days} days verified{seal}")
