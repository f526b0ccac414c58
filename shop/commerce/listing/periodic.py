"""Scheduled counting of long lists, and writing of bitmaps."""

from procrastinate.contrib.django import app

from shop.commerce.listing.bitmaps.writing import write_bitmaps
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


@app.periodic(cron="* * * * *", periodic_id="listing-bitmaps")
@app.task(
    name="listing.write_bitmaps",
    queueing_lock="listing.write_bitmaps",
    lock="listing.write_bitmaps",
    pass_context=False,
)
def update_bitmaps(timestamp: int) -> None:
    """Every minute: write the bitmaps of products that are missing or have become old."""
    write_bitmaps()
