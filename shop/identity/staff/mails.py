"""Mails to staff: the invitation, and each change of a person's access."""

from django.conf import settings
from django.urls import reverse

from shop.identity.staff.models import StaffInvitation
from shop.identity.staff.roles import BY_CODE
from shop.platform.mail import STAFF_LANGUAGE, MailKind, send_mail

INVITATION = MailKind("backoffice/email/staff_invitation", "Join the staff of %(shop_name)s")
CHANGE = MailKind("backoffice/email/access_changed", "%(shop_name)s: your access was changed")
CHANGES = {
    "roles": "Your roles are now: {roles}.",
    "disabled": "Your account was disabled and all your sessions were ended.",
    "enabled": "Your account was enabled again.",
}


def role_names(codes: list[str]) -> str:
    """Return the names of roles as a text."""
    return ", ".join(BY_CODE[code].name for code in codes if code in BY_CODE) or "none"


def invitation_address(token: str) -> str:
    """Return the full address of an invitation's page."""
    return f"{settings.BASE_URL}{reverse('staff-join', args=[token])}"


def mail_invitation(invitation: StaffInvitation, token: str) -> None:
    """Mail the link of an invitation."""
    context = {
        "roles": role_names(invitation.roles),
        "holder": invitation.holder,
        "url": invitation_address(token),
        "expires_at": invitation.expires_at,
    }
    send_mail(INVITATION, to=invitation.email, language=STAFF_LANGUAGE, context=context)


def mail_change(*, email: str, change: str, codes: list[str]) -> None:
    """Mail a person about a change of their access; `change` is a key of `CHANGES`."""
    text = CHANGES[change].format(roles=role_names(codes))
    url = f"{settings.BASE_URL}{reverse('account_login')}"
    send_mail(CHANGE, to=email, language=STAFF_LANGUAGE, context={"text": text, "url": url})
