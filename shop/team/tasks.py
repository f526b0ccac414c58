"""The jobs of teams."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shop.team import invitations

RETRIES = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="team.send_invitation", retry=RETRIES)
def send_invitation(licensee_id: int, invitation_id: int) -> None:
    """Mail an invitation."""
    invitations.send_invitation(licensee_id, invitation_id)
