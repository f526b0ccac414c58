"""Every address of the portal × what shop staff were permitted: each work has its permission."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from structlog.testing import capture_logs

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import (
    ACT,
    EDIT_CATALOGS,
    FULFILL,
    MANAGE_KEYS,
    MANAGE_TEAMS,
    SEE_MONEY,
)
from shop.identity.team.models import ApiKey, Invitation
from shop.identity.tenancy import acting_for
from shop.oscar.order.models import Order
from tests.dashboard.conftest import signed_in, staff_with
from tests.licensee_portal.addresses import (
    CATALOG,
    CATALOG_SENDING,
    CATALOG_STEP,
    CATALOG_UNREAD,
    EVERYBODY,
    LISTED,
    MONEY,
    OWNERS,
    PACKERS,
    PACKING_STEP,
    addresses_of,
)
from tools.testing.factories.catalog import RightsWorld

WORKS: Mapping[tuple[int, ...], str] = {
    CATALOG: EDIT_CATALOGS,
    CATALOG_SENDING: EDIT_CATALOGS,
    CATALOG_STEP: EDIT_CATALOGS,
    CATALOG_UNREAD: EDIT_CATALOGS,
    PACKERS: FULFILL,
    PACKING_STEP: FULFILL,
    MONEY: SEE_MONEY,
}
KEYS = {"keys", "create_key", "rotate_key", "revoke_key"}
PERSONAL = {"choose", "join", "notice", "choose_notices"}
FOR_STAFF = {name: who for name, who in LISTED.items() if name not in PERSONAL}


def permission_for(name: str) -> str:
    """Return the permission that an address requires of staff besides acting for licensees."""
    if FOR_STAFF[name] == EVERYBODY:
        return ACT
    if FOR_STAFF[name] == OWNERS:
        return MANAGE_KEYS if name in KEYS else MANAGE_TEAMS
    return WORKS[FOR_STAFF[name]]


@pytest.fixture
def addresses(licensee: Licensee, order: Order) -> dict[str, str]:
    """Return an address of the licensee's portal for every name."""
    return addresses_of(licensee, order)


@pytest.mark.parametrize(
    "permissions",
    [
        (),
        (EDIT_CATALOGS, FULFILL, SEE_MONEY, MANAGE_TEAMS, MANAGE_KEYS),  # without the first door
        (ACT,),
        *((ACT, one) for one in (EDIT_CATALOGS, FULFILL, SEE_MONEY, MANAGE_TEAMS, MANAGE_KEYS)),
    ],
)
def test_staff_open_what_their_permissions_name_and_nothing_else(
    addresses: dict[str, str], licensee: Licensee, permissions: tuple[str, ...]
) -> None:
    client = staff_with(*permissions)
    chosen = client.post("/licensee/choose/", {"licensee": licensee.code}).status_code
    assert chosen == (302 if ACT in permissions else 403)
    for name in FOR_STAFF:
        allowed = ACT in permissions and permission_for(name) in permissions
        assert (client.get(addresses[name]).status_code == 403) != allowed, name
        if not allowed:
            assert client.post(addresses[name]).status_code in {403, 405}, name


def test_staff_without_permissions_make_no_key_and_invite_nobody(
    licensee: Licensee, world: RightsWorld
) -> None:
    for client in (staff_with(), staff_with(ACT)):
        client.post("/licensee/choose/", {"licensee": licensee.code})
        session: Any = client.session
        session["portal_licensee"] = licensee.pk
        session.save()
        key = {"name": "ERP", "scopes": ApiKey.Scope.values}
        assert client.post("/licensee/keys/create/", key).status_code == 403
        invitation = {"email": "new@example.org", "role": "owner"}
        assert client.post("/licensee/team/invite/", invitation).status_code == 403
    with acting_for(licensee.pk):
        assert ApiKey.objects.count() == Invitation.objects.count() == 0


def test_each_choice_of_a_licensee_is_recorded(licensee: Licensee, world: RightsWorld) -> None:
    client = staff_with(ACT, "sourcing.view_catalogimport", email="clerk@example.org")
    clerk = User.objects.get(email="clerk@example.org")
    with capture_logs() as events:
        client.post("/licensee/choose/", {"licensee": licensee.code})
        for _ in range(2):
            client.get("/admin/sourcing/catalogimport/", {"licensee": licensee.code})
    choices = [event for event in events if event["event"] == "licensee.chosen"]
    assert [(event["user"], event["licensee"], event["place"]) for event in choices] == [
        (clerk.pk, licensee.pk, "portal"),
        (clerk.pk, licensee.pk, "admin"),
    ]
    assert LogEntry.objects.filter(user=clerk, object_id=str(licensee.pk)).count() == 2


def test_a_group_assigned_in_the_admin_gives_its_work_and_no_other(
    licensee: Licensee, world: RightsWorld
) -> None:
    client = staff_with(email="clerk@example.org")
    clerk = User.objects.get(email="clerk@example.org")
    boss: Client = signed_in(role="staff", is_staff=True, is_superuser=True)
    group = Group.objects.get(name="Licensee support: API keys")
    answer = boss.post(
        f"/admin/accounts/user/{clerk.pk}/change/",
        {
            "first_name": "",
            "last_name": "",
            "is_active": "on",
            "role": "staff",
            "licensee_role": "",
            "is_staff": "on",
            "groups": [group.pk],
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    client.post("/licensee/choose/", {"licensee": licensee.code})
    opened = {
        path: client.get(f"/licensee/{path}/").status_code
        for path in ("catalog", "keys", "team", "sales", "orders", "catalog/new")
    }
    assert opened == {
        "catalog": 200,
        "keys": 200,
        "team": 403,
        "sales": 403,
        "orders": 403,
        "catalog/new": 403,
    }
