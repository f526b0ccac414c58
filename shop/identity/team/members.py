"""Members of a licensee's team and their roles; the last active owner cannot be removed."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from structlog import get_logger

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.team.errors import LastOwner
from shop.identity.tenancy import own_rows

log = get_logger("shop.security")
OWNER = User.LicenseeRole.OWNER


def members_of(licensee: Licensee) -> QuerySet[User]:
    """Return the members of a licensee, active ones first."""
    return own_rows(User.objects.all(), licensee).order_by("-is_active", "email")


@transaction.atomic
def change_role(*, member: User, role: str, by_id: int) -> None:
    """Change a member's role. Raises `LastOwner`."""
    if role != OWNER:
        _keep_an_owner_besides(member)
    User.objects.filter(pk=member.pk).update(licensee_role=role)
    log.info("team.role_changed", member=member.pk, role=role, by=by_id)


@transaction.atomic
def deactivate(*, member: User, by_id: int) -> None:
    """Deactivate a member and end their sessions. Raises `LastOwner`."""
    _keep_an_owner_besides(member)
    User.objects.filter(pk=member.pk).update(is_active=False)
    for session in UserSession.objects.filter(user=member):
        session.end()
    log.info("team.deactivated", member=member.pk, by=by_id)


def reactivate(*, member: User, by_id: int) -> None:
    """Reactivate a member in their former role."""
    User.objects.filter(pk=member.pk).update(is_active=True)
    log.info("team.reactivated", member=member.pk, by=by_id)


def _keep_an_owner_besides(member: User) -> None:
    """Lock the owners, so that two cannot remove each other. Raises `LastOwner` if none is left."""
    owners = (
        User.objects.select_for_update(no_key=True)
        .filter(licensee=member.licensee, licensee_role=OWNER, is_active=True)
        .order_by("pk")
    )
    ids = set(owners.values_list("pk", flat=True))
    if ids == {member.pk}:
        raise LastOwner(email=member.email)
