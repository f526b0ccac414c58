"""The demo's logins: a fan, staff, rights and brand officers, a licensee's team.

All except the fan have a second factor.
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from licensing.models import Licensee, RightsHolder
from shop.identity.accounts.models import User
from shop.identity.accounts.role_groups import BRAND_APPROVERS, RIGHTS_OFFICERS

SUPERUSER = "staff"  # the only superuser: the others have the permissions of their groups
PASSWORD = "demo-only-2026"  # noqa: S105  refused in production, printed by make run
DOMAIN = "demo.example"
# Rights holder of each rights and brand officer, by holder's code.
HOLDERS = {
    "rights": "ioc",
    "rights2": "ioc",
    "ocog": "ocog-la28",
    "noc": "noc-fra",
    "brand": "ioc",
}
ROLES = {
    "fan": User.Role.FAN,
    "staff": User.Role.STAFF,
    "clerk": User.Role.STAFF,
    "warehouse": User.Role.STAFF,
    "marketing": User.Role.STAFF,
    "accounting": User.Role.STAFF,
    "markets": User.Role.STAFF,
    "support": User.Role.STAFF,
    "rights": User.Role.RIGHTS,
    "rights2": User.Role.RIGHTS,
    "ocog": User.Role.RIGHTS,
    "noc": User.Role.RIGHTS,
    "brand": User.Role.BRAND,
    "licensee": User.Role.LICENSEE,
    "catalog": User.Role.LICENSEE,
    "logistics": User.Role.LICENSEE,
    "finance": User.Role.LICENSEE,
}
# Permission groups of the logins.
GROUPS = {
    "clerk": ("Customer service", "Refunds", "Gift cards"),
    "warehouse": ("Warehouse", "Packing", "Customer service"),
    "marketing": ("Marketing", "Promotions", "Catalog", "Search"),
    "accounting": (
        *("Refunds", "Gift cards", "Tax", "Duties"),
        *("Accounting", "Exchange rates", "Customer service"),
    ),
    "markets": ("Markets and delivery",),
    "support": (
        "Licensee support: read",
        "Licensee support: catalog",
        "Licensee support: fulfillment",
    ),
    "rights": (RIGHTS_OFFICERS,),
    "rights2": (RIGHTS_OFFICERS,),
    "ocog": (RIGHTS_OFFICERS,),
    "noc": (RIGHTS_OFFICERS,),
    "brand": (BRAND_APPROVERS,),
}
# Role of each person at the licensee.
LICENSEE_ROLES = {
    "licensee": User.LicenseeRole.OWNER,
    "catalog": User.LicenseeRole.CATALOG,
    "logistics": User.LicenseeRole.LOGISTICS,
    "finance": User.LicenseeRole.FINANCE,
}


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """The data of a login; fans have no second factor."""

    email: str
    role: str
    totp_secret: str
    current_code: str


@transaction.atomic
def load_people() -> dict[str, User]:
    """Create missing logins; return them by name."""
    hashed = make_password(PASSWORD)  # once: hashing is slow on purpose
    return {name: _person(name, role, hashed) for name, role in ROLES.items()}


def assign_holders(people: dict[str, User]) -> None:
    """Assign officers to their rights holders, once these exist."""
    for name, code in HOLDERS.items():
        person = people[name]
        if person.holder_id is None:
            person.holder = RightsHolder.objects.get(code=code)
            person.save(update_fields=["holder"])


def demo_logins() -> list[DemoLogin]:
    """Return the logins with their current codes."""
    users = User.objects.filter(email__in=[f"{name}@{DOMAIN}" for name in ROLES]).order_by("pk")
    logins = []
    for user in users:
        factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        secret = decrypt(factor.data["secret"]) if factor else ""
        logins.append(DemoLogin(user.email, _work(user), secret, _code(secret)))
    return logins


def _person(name: str, role: str, hashed_password: str) -> User:
    email = f"{name}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create(
            email=email,
            password=hashed_password,
            role=role,
            first_name=name.capitalize(),
            last_name="Demo",
            is_staff=role in {User.Role.STAFF, User.Role.RIGHTS, User.Role.BRAND},
            is_superuser=name == SUPERUSER,
            licensee=_licensee() if role == User.Role.LICENSEE else None,
            licensee_role=LICENSEE_ROLES.get(name, ""),
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        user.groups.set(Group.objects.filter(name__in=GROUPS.get(name, ())))
    if user.needs_second_factor and not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    return user


def _work(user: User) -> str:
    if user.licensee_role:
        return f"{user.get_role_display()}, {user.get_licensee_role_display().lower()}"
    if user.is_superuser:
        return f"{user.get_role_display()}, administrator"
    groups = ", ".join(user.groups.order_by("name").values_list("name", flat=True))
    return f"{user.get_role_display()}: {groups}" if groups else str(user.get_role_display())


def _licensee() -> Licensee:
    return Licensee.objects.get(code="northlight")


def _code(secret: str) -> str:
    if not secret:
        return ""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
