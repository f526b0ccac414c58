"""Scheduled jobs of the API."""

from procrastinate.contrib.django import app
from structlog import get_logger

from shop.api.idempotency import delete_old_answers
from shop.platform.database.clock import database_now

log = get_logger(__name__)


@app.periodic(cron="41 * * * *", periodic_id="delete_idempotent_answers")
@app.task(
    name="api.delete_idempotent_answers",
    queueing_lock="api.delete_idempotent_answers",
    pass_context=False,
)
def delete_idempotent_answers(timestamp: int) -> None:
    """Delete stored responses that have expired."""
    log.info("api.idempotent_answers_deleted", number=delete_old_answers(database_now()))
