"""Jobs of customer service. Each may run twice and then changes nothing."""

from procrastinate.contrib.django import app

from shop.orders.casework.requests import ANSWER_JOB, mail_answer
from shop.platform.database.retries import PATIENT


@app.task(name=ANSWER_JOB, retry=PATIENT)
def mail_answer_job(request_id: int) -> None:
    """Mail the answer of staff to a message of the help page."""
    mail_answer(request_id)
