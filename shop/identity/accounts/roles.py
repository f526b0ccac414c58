"""Permissions in the back office; pages, menus and tests call these functions.

An authorization is a permission and a scope. Shop staff, rights officers and brand approvers have
no permission by their role: each function checks one that an administrator granted, usually by a
group of `shop.identity.accounts.role_groups`. Their scope is the shop, or the holder that they work
for. Members of a licensee have the permissions of their team role in `TEAM_PERMISSIONS`, at their
own licensee only; its owners assign these roles. Superusers have every permission.
"""

from collections.abc import Mapping

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q, QuerySet

from licensing.models import RightsHolder
from licensing.reading.visibility import NOTHING, Visibility
from shop.identity.accounts.models import User

ACT = "sourcing.act_for_licensees"
EDIT_CATALOGS = "accounts.edit_catalogs_of_licensees"
FULFILL = "accounts.fulfill_for_licensees"
SEE_MONEY = "accounts.see_money_of_licensees"
MANAGE_TEAMS = "accounts.manage_teams_of_licensees"
MANAGE_KEYS = "accounts.manage_keys_of_licensees"
SEE_ALL_RIGHTS = "accounts.see_all_rights"
SEE_OWN_RIGHTS = "accounts.see_rights_of_own_holder"
WRITE_RIGHTS = "accounts.write_rights"
STOP_SALES = "accounts.stop_sales"
APPROVE_PRODUCTS = "accounts.approve_products"
RULE_FOR_HOLDERS = "accounts.rule_for_holders"
SUSPEND_LICENSEES = "accounts.suspend_licensees"
RECORD_CONSENTS = "accounts.record_consents"
REFUND = "payments.add_refund"

_ROLE = User.LicenseeRole
TEAM_PERMISSIONS: Mapping[str, frozenset[str]] = {
    _ROLE.OWNER: frozenset({EDIT_CATALOGS, FULFILL, SEE_MONEY, MANAGE_TEAMS, MANAGE_KEYS}),
    _ROLE.CATALOG: frozenset({EDIT_CATALOGS}),
    _ROLE.LOGISTICS: frozenset({FULFILL}),
    _ROLE.FINANCE: frozenset({SEE_MONEY}),
}


def visibility_of(user: User) -> Visibility:
    """Return the rights that a person sees; nothing without a permission or without a holder."""
    if user.is_shop_staff:
        sees_all = user.has_perm(SEE_ALL_RIGHTS) and not user.location_ids
        return Visibility(everything=True) if sees_all else NOTHING
    if user.licensee_id is not None:
        return Visibility(licensee_id=user.licensee_id)
    if user.holder is not None and user.has_perm(SEE_OWN_RIGHTS):
        if user.holder.kind == RightsHolder.Kind.IOC:
            return Visibility(everything=True)
        return Visibility(holder_id=user.holder_id)
    return NOTHING


def sees_rights(user: User) -> bool:
    """Return whether the person sees any rights at all."""
    return visibility_of(user) != NOTHING


def may_write_rights(user: User) -> bool:
    """Return whether the person may draft, sign and activate agreements and territory sets."""
    return _works_for_holder(user, WRITE_RIGHTS)


def may_stop_sales(user: User) -> bool:
    """Return whether the person may suspend, revoke and hold, without a second person."""
    return _works_for_holder(user, STOP_SALES)


def may_approve(user: User) -> bool:
    """Return whether the person may decide about product versions for a holder."""
    return _works_for_holder(user, APPROVE_PRODUCTS)


def approvers() -> QuerySet[User]:
    """Return the people for whom `may_approve` is true, not counting superusers without a role."""
    return people_permitted(APPROVE_PRODUCTS)


def people_permitted(*permissions: str) -> QuerySet[User]:
    """Return active people who see a holder's rights and have any of these permissions."""
    people = User.objects.filter(holder__isnull=False, pk__in=_with(SEE_OWN_RIGHTS).values("pk"))
    chosen = Q()
    for permission in permissions:
        chosen |= Q(pk__in=_with(permission).values("pk"))
    return people.filter(chosen)


def deciders_of_held_orders() -> QuerySet[User]:
    """Return the people who decide about held orders: officers of the widest scope, shop staff."""
    officers = people_permitted(STOP_SALES).filter(holder__kind=RightsHolder.Kind.IOC)
    staff = User.objects.filter(role=User.Role.STAFF, is_staff=True)
    for permission in (SEE_ALL_RIGHTS, REFUND):
        staff = staff.filter(pk__in=_with(permission).values("pk"))
    return User.objects.filter(Q(pk__in=officers.values("pk")) | Q(pk__in=staff.values("pk")))


def may_decide_for_all_holders(user: User) -> bool:
    """Return whether the person may decide for every holder: holdings, successions, EEA policy."""
    return _works_for_holder(user, RULE_FOR_HOLDERS) and visibility_of(user).everything


def may_add_first_holder(user: User) -> bool:
    """Return whether the person may add a rights holder to a shop that has none.

    Officers work for a holder, so that an administrator adds the first one, and nothing else.
    """
    first = user.is_shop_staff and user.is_superuser and not RightsHolder.objects.exists()
    return may_decide_for_all_holders(user) or first


def may_read_audit_log(user: User) -> bool:
    """Return whether the person may read who changed what: officers of the widest scope, and
    administrators.
    """
    if not visibility_of(user).everything:
        return False
    return user.is_superuser or user.has_perm(WRITE_RIGHTS) or user.has_perm(RULE_FOR_HOLDERS)


def may_suspend_licensees(user: User) -> bool:
    """Return whether the person may suspend a licensee, whose goods carry marks of many holders."""
    return _works_for_holder(user, SUSPEND_LICENSEES) and visibility_of(user).everything


def may_consent(user: User) -> bool:
    """Return whether the person may record consents of a national committee: its own or any."""
    return _works_for_holder(user, RECORD_CONSENTS) and (
        visibility_of(user).everything
        or (user.holder is not None and user.holder.noc_id is not None)
    )


def sees_other_grants(user: User) -> bool:
    """Return whether the person may see grants to others: everybody except licensees."""
    visibility = visibility_of(user)
    return visibility.everything or visibility.holder_id is not None


def acts_for_licensees(user: User) -> bool:
    """Return whether the person, as shop staff, may read any licensee's portal."""
    works_for_the_shop = user.is_shop_staff or user.is_superuser
    may_act = works_for_the_shop and user.licensee_id is None and user.has_perm(ACT)
    return may_act and not user.location_ids


def may_use_portal(user: User) -> bool:
    """Return whether the person may use the licensees' portal."""
    return user.licensee_id is not None or acts_for_licensees(user)


def may_edit_catalog(user: User) -> bool:
    """Return whether the person may import, edit and submit products of a licensee."""
    return _has_licensee_permission(user, EDIT_CATALOGS)


def may_pack(user: User) -> bool:
    """Return whether the person may ship a licensee's lines, and so see buyers' addresses."""
    return _has_licensee_permission(user, FULFILL)


def may_keep_stock(user: User) -> bool:
    """Return whether the person may correct the stock of a licensee's goods."""
    return _has_licensee_permission(user, FULFILL)


def may_see_sales(user: User) -> bool:
    """Return whether the person may see sales and royalties of a licensee."""
    return _has_licensee_permission(user, SEE_MONEY)


def may_manage_team(user: User) -> bool:
    """Return whether the person may invite, remove and change members of a licensee."""
    return _has_licensee_permission(user, MANAGE_TEAMS)


def may_manage_keys(user: User) -> bool:
    """Return whether the person may manage the API keys of a licensee's systems."""
    return _has_licensee_permission(user, MANAGE_KEYS)


def may_refund_held_orders(user: User) -> bool:
    """Return whether the person, as shop staff, may refund paid orders that must not be sent."""
    return user.is_shop_staff and user.has_perm(REFUND)


def _with(permission: str) -> QuerySet[User]:
    people: QuerySet[User] = ModelBackend().with_perm(permission, include_superusers=False)
    return people


def _works_for_holder(user: User, permission: str) -> bool:
    """Return whether the person has a permission for a holder whose rights they see."""
    return (
        user.holder_id is not None and user.has_perm(SEE_OWN_RIGHTS) and user.has_perm(permission)
    )


def _has_licensee_permission(user: User, permission: str) -> bool:
    """Return whether the person has a permission: by the team role at their own licensee, or as
    shop staff.
    """
    if user.licensee_id is not None:
        team_role = user.licensee_role
        return user.is_active and permission in TEAM_PERMISSIONS.get(team_role, frozenset())
    return acts_for_licensees(user) and user.has_perm(permission)
