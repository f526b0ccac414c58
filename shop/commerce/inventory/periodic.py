"""Scheduled jobs of stock."""

from procrastinate.contrib.django import app

from shop.commerce.inventory.alerts import mail_low_stock, open_low_stock_alerts


@app.periodic(cron="*/5 * * * *", periodic_id="low_stock")
@app.task(name="inventory.low_stock", queueing_lock="inventory.low_stock", pass_context=False)
def watch_low_stock(timestamp: int) -> None:
    """Open alerts of low stock and mail them, every five minutes."""
    open_low_stock_alerts()
    mail_low_stock()
