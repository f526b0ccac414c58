"""Jobs of onboarding."""

from procrastinate.contrib.django import app

from shop.identity.onboarding import applications
from shop.platform.database.retries import PATIENT


@app.task(name="onboarding.confirm_application", retry=PATIENT)
def confirm_application(application_id: int) -> None:
    """Mail a company that its application was received."""
    applications.confirm_application(application_id)


@app.task(name="onboarding.answer_application", retry=PATIENT)
def answer_application(application_id: int) -> None:
    """Mail a company that its application was declined."""
    applications.answer_application(application_id)
