"""Scheduled checks of prices and tax."""

from procrastinate.contrib.django import app

from shop.commerce.pricing.tax_alerts import notify_tax_gaps


@app.periodic(cron="25 5 * * *", periodic_id="check_tax_rates")
@app.task(name="pricing.check_tax_rates", queueing_lock="pricing.tax", pass_context=False)
def check_tax_rates(timestamp: int) -> None:
    """Notify staff of missing and ending tax rates, every morning."""
    notify_tax_gaps()
