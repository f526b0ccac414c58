"""Ready-made roles of staff: each is a set of permission groups with the least that its work needs.

A person has one or more roles of the shop, or one role at a rights holder. Roles that sign
agreements or give roles need the approval of a second administrator.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Permission

from shop.identity.accounts.models import User
from shop.identity.accounts.role_groups import BRAND_APPROVERS, RIGHTS_OFFICERS
from shop.identity.staff.errors import StaffRefused

MANAGE = "accounts.manage_staff"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class StaffRole:
    """A role: its code, name and purpose, the kind of account, and its permission groups."""

    code: str
    name: str
    purpose: str
    groups: tuple[str, ...] = ()
    kind: str = User.Role.STAFF
    needs_approval: bool = False

    @property
    def at_holder(self) -> bool:
        """Return whether the person works for a rights holder."""
        return self.kind != User.Role.STAFF


ROLES: tuple[StaffRole, ...] = (
    StaffRole(
        "support",
        "Support",
        "Orders, customers, messages to buyers, requests of lost second factors.",
        ("Customer service", "Account recovery: request"),
    ),
    StaffRole("warehouse", "Warehouse", "Stock, stock-takes and pre-orders.", ("Warehouse",)),
    StaffRole(
        "packing",
        "Packing",
        "Orders to pack and ship, packing slips and the pick list.",
        ("Packing",),
    ),
    StaffRole(
        "catalog",
        "Catalog",
        "Shop categories, compliance records and search synonyms.",
        ("Catalog", "Search"),
    ),
    StaffRole(
        "marketing",
        "Marketing",
        "Content of the storefront, promotions, vouchers and the limits per person.",
        ("Marketing", "Promotions"),
    ),
    StaffRole(
        "finance",
        "Finance",
        "Refunds, disputes, gift cards, tax, duties, invoices, accounting and exchange rates.",
        ("Refunds", "Gift cards", "Tax", "Duties", "Accounting", "Exchange rates"),
    ),
    StaffRole(
        "markets",
        "Markets",
        "Markets, sellers, prices, taxes, delivery, gifts, legal pages and the launch checklist.",
        ("Markets and delivery", "Gift offers"),
    ),
    StaffRole(
        "licensees",
        "Licensee support",
        "The portal of every licensee: catalog, orders to pack and teams.",
        (
            "Licensee support: read",
            "Licensee support: catalog",
            "Licensee support: fulfillment",
            "Licensee support: team",
        ),
    ),
    StaffRole(
        "operations",
        "Operations",
        "Background jobs and the approval of lost second factors.",
        ("Background jobs", "Account recovery: approve"),
    ),
    StaffRole(
        "rights",
        "Rights officer",
        "Agreements, holdings, mandates and holds of a rights holder.",
        (RIGHTS_OFFICERS,),
        User.Role.RIGHTS,
        needs_approval=True,
    ),
    StaffRole(
        "brand",
        "Brand approver",
        "Approval of the products that carry marks of a rights holder.",
        (BRAND_APPROVERS,),
        User.Role.BRAND,
    ),
    StaffRole(
        ADMINISTRATOR,
        "Administrator",
        "Every page of the shop, and the staff.",
        needs_approval=True,
    ),
)
BY_CODE: Mapping[str, StaffRole] = {role.code: role for role in ROLES}


def roles_of(user: User) -> list[StaffRole]:
    """Return the roles that an account has, in the order of the list."""
    groups = {group.name for group in user.groups.all()}
    return [role for role in ROLES if _has_role(user, role, groups)]


def group_names(roles: Iterable[StaffRole]) -> set[str]:
    """Return the permission groups of several roles."""
    return {name for role in roles for name in role.groups}


def check_roles(codes: Collection[str], *, with_holder: bool) -> list[StaffRole]:
    """Return the roles of codes that one account can have together.

    Raises `StaffRefused` with no_role, mixed, holder_needed or no_holder.
    """
    roles = [role for role in ROLES if role.code in codes]
    if not roles or len(roles) != len(set(codes)):
        raise StaffRefused(reason="no_role", field="roles")
    at_holder = any(role.at_holder for role in roles)
    if at_holder and len(roles) > 1:
        raise StaffRefused(reason="mixed", field="roles")
    if at_holder and not with_holder:
        raise StaffRefused(reason="holder_needed", field="holder")
    if with_holder and not at_holder:
        raise StaffRefused(reason="no_holder", field="holder")
    return roles


def check_giver(giver: User, roles: Iterable[StaffRole]) -> None:
    """Refuse to give a role to a person who does not have all of its permissions.

    Raises `StaffRefused` with no_permission or not_held.
    """
    if not may_manage_staff(giver):
        raise StaffRefused(reason="no_permission")
    if giver.is_superuser:
        return
    given = list(roles)
    codes = Permission.objects.filter(group__name__in=group_names(given))
    needed = {
        f"{row.content_type.app_label}.{row.codename}"
        for row in codes.select_related("content_type")
    }
    if any(role.code == ADMINISTRATOR for role in given) or not giver.has_perms(needed):
        raise StaffRefused(reason="not_held", field="roles")


def may_manage_staff(user: User) -> bool:
    """Return whether the person, as shop staff, may invite staff and change their roles."""
    return user.is_active and user.is_shop_staff and user.has_perm(MANAGE)


def may_approve_roles(user: User) -> bool:
    """Return whether the person may approve roles that another administrator gives."""
    return user.is_active and user.is_shop_staff and user.is_superuser


def _has_role(user: User, role: StaffRole, groups: set[str]) -> bool:
    if role.code == ADMINISTRATOR:
        return user.is_superuser
    return user.role == role.kind and set(role.groups) <= groups
