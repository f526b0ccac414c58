"""Jobs of staff."""

from procrastinate.contrib.django import app

from shop.identity.staff import invitations, services
from shop.platform.database.retries import PATIENT


@app.task(name="staff.send_invitation", retry=PATIENT)
def send_invitation(invitation_id: int) -> None:
    """Mail an invitation."""
    invitations.send_invitation(invitation_id)


@app.task(name="staff.send_change", retry=PATIENT)
def send_change(user_id: int, change: str, codes: list[str]) -> None:
    """Mail a person about a change of their access."""
    services.send_change(user_id, change, codes)
