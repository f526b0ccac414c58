"""Jobs of back-in-stock notices."""

from procrastinate.contrib.django import app

from shop.commerce.restock.services import (
    delete_old_notices,
    queue_notices,
    send_notice,
    send_question,
)
from shop.platform.database.retries import PATIENT


@app.task(name="restock.ask", retry=PATIENT)
def ask(notice_id: int) -> None:
    """Mail the address's owner for confirmation."""
    send_question(notice_id)


@app.task(name="restock.send", retry=PATIENT)
def send(notice_id: int) -> None:
    """Mail one address that the article is available."""
    send_notice(notice_id)


@app.periodic(cron="* * * * *", periodic_id="restock")
@app.task(name="restock.queue", queueing_lock="restock.queue", pass_context=False)
def queue(timestamp: int) -> None:
    """Queue notices of articles that are in stock again, every minute."""
    queue_notices()


@app.periodic(cron="23 3 * * *", periodic_id="restock_forget")
@app.task(name="restock.forget", queueing_lock="restock.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Delete addresses that are no longer needed, every night."""
    delete_old_notices()
