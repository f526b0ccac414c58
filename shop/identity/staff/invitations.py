"""Invitations of staff by mail, and of the first administrator by a printed link.

The link is signed; it works once, for seven days or an hour. It never opens an existing account.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from structlog import get_logger

from licensing.models import RightsHolder
from shop.identity.accounts.models import User
from shop.identity.staff.errors import AdministratorExists, StaffInvitationEnded, StaffRefused
from shop.identity.staff.mails import mail_invitation
from shop.identity.staff.models import OPEN_INVITATION, StaffInvitation
from shop.identity.staff.roles import (
    ADMINISTRATOR,
    BY_CODE,
    check_giver,
    check_roles,
    may_approve_roles,
)
from shop.identity.staff.services import (
    administrators,
    assign_roles,
    lock_administrators,
    needs_approval,
)
from shop.platform.core.typed_text import normalize_email
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

SALT = "shop.staff.invitation"
VALID_FOR, OPERATOR_VALID_FOR = timedelta(days=7), timedelta(hours=1)
FEWEST_ADMINISTRATORS = 2

log = get_logger("shop.security")


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Name and password of an invited person."""

    password: str
    first_name: str
    last_name: str


@transaction.atomic
def invite_staff(
    *, email: str, codes: list[str], holder: RightsHolder | None, by: User
) -> StaffInvitation:
    """Invite an address to roles; only its last invitation stays valid.

    Roles that need a second administrator are mailed after the approval. Raises `StaffRefused`.
    """
    email = normalize_email(email)
    roles = check_roles(codes, with_holder=holder is not None)
    check_giver(by, roles)
    if User.objects.filter(email__iexact=email).exists():
        raise StaffRefused(reason="address_taken", field="email")
    lock_administrators()
    waits = needs_approval(roles)
    invitation = _save(
        StaffInvitation(
            email=email,
            roles=[role.code for role in roles],
            holder=holder,
            invited_by=by,
            needs_approval=waits,
            expires_at=database_now() + VALID_FOR,
        )
    )
    if not waits:
        queue_job("staff.send_invitation", invitation_id=invitation.pk)
    log.info("staff.invited", invitation=str(invitation.public_id), roles=codes, by=by.pk)
    return invitation


@transaction.atomic
def invite_operator(*, email: str, replaces_one: bool = False) -> StaffInvitation:
    """Invite the first administrator, for an hour; earlier such invitations end.

    With `replaces_one` a shop that has a single administrator left gets another one. Raises
    `AdministratorExists`, and `StaffRefused` if the address has an account.
    """
    email = normalize_email(email)
    lock_administrators()
    if administrators().count() >= (FEWEST_ADMINISTRATORS if replaces_one else 1):
        raise AdministratorExists
    if User.objects.filter(email__iexact=email).exists():
        raise StaffRefused(reason="address_taken", field="email")
    _open().filter(invited_by__isnull=True).update(withdrawn_at=TransactionTimestamp())
    ends = database_now() + OPERATOR_VALID_FOR
    invitation = _save(StaffInvitation(email=email, roles=[ADMINISTRATOR], expires_at=ends))
    log.info("staff.invited", invitation=str(invitation.public_id), roles=[ADMINISTRATOR], by=None)
    return invitation


@transaction.atomic
def approve_invitation(*, public_id: UUID, by: User) -> None:
    """Approve a colleague's invitation, which is then mailed. Raises `StaffRefused`."""
    invitation = _locked(public_id)
    if not may_approve_roles(by):
        raise StaffRefused(reason="no_permission")
    if invitation.invited_by_id == by.pk:
        raise StaffRefused(reason="same_person")
    if _has_ended(invitation) or not invitation.waits_for_approval:
        raise StaffRefused(reason="ended")
    invitation.approved_by, invitation.approved_at = by, database_now()
    invitation.expires_at = invitation.approved_at + VALID_FOR
    invitation.save(update_fields=["approved_by", "approved_at", "expires_at"])
    queue_job("staff.send_invitation", invitation_id=invitation.pk)
    log.info("staff.invitation_approved", invitation=str(public_id), by=by.pk)


@transaction.atomic
def withdraw_invitation(*, public_id: UUID, by: User) -> None:
    """Withdraw an invitation; one that has ended is unchanged. Raises `StaffRefused`."""
    invitation = _locked(public_id)
    check_giver(by, [BY_CODE[code] for code in invitation.roles if code in BY_CODE])
    if not _has_ended(invitation):
        invitation.withdrawn_at = database_now()
        invitation.save(update_fields=["withdrawn_at"])
        log.info("staff.invitation_withdrawn", invitation=str(public_id), by=by.pk)


def open_invitations() -> QuerySet[StaffInvitation]:
    """Return the invitations that can be accepted or approved, newest first."""
    rows = _open().filter(expires_at__gt=TransactionTimestamp())
    return rows.select_related("invited_by", "holder").order_by("-pk")


def invitation_token(invitation: StaffInvitation) -> str:
    """Return the token of the invitation's page."""
    return Signer(salt=SALT).sign(str(invitation.public_id))


def find_invitation(token: str) -> StaffInvitation:
    """Return the invitation of a token. Raises `StaffInvitationEnded`."""
    return _of_token(token, lock=False)


@transaction.atomic
def accept_invitation(*, token: str, joining: NewColleague) -> User:
    """Create the account of an invited person, once.

    The caller's form has checked the password. Raises `StaffInvitationEnded`, and `StaffRefused`
    if the address has an account by now.
    """
    invitation = _of_token(token, lock=True)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise StaffRefused(reason="address_taken", field="email")
    user = User.objects.create_user(
        invitation.email,
        joining.password,
        first_name=joining.first_name,
        last_name=joining.last_name,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    assign_roles(user, [BY_CODE[code] for code in invitation.roles], invitation.holder)
    invitation.accepted_at, invitation.accepted_by = database_now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    log.info("staff.joined", user=user.pk, roles=invitation.roles, by=invitation.invited_by_id)
    return user


@transaction.atomic
def send_invitation(invitation_id: int) -> None:
    """Mail the link once, if it is still valid; called by the job."""
    rows = StaffInvitation.objects.select_for_update(of=("self",)).select_related("holder")
    invitation = rows.filter(pk=invitation_id).first()
    if invitation is None or invitation.mailed_at or invitation.waits_for_approval:
        return
    if not _has_ended(invitation):
        mail_invitation(invitation, invitation_token(invitation))
        invitation.mailed_at = database_now()
        invitation.save(update_fields=["mailed_at"])


def _save(invitation: StaffInvitation) -> StaffInvitation:
    """Save a new invitation; earlier ones of the address end."""
    earlier = _open().filter(email__iexact=invitation.email)
    earlier.update(withdrawn_at=TransactionTimestamp())
    invitation.save()
    return invitation


def _open() -> QuerySet[StaffInvitation]:
    return StaffInvitation.objects.filter(OPEN_INVITATION)


def _locked(public_id: UUID) -> StaffInvitation:
    invitation: StaffInvitation = StaffInvitation.objects.select_for_update().get(
        public_id=public_id
    )
    return invitation


def _of_token(token: str, *, lock: bool) -> StaffInvitation:
    try:
        public_id = UUID(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        raise StaffInvitationEnded from None
    rows = StaffInvitation.objects.select_related("holder")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    invitation = rows.filter(public_id=public_id).first()
    if invitation is None or _has_ended(invitation) or invitation.waits_for_approval:
        raise StaffInvitationEnded
    return invitation


def _has_ended(invitation: StaffInvitation) -> bool:
    over = invitation.accepted_at or invitation.withdrawn_at
    return bool(over) or invitation.expires_at <= database_now()
