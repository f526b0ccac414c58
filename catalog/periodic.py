"""What the review of versions does by the clock."""

from procrastinate.contrib.django import app

from catalog.review.reminders import remind_overdue


@app.periodic(cron="5 6 * * *", periodic_id="approvals_overdue")
@app.task(name="catalog.remind", queueing_lock="catalog.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every day: remind brand staff of what is overdue, and tell the licensee."""
    remind_overdue()
