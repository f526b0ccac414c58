"""`rebuild_search`: write the search documents of all products anew, in batches."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from catalog.models import SearchSynonym, StaleDocument
from catalog.search.documents import refresh_stale
from catalog.search.vocabulary import count_words

_MARK_ALL = """
    insert into catalogue_staledocument (product_id)
    select id from catalogue_product where structure <> 'child' order by id
    on conflict do nothing
"""


class Command(BaseCommand):
    """Mark every product, then write documents until none is marked."""

    help = (
        "Write the search documents of all products anew. The shop may be open. A run that was"
        " stopped goes on with --resume; what it had not reached is also done by the worker."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size of a batch and whether to go on."""
        parser.add_argument("--batch", type=int, default=500, help="products in a transaction")
        parser.add_argument(
            "--resume", action="store_true", help="write only what is still out of date"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write them, with a progress bar."""
        size: int = options["batch"]
        if size < 1:
            raise CommandError("--batch must be at least 1.")
        if not options["resume"]:
            with connection.cursor() as cursor:
                cursor.execute(_MARK_ALL)
        total, done = StaleDocument.objects.count(), 0
        columns = (TextColumn("Search"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns) as progress:
            bar = progress.add_task("documents", total=total)
            while number := refresh_stale(size):
                done += number
                progress.advance(bar, number)
        for group in SearchSynonym.objects.iterator():
            group.save(update_fields=["terms", "keys"])
        with transaction.atomic():
            words = count_words()
        self.stdout.write(f"{done} documents written, {words} words known.")
