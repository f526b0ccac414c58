"""`rebuild_search`: rebuild the search documents of all products in batches."""

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
    """Mark every product as stale, then update documents until none is."""

    help = (
        "Rebuild the search documents of all products while the shop is open. After an"
        " interruption, continue with --resume, or let the worker finish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--batch` and `--resume`."""
        parser.add_argument("--batch", type=int, default=500, help="products in a transaction")
        parser.add_argument(
            "--resume", action="store_true", help="update only documents that are out of date"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Rebuild the documents, synonyms and words with a progress bar."""
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
        self.stdout.write(f"{done} documents written, {words} words in the index.")
