"""Jobs of notices: send each mail once, and delete old notices."""

from procrastinate.contrib.django import app

from shop.identity.notices.services import delete_old_notices, send_collected_notices, send_notice
from shop.platform.database.retries import PATIENT


@app.task(name="notices.send", retry=PATIENT)
def send(notice_id: int) -> None:
    """Mail one notice."""
    send_notice(notice_id)


@app.task(name="notices.send_collected", retry=PATIENT)
def send_collected(user_id: int) -> None:
    """Mail a person the notices collected since the last mail, if any."""
    send_collected_notices(user_id)


@app.periodic(cron="37 3 * * *", periodic_id="notices_forget")
@app.task(name="notices.forget", queueing_lock="notices.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Delete old notices, every night."""
    delete_old_notices()
