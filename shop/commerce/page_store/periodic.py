"""Scheduled deletion of stored pages and of the log of changes; purges of a delivery network."""

from procrastinate.contrib.django import app

from shop.commerce.page_store.purging import purge_changes
from shop.commerce.page_store.store import prune


@app.periodic(cron="* * * * *", periodic_id="page-store")
@app.task(name="page_store.prune", queueing_lock="page_store.prune", pass_context=False)
def prune_pages(timestamp: int) -> None:
    """Every minute: delete what has ended and what is too much."""
    prune()


@app.periodic(cron="* * * * * */10", periodic_id="page-store-purge")
@app.task(name="page_store.purge", queueing_lock="page_store.purge", pass_context=False)
def purge_network(timestamp: int) -> None:
    """Every ten seconds: tell the content delivery network what has changed, if there is one."""
    purge_changes()
