"""Scheduled jobs of approvals and search."""

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
    """Send reminders of overdue decisions every day."""
    remind_overdue()


@app.periodic(cron="* * * * *", periodic_id="search_documents")
@app.task(
    name="catalog.refresh_documents",
    queueing_lock="catalog.refresh_documents",
    lock="catalog.refresh_documents",
    pass_context=False,
)
def refresh_documents(timestamp: int) -> None:
    """Update stale search documents every minute."""
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
    """Update the words used to correct typing errors every hour."""
    with transaction.atomic():
        count_words()
