"""One account per email address; working roles get nowhere without a second factor."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import IntegrityError, transaction
from django.test import Client

from shop.identity.accounts.models import User
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory

AREAS = ["/dashboard/", "/admin/"]
PAGES = [
    *AREAS,
    "/dashboard/orders/",
    "/dashboard/catalogue/",
    "/dashboard/users/",
    "/admin/licensing/grant/",
]


def member(role: str = "staff", **fields: Any) -> User:
    """Return someone who may enter the back office as far as permissions go."""
    extra = {"licensee": LicenseeFactory()} if role == "licensee" else {}
    return UserFactory(role=role, is_staff=True, is_superuser=True, **extra, **fields)


def test_one_account_per_address_whatever_its_case(world: RightsWorld) -> None:
    User.objects.create(email="fan@example.org")
    for same in ("fan@example.org", "Fan@Example.org", "FAN@EXAMPLE.ORG"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email=same)


def test_addresses_are_kept_in_small_letters(world: RightsWorld) -> None:
    assert User.objects.create_user("Fan@Example.ORG", "a-long-password").email == "fan@example.org"


def test_one_who_signs_in_in_capitals_is_the_same_person(
    world: RightsWorld, client: Client
) -> None:
    User.objects.create_user("fan@example.org", "a-long-password")
    client.post(
        "/en-fr/accounts/login/", {"login": "FAN@example.org", "password": "a-long-password"}
    )
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("role", "with_licensee", "allowed"),
    [("licensee", True, True), ("licensee", False, False), ("fan", True, False)],
)
def test_licensee_users_and_only_they_belong_to_a_licensee(
    world: RightsWorld, role: str, with_licensee: Any, allowed: Any
) -> None:
    licensee = LicenseeFactory() if with_licensee else None
    if allowed:
        assert UserFactory(role=role, licensee=licensee).licensee == licensee
        return
    with pytest.raises(IntegrityError, match="a_licensee_user"), transaction.atomic():
        UserFactory(role=role, licensee=licensee)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("role", ["staff", "rights", "brand", "licensee"])
def test_a_working_role_without_a_second_factor_is_led_to_set_one_up(
    world: RightsWorld, client: Client, role: str, area: str
) -> None:
    client.force_login(member(role))
    response = client.get(area)
    assert response.status_code == 302
    assert "2fa/totp/activate" in response.headers["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_with_a_second_factor_the_area_opens(world: RightsWorld, client: Client, page: str) -> None:
    user = member()
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    world.product()
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("area", AREAS)
def test_a_fan_and_a_stranger_are_not_let_in(world: RightsWorld, client: Client, area: str) -> None:
    assert client.get(area).status_code in {302, 403}
    client.force_login(UserFactory())
    response = client.get(area)
    assert response.status_code in {302, 403}
    assert "2fa" not in response.headers.get("Location", "")


@pytest.mark.parametrize("path", ["/dashboard/orders/", "/admin/licensing/agreement/"])
def test_no_page_below_an_area_opens_without_a_second_factor(
    world: RightsWorld, client: Client, path: str
) -> None:
    client.force_login(member())
    assert client.get(path).status_code == 302
    assert client.post(path).status_code == 302


def test_sign_in_asks_for_the_second_factor_that_was_set_up(
    world: RightsWorld, client: Client
) -> None:
    user = member(email="staff@example.org", password="a-long-password")
    TOTP.activate(user, generate_totp_secret())
    client.post(
        "/en-fr/accounts/login/", {"login": "staff@example.org", "password": "a-long-password"}
    )
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({}, False),
        ({"role": "rights"}, True),
        ({"is_staff": True}, True),
        ({"is_superuser": True}, True),
    ],
)
def test_who_needs_a_second_factor(fields: Any, needed: Any) -> None:
    assert User(**fields).needs_second_factor is needed
