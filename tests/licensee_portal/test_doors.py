"""Access to the portal, and the licensee a person acts for."""

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tests.licensee_portal.conftest import member
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory


@pytest.mark.parametrize("role", ["owner", "catalog", "logistics", "finance"])
def test_every_member_of_a_licensee_gets_in_and_sees_its_name(
    licensee: Licensee, role: str
) -> None:
    page = member(licensee, role).get("/licensee/")
    assert page.status_code == 200
    assert licensee.legal_name in page.text
    assert "as shop staff" not in page.text


@pytest.mark.parametrize("role", ["rights", "brand", "fan"])
def test_who_works_elsewhere_is_not_let_in(world: RightsWorld, role: str) -> None:
    client = signed_in(role=role, is_staff=role != "fan")
    for path in ("/licensee/", "/licensee/choose/"):
        assert client.get(path).status_code == 403


def test_without_a_second_factor_the_portal_stays_shut(licensee: Licensee, client: Client) -> None:
    client.force_login(UserFactory(role=User.Role.LICENSEE, licensee=licensee))
    answer = client.get("/licensee/")
    assert answer.status_code == 302
    assert "2fa" in answer["Location"]


def test_who_runs_the_shop_chooses_a_licensee_and_is_reminded(
    staff: Client, licensee: Licensee, other: Licensee
) -> None:
    assert staff.get("/licensee/")["Location"] == "/licensee/choose/"
    assert other.legal_name in staff.get("/licensee/choose/").text
    staff.post("/licensee/choose/", {"licensee": other.code})
    page = staff.get("/licensee/").text
    assert f"You are acting for <strong>{other.legal_name}</strong>" in page
    staff.post("/licensee/choose/", {"licensee": ""})
    assert staff.get("/licensee/").status_code == 302


def test_a_choice_that_does_not_exist_is_none(staff: Client, world: RightsWorld) -> None:
    assert staff.post("/licensee/choose/", {"licensee": "nobody"}).status_code == 404
    assert staff.get("/licensee/").status_code == 302


def test_a_licensee_cannot_choose_another(owner: Client, other: Licensee) -> None:
    assert owner.post("/licensee/choose/", {"licensee": other.code}).status_code == 403
    session = owner.session
    session["portal_licensee"] = other.pk
    session.save()
    assert other.legal_name not in owner.get("/licensee/").text


def test_the_menu_has_no_part_without_a_page(owner: Client) -> None:
    from django.urls import get_resolver

    from shop.web.backoffice.licensee.menu import MENU

    known = {
        pattern.name for pattern in get_resolver("shop.web.backoffice.licensee.urls").url_patterns
    }
    page = owner.get("/licensee/").text
    for name, label, *_ in MENU:
        assert (f">{label}</a>" in page) == (name in known), name
