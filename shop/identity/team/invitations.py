"""Invitations to a licensee's team.

The link is signed; it works once and for seven days. It never opens an existing account: access to
a mailbox must not give access to a colleague's account.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.team.errors import AddressTaken, InvitationEnded, InvitationRefused
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from shop.platform.core.typed_text import normalize_email
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job
from shop.platform.mail import STAFF_LANGUAGE, MailKind, send_mail

SALT = "shop.team.invitation"
MAIL = MailKind("licensee/email/invitation", "%(licensee)s: join the team at %(shop_name)s")
VALID_FOR = timedelta(days=7)
MOST_OPEN = 100


@dataclass(frozen=True, slots=True)
class NewMember:
    """Name and password of an invited person."""

    password: str
    first_name: str
    last_name: str


@transaction.atomic
def invite(*, licensee: Licensee, email: str, role: str, by_id: int) -> Invitation:
    """Invite an address; only its last invitation stays valid.

    Runs for the licensee (`acting_for`). Raises `InvitationRefused`.
    """
    email, now = normalize_email(email), database_now()
    if User.objects.filter(licensee=licensee, email=email).exists():
        raise InvitationRefused(reason="member")
    still_open = Invitation.objects.of(licensee).filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    still_open.filter(email__iexact=email).update(withdrawn_at=now)
    if still_open.filter(expires_at__gt=now).count() >= MOST_OPEN:
        raise InvitationRefused(reason="too_many")
    invitation = Invitation.objects.create(
        licensee=licensee, email=email, role=role, invited_by_id=by_id, expires_at=now + VALID_FOR
    )
    queue_job("team.send_invitation", licensee_id=licensee.pk, invitation_id=invitation.pk)
    return invitation


def withdraw_invitation(*, invitation: Invitation) -> None:
    """Withdraw an invitation that was not accepted; a second call changes nothing."""
    Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=TransactionTimestamp())


def invitation_token(invitation: Invitation) -> str:
    """Return the token of the invitation's page; it contains the licensee."""
    return Signer(salt=SALT).sign(f"{invitation.licensee_id}.{invitation.public_id}")


def read_token(token: str) -> tuple[int, UUID] | None:
    """Return licensee and public id of a signed token; None if it is forged."""
    try:
        licensee_id, _, public_id = Signer(salt=SALT).unsign(token).partition(".")
        return int(licensee_id), UUID(public_id)
    except (BadSignature, ValueError):
        return None


def open_invitation(token: str) -> Invitation:
    """Return the invitation of a token. Raises `InvitationEnded`."""
    key = read_token(token)
    if key is None:
        raise InvitationEnded
    licensee_id, public_id = key
    with acting_for(licensee_id):
        return _standing(licensee_id, public_id, lock=False)


def accept_invitation(*, token: str, joining: NewMember) -> User:
    """Create the account of the invited person, once.

    The caller's form has checked the password. Raises `InvitationEnded` and `AddressTaken`.
    """
    key = read_token(token)
    if key is None:
        raise InvitationEnded
    with acting_for(key[0]):
        invitation = _standing(*key, lock=True)
        if User.objects.filter(email__iexact=invitation.email).exists():
            raise AddressTaken
        user = User.objects.create_user(
            invitation.email,
            joining.password,
            role=User.Role.LICENSEE,
            licensee_id=invitation.licensee_id,
            licensee_role=invitation.role,
            first_name=joining.first_name,
            last_name=joining.last_name,
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Invitation.objects.filter(pk=invitation.pk).update(
            accepted_at=TransactionTimestamp(), accepted_by=user
        )
    return user


def send_invitation(licensee_id: int, invitation_id: int) -> None:
    """Mail the link once, if it is still valid; called by the job."""
    with acting_for(licensee_id):
        rows = Invitation.objects.select_for_update(of=("self",))
        invitation = rows.select_related("licensee").filter(pk=invitation_id).first()
        if invitation is None or invitation.mailed_at or _ended(invitation):
            return
        _mail(invitation)
        Invitation.objects.filter(pk=invitation_id).update(mailed_at=TransactionTimestamp())


def _standing(licensee_id: int, public_id: UUID, *, lock: bool) -> Invitation:
    rows = Invitation.objects.select_related("licensee")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    invitation = rows.filter(licensee=licensee_id, public_id=public_id).first()
    if invitation is None or _ended(invitation):
        raise InvitationEnded
    return invitation


def _ended(invitation: Invitation) -> bool:
    over = invitation.accepted_at or invitation.withdrawn_at
    return bool(over) or invitation.expires_at <= database_now()


def _mail(invitation: Invitation) -> None:
    path = reverse("licensee:join", args=[invitation_token(invitation)])
    context = {
        "licensee": invitation.licensee,
        "role": invitation.get_role_display(),
        "url": f"{settings.BASE_URL}{path}",
        "expires_at": invitation.expires_at,
    }
    send_mail(MAIL, to=invitation.email, language=STAFF_LANGUAGE, context=context)
