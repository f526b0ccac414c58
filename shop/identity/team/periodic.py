"""Scheduled warnings about API keys that expire soon."""

from procrastinate.contrib.django import app

from shop.identity.team.key_notices import warn_of_expiring_keys


@app.periodic(cron="23 6 * * *", periodic_id="warn_of_expiring_keys")
@app.task(name="team.warn_of_expiring_keys", queueing_lock="team.warn", pass_context=False)
def warn(timestamp: int) -> None:
    """Every morning: warn owners two weeks and two days before a key expires."""
    warn_of_expiring_keys()
