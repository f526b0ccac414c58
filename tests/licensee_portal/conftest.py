"""Two licensees, and people who work for one of them, for the other or for the shop."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.test import Client

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
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing import databases
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory


def member(licensee: Licensee, role: str = "owner", **fields: str) -> Client:
    """Return a client of a member of a licensee."""
    return signed_in(role=User.Role.LICENSEE, licensee=licensee, licensee_role=role, **fields)


@pytest.fixture
def licensee(world: RightsWorld) -> Licensee:
    """Return the licensee whose goods the shop of the tests sells."""
    return world.licensee


@pytest.fixture
def other(world: RightsWorld) -> Licensee:
    """Return another one."""
    return LicenseeFactory(legal_name="Rival Ltd")


@pytest.fixture
def owner(licensee: Licensee) -> Client:
    """Return a client of the licensee's owner."""
    return member(licensee)


@pytest.fixture
def staff(world: RightsWorld) -> Client:
    """Return a client of staff with every permission for licensees, who have chosen none."""
    return staff_with(ACT, EDIT_CATALOGS, FULFILL, SEE_MONEY, MANAGE_TEAMS, MANAGE_KEYS)


@pytest.fixture
def app_login(committed_db: str) -> Iterator[psycopg.Connection]:
    """Return a connection as the running shop has it: neither owner nor superuser."""
    with psycopg.connect(databases.address(connection.settings_dict["NAME"], "shop_app")) as login:
        yield login
