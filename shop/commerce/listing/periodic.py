"""Scheduled counting of long lists."""

from procrastinate.contrib.django import app

from shop.commerce.listing.rollup import write_rollup


@app.periodic(cron="*/10 * * * *", periodic_id="listing-rollup")
@app.task(
    name="listing.write_rollup",
    queueing_lock="listing.write_rollup",
    lock="listing.write_rollup",
    pass_context=False,
)
def count_lists(timestamp: int) -> None:
    """Every ten minutes: count the products of a shop that has very many."""
    write_rollup()
