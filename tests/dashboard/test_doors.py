"""Access to the back office: by the shop's sign-in, with a second factor, by role."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission
from django.test import Client

from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory

PAGES = ["/dashboard/", "/dashboard/orders/", "/admin/", "/admin/login/", "/admin/order/order/"]


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker that the module builds once."""
    return shared_world


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_the_shops_sign_in_and_back(
    world: RightsWorld, client: Client, page: str
) -> None:
    response = client.get(page)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("form", ["/admin/login/", "/dashboard/login/"])
def test_no_other_form_takes_a_password(world: RightsWorld, client: Client, form: str) -> None:
    UserFactory(email="staff@example.org", role="staff", is_staff=True, is_superuser=True)
    answers = {"username": "staff@example.org", "password": "a-long-password", "next": "/admin/"}
    assert client.post(form, answers).status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", PAGES)
def test_a_fan_is_refused(world: RightsWorld, client: Client, page: str) -> None:
    client.force_login(UserFactory())
    response = client.get(page)
    assert response.status_code == 403
    assert b"You do not have access to this page" in response.content


@pytest.mark.parametrize("page", ["/dashboard/", "/admin/"])
def test_staff_without_a_second_factor_are_told_to_set_one_up(
    world: RightsWorld, client: Client, page: str
) -> None:
    client.force_login(UserFactory(role="staff", is_staff=True, is_superuser=True))
    assert client.get(page).headers["Location"] == "/accounts/2fa/totp/activate/"


@pytest.mark.parametrize(
    "person",
    [
        {"role": "rights", "is_staff": True},
        {"role": "rights", "is_staff": True, "is_superuser": True},
        {"role": "brand", "is_staff": True},
        {"role": "licensee"},
        {"role": "licensee", "is_superuser": True},
        {"role": "staff"},
    ],
)
@pytest.mark.parametrize("page", ["/dashboard/", "/dashboard/orders/", "/dashboard/users/"])
def test_only_shop_staff_get_into_the_dashboard(
    world: RightsWorld, person: dict[str, Any], page: str
) -> None:
    extra = {"licensee": LicenseeFactory()} if person["role"] == "licensee" else {}
    assert signed_in(**person, **extra).get(page).status_code == 403


@pytest.mark.parametrize(
    ("permission", "opens"),
    [
        ("view_order", {"/dashboard/", "/dashboard/orders/"}),
        ("view_product", {"/dashboard/catalogue/"}),
        ("view_user", {"/dashboard/users/"}),
    ],
)
def test_staff_see_what_their_permissions_say(
    world: RightsWorld, permission: str, opens: set[str]
) -> None:
    client = signed_in(email="clerk@example.org", role="staff", is_staff=True)
    clerk = User.objects.get(email="clerk@example.org")
    clerk.user_permissions.add(Permission.objects.get(codename=permission))
    for page in ("/dashboard/orders/", "/dashboard/catalogue/", "/dashboard/users/"):
        response = client.get(page)
        assert response.status_code == (200 if page in opens else 403), page
    assert client.get("/dashboard/", follow=True).wsgi_request.path in opens


def test_the_overview_leads_to_the_first_page_of_a_persons_work(world: RightsWorld) -> None:
    clerk = UserFactory(role="staff", is_staff=True)
    TOTP.activate(clerk, generate_totp_secret())
    client = Client()
    client.force_login(clerk)
    assert client.get("/dashboard/").status_code == 403
    clerk.groups.set(Group.objects.filter(name="Markets and delivery"))
    response = client.get("/dashboard/")
    assert (response.status_code, response.headers["Location"]) == (302, "/dashboard/markets/")


def test_the_way_out_ends_the_session(staff: Client) -> None:
    assert staff.post("/dashboard/logout/").headers["Location"] == "/"
    assert staff.get("/dashboard/").headers["Location"] == "/accounts/login/?next=/dashboard/"
