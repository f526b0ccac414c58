"""Scheduled deletion of old counters."""

from procrastinate.contrib.django import app

from shop.platform.limits.counting import delete_old_counts


@app.periodic(cron="*/10 * * * *", periodic_id="limits")
@app.task(name="limits.delete_old_counts", queueing_lock="limits.old", pass_context=False)
def delete_old(timestamp: int) -> None:
    """Delete counters whose window has ended, every ten minutes."""
    delete_old_counts()
