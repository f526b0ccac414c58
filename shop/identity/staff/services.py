"""Changes of staff accounts: roles, disabling, and requests that a second administrator approves.

The first administrator of a shop may invite one more alone. From then on each administrator and
each rights officer is approved by a second administrator, so that one person cannot make both
people of four eyes. `create_operator`, on the server, replaces an administrator who has left.
"""

from collections.abc import Iterable
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from structlog import get_logger

from licensing.models import RightsHolder
from shop.identity.accounts.models import User
from shop.identity.accounts.sessions import end_sessions
from shop.identity.staff.errors import StaffRefused
from shop.identity.staff.mails import mail_change
from shop.identity.staff.models import RoleRequest
from shop.identity.staff.roles import (
    ADMINISTRATOR,
    BY_CODE,
    ROLES,
    StaffRole,
    check_giver,
    check_roles,
    group_names,
    may_approve_roles,
    roles_of,
)
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job

ADMINISTRATORS = 0x41444D4E  # "ADMN": key of the advisory lock on the number of administrators

log = get_logger("shop.security")


def staff_accounts() -> QuerySet[User]:
    """Return the accounts of the shop's staff and of people at rights holders."""
    kinds = [User.Role.STAFF, User.Role.RIGHTS, User.Role.BRAND]
    return User.objects.filter(Q(role__in=kinds) | Q(is_staff=True) | Q(is_superuser=True))


def administrators() -> QuerySet[User]:
    """Return the active administrators."""
    return User.objects.filter(is_superuser=True, is_active=True)


def open_requests() -> QuerySet[RoleRequest]:
    """Return the requests that wait for a decision, oldest first."""
    rows = RoleRequest.objects.filter(decided_at__isnull=True)
    return rows.select_related("account", "requested_by", "holder").order_by("pk")


def lock_administrators() -> None:
    """Decide about administrators one at a time, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ADMINISTRATORS])


def needs_approval(roles: Iterable[StaffRole]) -> bool:
    """Return whether giving roles needs a second administrator.

    Only the second administrator of a shop that has never had more than one does not.
    """
    sensitive = [role.code for role in roles if role.needs_approval]
    return bool(sensitive) and (sensitive != [ADMINISTRATOR] or _had_several_administrators())


@transaction.atomic
def change_roles(
    *, account: User, codes: list[str], holder: RightsHolder | None, by: User
) -> RoleRequest | None:
    """Give an account these roles instead of those it has.

    Returns a request if a second administrator must approve it, and None if the roles are changed.
    Raises `StaffRefused`.
    """
    lock_administrators()
    account = _locked(account.pk, by)
    before = roles_of(account)
    roles = check_roles(codes, with_holder=holder is not None)
    check_giver(by, [*before, *roles])
    if before == roles and account.holder == holder:
        raise StaffRefused(reason="unchanged", field="roles")
    if account.is_superuser and ADMINISTRATOR not in codes:
        _keep_an_administrator_besides(account)
    _open_requests_of(account).update(decided_by=by, decided_at=database_now())
    moved = account.holder != holder
    if needs_approval(role for role in roles if moved or role not in before):
        request: RoleRequest = RoleRequest.objects.create(
            account=account, roles=[role.code for role in roles], holder=holder, requested_by=by
        )
        log.info("staff.roles_requested", user=account.pk, roles=codes, by=by.pk)
        return request
    _give(account, roles, holder, by)
    return None


@transaction.atomic
def decide_roles(*, public_id: UUID, approve: bool, by: User) -> None:
    """Approve or refuse a request; whoever made it can only withdraw it. Raises `StaffRefused`."""
    request = RoleRequest.objects.select_for_update().get(public_id=public_id)
    if not may_approve_roles(by):
        raise StaffRefused(reason="no_permission")
    if request.decided_at is not None:
        raise StaffRefused(reason="ended")
    if approve and by.pk == request.requested_by_id:
        raise StaffRefused(reason="same_person")
    account = _locked(request.account_id, by)
    request.decided_by, request.decided_at, request.is_approved = by, database_now(), approve
    request.save(update_fields=["decided_by", "decided_at", "is_approved"])
    if approve:
        _give(account, [BY_CODE[code] for code in request.roles], request.holder, by)
    else:
        log.info("staff.roles_refused", user=account.pk, roles=request.roles, by=by.pk)


@transaction.atomic
def disable_account(*, account: User, by: User) -> None:
    """Disable an account and end its sessions. Safe to repeat. Raises `StaffRefused`."""
    lock_administrators()
    account = _locked(account.pk, by)
    check_giver(by, roles_of(account))
    if not account.is_active:
        return
    if account.is_superuser:
        _keep_an_administrator_besides(account)
    _open_requests_of(account).update(decided_by=by, decided_at=database_now())
    User.objects.filter(pk=account.pk).update(is_active=False)
    end_sessions(user=account, by_id=by.pk)
    for session in UserSession.objects.filter(user=account):
        session.end()
    queue_job("staff.send_change", user_id=account.pk, change="disabled", codes=[])
    log.info("staff.disabled", user=account.pk, by=by.pk)


@transaction.atomic
def enable_account(*, account: User, by: User) -> None:
    """Enable an account with the roles that it had. Safe to repeat. Raises `StaffRefused`."""
    account = _locked(account.pk, by)
    check_giver(by, roles_of(account))
    if account.is_active:
        return
    User.objects.filter(pk=account.pk).update(is_active=True)
    queue_job("staff.send_change", user_id=account.pk, change="enabled", codes=[])
    log.info("staff.enabled", user=account.pk, by=by.pk)


def assign_roles(user: User, roles: list[StaffRole], holder: RightsHolder | None) -> None:
    """Write the roles of an account; groups that belong to no role stay while its kind stays."""
    kind = roles[0].kind
    if user.role != kind:
        user.groups.clear()
        user.user_permissions.clear()
    user.role, user.holder, user.is_staff = kind, holder, kind == User.Role.STAFF
    user.is_superuser = any(role.code == ADMINISTRATOR for role in roles)
    user.save(update_fields=["role", "holder", "is_staff", "is_superuser"])
    names = group_names(roles)
    user.groups.remove(*Group.objects.filter(name__in=group_names(ROLES) - names))
    user.groups.add(*Group.objects.filter(name__in=names))


def send_change(user_id: int, change: str, codes: list[str]) -> None:
    """Mail a person about a change of their access; called by the job."""
    mail_change(email=User.objects.get(pk=user_id).email, change=change, codes=codes)


def _give(user: User, roles: list[StaffRole], holder: RightsHolder | None, by: User) -> None:
    assign_roles(user, roles, holder)
    codes = [role.code for role in roles]
    queue_job("staff.send_change", user_id=user.pk, change="roles", codes=codes)
    log.info("staff.roles_changed", user=user.pk, roles=codes, by=by.pk)


def _locked(pk: int, by: User) -> User:
    """Lock an account of staff; nobody changes their own."""
    if pk == by.pk:
        raise StaffRefused(reason="own_account")
    account: User = staff_accounts().select_for_update(no_key=True).get(pk=pk)
    return account


def _keep_an_administrator_besides(account: User) -> None:
    if not administrators().exclude(pk=account.pk).exists():
        raise StaffRefused(reason="last_administrator")


def _open_requests_of(account: User) -> QuerySet[RoleRequest]:
    return RoleRequest.objects.filter(account=account, decided_at__isnull=True)


def _had_several_administrators() -> bool:
    """Return whether the audit log knows more than one administrator, of today or before."""
    events = apps.get_model("accounts", "UserTrail").objects.filter(is_superuser=True)
    return events.values("pgh_obj_id").distinct().count() > 1
