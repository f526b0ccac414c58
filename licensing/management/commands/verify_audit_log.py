"""`verify_audit_log`: seal finished days, then compare every sealed day with its events."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from rich.progress import Progress

from licensing.audit.seals import seal_audit_log, verify_audit_log
from licensing.models import TrailDay
from shop.platform.database.clock import database_now


class Command(BaseCommand):
    """Exit with 0 if all seals match; otherwise print the day and table and exit with 1."""

    help = "Verify that no event of a sealed day was changed, removed or added."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Seal finished days, verify all seals and print the last one."""
        seal_audit_log(database_now().date())
        with Progress(transient=True) as progress, transaction.atomic():
            bar = progress.add_task("days", total=TrailDay.objects.count())
            broken = verify_audit_log(lambda: progress.advance(bar))
        if broken is not None:
            self.stdout.write(str(broken))
            raise SystemExit(1)
        last = TrailDay.objects.order_by("-day").first()
        days = TrailDay.objects.count()
        seal = f", last seal {last.digest} of {last.day}" if last else ""
        self.stdout.write(f"{days} days verified{seal}")
