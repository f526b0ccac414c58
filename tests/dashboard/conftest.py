"""People at the door of the back office, and an order to look at."""

from copy import deepcopy
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Permission
from django.test import Client

from shop.identity.accounts.models import User
from shop.oscar.order.models import Order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox


def signed_in(**fields: Any) -> Client:
    """Return a client of a person with a second factor."""
    user = UserFactory(**fields)
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


def copy_of(client: Client) -> Client:
    """Return a client of the same person, for a test of a module that shares its people."""
    copy = Client()
    copy.cookies = deepcopy(client.cookies)
    return copy


def staff_with(*permissions: str, **fields: Any) -> Client:
    """Return a client of shop staff who have these permissions ("app.codename") and no other."""
    user = UserFactory(role=User.Role.STAFF, is_staff=True, **fields)
    for permission in permissions:
        app_label, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(world: RightsWorld) -> Client:
    """Return a client of shop staff who may do everything."""
    return signed_in(
        email="staff@example.org", role=User.Role.STAFF, is_staff=True, is_superuser=True
    )


@pytest.fixture
def order(world: RightsWorld, stripe: Sandbox) -> Order:
    """Return an order of two units that waits for payment."""
    return waiting_order(world.product(sizes=("M", "L")).children.get(size="M"), quantity=2)
