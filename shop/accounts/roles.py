"""Permissions in the back office; pages, menus and tests call these functions.

Shop staff have no power by their role: each function asks for a permission that an administrator
gave them. Superusers have every permission.
"""

from licensing.models import RightsHolder
from licensing.reach import NOTHING, Reach
from shop.accounts.models import User

ACT = "sourcing.act_for_licensees"
EDIT_CATALOGS = "accounts.edit_catalogs_of_licensees"
FULFILL = "accounts.fulfill_for_licensees"
SEE_MONEY = "accounts.see_money_of_licensees"
MANAGE_TEAMS = "accounts.manage_teams_of_licensees"
MANAGE_KEYS = "accounts.manage_keys_of_licensees"
SEE_ALL_RIGHTS = "accounts.see_all_rights"
REFUND = "payments.add_refund"


def reach_of(user: User) -> Reach:
    """Return how far a person sees rights; nothing for fans and for officers without a holder."""
    if user.runs_the_shop:
        return Reach(everything=True) if user.has_perm(SEE_ALL_RIGHTS) else NOTHING
    if user.role == User.Role.LICENSEE:
        return Reach(licensee_id=user.licensee_id)
    if user.role in {User.Role.RIGHTS, User.Role.BRAND} and user.holder is not None:
        if user.holder.kind == RightsHolder.Kind.IOC:
            return Reach(everything=True)
        return Reach(holder_id=user.holder_id)
    return NOTHING


def may_write_rights(user: User) -> bool:
    """Whether the person drafts, signs and activates agreements and territory sets."""
    return user.role == User.Role.RIGHTS and user.holder_id is not None


def may_stop_sales(user: User) -> bool:
    """Whether the person alone may suspend, revoke and hold: rights and brand people."""
    return user.role in {User.Role.RIGHTS, User.Role.BRAND} and user.holder_id is not None


def may_approve(user: User) -> bool:
    """Whether the person decides about product versions for a holder."""
    return user.role == User.Role.BRAND and user.holder_id is not None


def may_rule(user: User) -> bool:
    """Whether the person decides for every holder: holdings, successions, the EEA, licensees."""
    return may_write_rights(user) and reach_of(user).everything


def may_stop_companies(user: User) -> bool:
    """Whether the person alone may suspend a licensee, whose goods carry marks of many holders."""
    return may_stop_sales(user) and reach_of(user).everything


def may_consent(user: User) -> bool:
    """Whether the person records what a national committee consents to: its own or any."""
    return may_write_rights(user) and (
        reach_of(user).everything or (user.holder is not None and user.holder.noc_id is not None)
    )


def sees_rivals(user: User) -> bool:
    """Whether the person may learn what others were granted: everybody but licensees."""
    reach = reach_of(user)
    return reach.everything or reach.holder_id is not None


def acts_for_licensees(user: User) -> bool:
    """Return whether the person, as shop staff, may read any licensee's portal."""
    works_for_the_shop = user.runs_the_shop or user.is_superuser
    return works_for_the_shop and user.licensee_id is None and user.has_perm(ACT)


def works_at_the_portal(user: User) -> bool:
    """Whether the licensees' portal is a place of work for the person."""
    return user.licensee_id is not None or acts_for_licensees(user)


def may_edit_catalog(user: User) -> bool:
    """Whether the person uploads, edits and submits products of a licensee."""
    return _does(user, EDIT_CATALOGS, User.LicenseeRole.CATALOG)


def may_pack(user: User) -> bool:
    """Whether the person packs and sends a licensee's lines, and so sees buyers' addresses."""
    return _does(user, FULFILL, User.LicenseeRole.LOGISTICS)


def may_keep_stock(user: User) -> bool:
    """Whether the person corrects how much of a licensee's goods lies where."""
    return _does(user, FULFILL, User.LicenseeRole.LOGISTICS)


def may_see_money(user: User) -> bool:
    """Whether the person sees what a licensee sold and what it owes."""
    return _does(user, SEE_MONEY, User.LicenseeRole.FINANCE)


def may_manage_team(user: User) -> bool:
    """Whether the person invites people to a licensee, changes their roles and lets them go."""
    return _does(user, MANAGE_TEAMS)


def may_manage_keys(user: User) -> bool:
    """Whether the person gives a licensee's own systems keys to the API."""
    return _does(user, MANAGE_KEYS)


def may_refund_held_orders(user: User) -> bool:
    """Return whether the person, as shop staff, refunds paid orders that may not be sent."""
    return user.runs_the_shop and user.has_perm(REFUND)


def _does(user: User, permission: str, *roles: str) -> bool:
    """Return whether the person does this work: by a role at their own licensee, or as
    shop staff with the permission for it. An owner does everything at their own licensee.
    """
    if user.licensee_id is not None:
        return user.licensee_role in {User.LicenseeRole.OWNER, *roles}
    return acts_for_licensees(user) and user.has_perm(permission)
