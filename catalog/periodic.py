"""Scheduled jobs of the review of versions and of the search."""

from django.db import transaction
from procrastinate.contrib.django import app

from catalog.approvals.clocks import remind_overdue
from catalog.search.documents import refresh_stale
from catalog.search.vocabulary import count_words

BATCH = 200
BATCHES_A_MINUTE = 25


@app.periodic(cron="5 6 * * *", periodic_id="approvals_overdue")
@app.task(name="catalog.remind", queueing_lock="catalog.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every day: remind brand staff of what is overdue, and tell the licensee."""
    remind_overdue()


@app.periodic(cron="* * * * *", periodic_id="search_documents")
@app.task(
    name="catalog.refresh_documents",
    queueing_lock="catalog.refresh_documents",
    lock="catalog.refresh_documents",
    pass_context=False,
)
def refresh_documents(timestamp: int) -> None:
    """Every minute: write search documents anew that are out of date."""
    for _ in range(BATCHES_A_MINUTE):
        if refresh_stale(BATCH) < BATCH:
            break


@app.periodic(cron="35 * * * *", periodic_id="search_words")
@app.task(
    name="catalog.count_words",
    queueing_lock="catalog.count_words",
    pass_context=False,
)
def count_search_words(timestamp: int) -> None:
    """Every hour: bring the words by which typing errors are corrected up to date."""
    with transaction.atomic():
        count_words()
