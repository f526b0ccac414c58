"""What a role may see and do with rights; pages, menu and tests ask this table and nothing else."""

from licensing.models import RightsHolder
from licensing.reach import NOTHING, Reach
from shop.accounts.models import User


def reach_of(user: User) -> Reach:
    """Return how far a person sees rights; nothing for fans and for officers without a holder."""
    if user.runs_the_shop:
        return Reach(everything=True)
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
