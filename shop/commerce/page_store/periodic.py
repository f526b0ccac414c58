"""Scheduled deletion of stored pages and of the log of changes."""

from procrastinate.contrib.django import app

from shop.commerce.page_store.store import prune


@app.periodic(cron="* * * * *", periodic_id="page-store")
@app.task(name="page_store.prune", queueing_lock="page_store.prune", pass_context=False)
def prune_pages(timestamp: int) -> None:
    """Every minute: delete what has ended and what is too much."""
    prune()
