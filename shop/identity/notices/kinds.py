"""Kinds of notices: default recipients, optional kinds, and kinds that are mailed at once."""

from django.db import models

from shop.identity.accounts.models import User


class Kind(models.TextChoices):
    """The kinds of notices that people choose from."""

    APPROVALS = "approvals", "Approvals, comments and conditions"
    RIGHTS = "rights", "Sales stopped or resumed"
    ORDERS = "orders", "Orders on hold"


OPTIONAL = frozenset({Kind.APPROVALS})
# Team roles of a licensee that get optional notices by default.
DEFAULT_ROLES = {
    Kind.APPROVALS: frozenset({User.LicenseeRole.OWNER, User.LicenseeRole.CATALOG}),
}
# A withdrawn approval stops sales, so it is treated like a change of rights.
STOPS_A_SALE = frozenset({"approval.withdrawn", "approval.picture_withdrawn"})


def kind_of(code: str) -> Kind:
    """Return the kind of a notice's code."""
    if code in STOPS_A_SALE or code.startswith("rights."):
        return Kind.RIGHTS
    return Kind.ORDERS if code.startswith("orders.") else Kind.APPROVALS


def is_collected(code: str) -> bool:
    """Return whether mails of this code are collected into one mail per person."""
    return kind_of(code) == Kind.APPROVALS


def is_default_for(user: User, kind: Kind) -> bool:
    """Return whether a person gets notices of a kind by default."""
    if kind not in OPTIONAL or user.licensee_id is None:
        return True
    return user.licensee_role in DEFAULT_ROLES[kind]
