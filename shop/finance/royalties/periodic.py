"""Scheduled import of exchange rates."""

from procrastinate.contrib.django import app

from shop.finance.royalties.rate_import import fetch_rates


# The bank publishes at about 16:00 in Frankfurt; the second time is for a first one that failed.
@app.periodic(cron="10 16,20 * * *", periodic_id="fetch_exchange_rates")
@app.task(name="royalties.fetch_rates", queueing_lock="royalties.rates", pass_context=False)
def fetch_exchange_rates(timestamp: int) -> None:
    """Import the published rates; a failure is logged and tried again at the next time."""
    fetch_rates()
