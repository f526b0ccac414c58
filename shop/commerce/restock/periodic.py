"""The jobs of notices: they ask, they tell, and they forget."""

from procrastinate.contrib.django import app

from shop.commerce.restock.services import forget_notices, queue_notices, send_notice, send_question
from shop.platform.database.retries import PATIENT


@app.task(name="restock.ask", retry=PATIENT)
def ask(notice_id: int) -> None:
    """Ask the address's owner."""
    send_question(notice_id)


@app.task(name="restock.send", retry=PATIENT)
def send(notice_id: int) -> None:
    """Tell one address."""
    send_notice(notice_id)


@app.periodic(cron="* * * * *", periodic_id="restock")
@app.task(name="restock.queue", queueing_lock="restock.queue", pass_context=False)
def queue(timestamp: int) -> None:
    """Every minute: find what is in stock again."""
    queue_notices()


@app.periodic(cron="23 3 * * *", periodic_id="restock_forget")
@app.task(name="restock.forget", queueing_lock="restock.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Every night: delete addresses that are no longer needed."""
    forget_notices()
