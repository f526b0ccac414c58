"""Scheduled jobs of personal data."""

from procrastinate.contrib.django import app

from shop.platform.database.retries import PATIENT
from shop.privacy import erasure
from shop.privacy.retention import run_retention


@app.task(name="privacy.forget_cards", retry=PATIENT)
def forget_cards(user_id: int) -> None:
    """Delete the saved cards of an erased account at Stripe."""
    erasure.forget_cards(user_id)


@app.periodic(cron="11 2 * * *", periodic_id="privacy_retention")
@app.task(name="privacy.retention", queueing_lock="privacy.retention", pass_context=False)
def retention(timestamp: int) -> None:
    """Erase data whose retention has ended, every night."""
    run_retention()
