"""Recipients of notices about changed rights and held orders, by notice code.

`team` are the roles at each licensee concerned; `desk` tells whether the licensor's officers are
notified too. The person who made the change is not notified.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from shop.identity.accounts.models import User
from shop.identity.accounts.roles import people_permitted

_ROLE = User.LicenseeRole
EVERYBODY = frozenset({_ROLE.OWNER, _ROLE.CATALOG, _ROLE.LOGISTICS, _ROLE.FINANCE})
SELLERS = frozenset({_ROLE.OWNER, _ROLE.CATALOG, _ROLE.LOGISTICS})
MAKERS = frozenset({_ROLE.OWNER, _ROLE.CATALOG})
CONTRACT = frozenset({_ROLE.OWNER, _ROLE.CATALOG, _ROLE.FINANCE})
PACKERS = frozenset({_ROLE.OWNER, _ROLE.LOGISTICS})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Team roles of the licensees, and whether the licensor's officers are notified."""

    team: frozenset[str]
    desk: bool = True


AUDIENCES: Mapping[str, Audience] = {
    "rights.submitted": Audience(NOBODY),
    "rights.returned": Audience(NOBODY),
    "rights.signed": Audience(NOBODY),
    "rights.activated": Audience(CONTRACT),
    "rights.superseded": Audience(CONTRACT),
    "rights.closed": Audience(EVERYBODY),
    "rights.suspended": Audience(EVERYBODY),
    "rights.resumed": Audience(EVERYBODY),
    "rights.revoked": Audience(EVERYBODY),
    "rights.ends_soon": Audience(CONTRACT),
    "rights.ended": Audience(EVERYBODY),
    "rights.sell_off_ended": Audience(EVERYBODY),
    "rights.licensee_suspended": Audience(EVERYBODY),
    "rights.licensee_reinstated": Audience(EVERYBODY),
    "rights.hold_placed": Audience(SELLERS),
    "rights.hold_ended": Audience(SELLERS),
    "rights.consent_ended": Audience(MAKERS),
    "rights.athlete_consent_ended": Audience(MAKERS),
    "rights.holding_ended": Audience(MAKERS),
    "rights.factory_ended": Audience(MAKERS, desk=False),
    "rights.paper_ends_soon": Audience(MAKERS),
    "rights.paper_ended": Audience(EVERYBODY),
    "orders.held": Audience(PACKERS, desk=False),
    "orders.released": Audience(PACKERS, desk=False),
    "orders.refunded": Audience(PACKERS, desk=False),
}


def people_of_licensees(licensees: Collection[int], roles: frozenset[str]) -> QuerySet[User]:
    """Return active people with one of these roles at one of these licensees."""
    rows = User.objects.filter(licensee__in=licensees, licensee_role__in=roles, is_active=True)
    return rows.order_by("pk")


def officers_of(holders: Collection[int]) -> QuerySet[User]:
    """Return people who may stop sales or write agreements for one of these holders."""
    permitted = people_permitted("accounts.stop_sales", "accounts.write_rights")
    return permitted.filter(holder__in=holders).order_by("pk")
