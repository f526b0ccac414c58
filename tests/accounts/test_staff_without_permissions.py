"""Every address of the back office refuses shop staff who have no permission: a role is none."""

import os
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory

AREAS = ("dashboard/", "admin/", "rights/", "licensee/")
# Addresses that a person without permissions may open.
ALLOWED = {
    "/admin/": {200, 302},  # lists the models that the person may see: none
    "/admin/login/": {200, 302},  # leads to the shop's own sign-in, or on to the index
    "/admin/password_change/": {302, 410},  # leads to the person's own account
    "/admin/password_change/done/": {200},
    "/admin/jsi18n/": {200},
    "/admin/catalogue/category/jsi18n/": {200},  # words of treebeard's script
    "/licensee/join/x/": {200, 404, 410},  # only the signed link of an invitation opens it
}
ROW_OF_ADMIN = re.compile(r"^/admin/\w+/\w+/x/")
PLACEHOLDERS = {"int": "1", "uuid": "018f0000-0000-7000-8000-000000000000"}


def areas_and_lists() -> Iterator[str]:
    """Yield every address but those of single rows in the admin.

    For these the admin asks the same permissions as for the list and the form of the model.
    """
    return (address for address in addresses() if not ROW_OF_ADMIN.search(address))


def by_turns(addresses: list[str], turn: int, of: int) -> list[str]:
    """Return one address in `of`; all of them with EVERY_ADDRESS, as `make drills` has it.

    One function decides for all kinds of people, so in the suite each address is asked by one kind.
    """
    return addresses if os.environ.get("EVERY_ADDRESS") else addresses[turn::of]


def addresses() -> Iterator[str]:
    """Yield an address for every pattern of the back office."""
    for route in _routes(get_resolver().url_patterns):
        if route.startswith(AREAS) and "(?P" not in route and "logout" not in route:
            yield "/" + re.sub(
                r"<(?:(\w+):)?\w+>", lambda found: PLACEHOLDERS.get(found[1] or "", "x"), route
            )


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def refused(client: Client, address: str, method: str = "get") -> bool:
    """Return whether an address is refused; the admin redirects from rows that do not exist."""
    if address in ALLOWED:
        return getattr(client, method)(address).status_code in ALLOWED[address] | {403, 405}
    if address.startswith("/admin/"):
        answer = getattr(client, method)(address)
        while answer.status_code in {301, 302} and answer.headers["Location"] != "/admin/":
            answer = client.get(answer.headers["Location"])
        return answer.status_code in {301, 302, 403, 404, 405}
    return getattr(client, method)(address).status_code in {403, 405}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_of_the_back_office_refuses_staff_without_permissions(
    world: RightsWorld, method: str
) -> None:
    client, tried = staff_with(), list(addresses())
    assert [address for address in tried if not refused(client, address, method)] == []
    assert len(tried) > 250


@pytest.mark.parametrize(("turn", "role"), list(enumerate(["rights", "brand", "fan"])))
def test_is_staff_alone_opens_nothing_either(world: RightsWorld, turn: int, role: str) -> None:
    client = signed_in(is_staff=True, role=role)
    tried = by_turns(list(areas_and_lists()), turn, 3)
    assert len(tried) > 80
    assert [address for address in tried if not refused(client, address)] == []


@pytest.mark.parametrize("role", ["rights", "brand"])
@pytest.mark.parametrize("kind", ["IOC", "OTHER"])
def test_a_role_at_a_holder_without_permissions_opens_nothing(
    world: RightsWorld, role: str, kind: str
) -> None:
    holder = world.holder if kind == "OTHER" else RightsHolderFactory(kind=kind)
    client = signed_in(is_staff=True, role=role, holder=holder, groups=())
    turn = 2 * (role == "brand") + (kind == "OTHER")
    asked = by_turns(list(areas_and_lists()), turn, 4)
    tried = [(method, name) for name in asked for method in ("get", "post")]
    assert len(tried) > 100
    assert [(method, name) for method, name in tried if not refused(client, name, method)] == []


def test_a_superuser_of_the_shop_opens_the_indexes_of_all_areas(world: RightsWorld) -> None:
    client: Client = signed_in(role="staff", is_staff=True, is_superuser=True)
    for address in ("/dashboard/", "/admin/", "/rights/", "/licensee/choose/"):
        assert client.get(address).status_code == 200, address
