"""Jobs of teams."""

from procrastinate.contrib.django import app

from shop.identity.team import invitations, key_notices
from shop.platform.database.retries import PATIENT


@app.task(name="team.send_invitation", retry=PATIENT)
def send_invitation(licensee_id: int, invitation_id: int) -> None:
    """Mail an invitation."""
    invitations.send_invitation(licensee_id, invitation_id)


@app.task(name="team.send_key_mail", retry=PATIENT)
def send_key_mail(licensee_id: int, key_id: int, event: str, by_id: int | None) -> None:
    """Mail a licensee's owners about one of its keys."""
    key_notices.send_key_mail(licensee_id=licensee_id, key_id=key_id, event=event, by_id=by_id)
