"""What the stock keeper does by the clock."""

from procrastinate.contrib.django import app

from shop.commerce.inventory.alerts import mail_low_stock, notice_low_stock


@app.periodic(cron="*/5 * * * *", periodic_id="low_stock")
@app.task(name="inventory.low_stock", queueing_lock="inventory.low_stock", pass_context=False)
def watch_low_stock(timestamp: int) -> None:
    """Every five minutes: notice what has become low, and say so in one mail."""
    notice_low_stock()
    mail_low_stock()
