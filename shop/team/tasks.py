"""The jobs of teams."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.team import invitations, key_notices

RETRIES = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="team.send_invitation", retry=RETRIES)
def send_invitation(licensee_id: int, invitation_id: int) -> None:
    """Mail an invitation."""
    invitations.send_invitation(licensee_id, invitation_id)


@app.task(name="team.send_key_mail", retry=RETRIES)
def send_key_mail(licensee_id: int, key_id: int, event: str, by_id: int | None) -> None:
    """Tell a licensee's owners about one of its keys."""
    key_notices.send_key_mail(licensee_id=licensee_id, key_id=key_id, event=event, by_id=by_id)
