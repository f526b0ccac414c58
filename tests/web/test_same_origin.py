"""A form is taken from the shop's own pages only, with or without a token."""

from typing import Any

import pytest
from django.middleware.csrf import CsrfViewMiddleware
from django.test import Client

from shop.web.same_origin import SameOriginMiddleware
from tools.testing.factories.catalog import RightsWorld

OWN = "http://testserver"
TAKEN = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
    {"Origin": OWN},
]
REFUSED = [
    {},  # neither header, and no token
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "Same-Origin"},
    {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
    {"Sec-Fetch-Site": "same-site", "Origin": OWN},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://evil.example"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "https://testserver"},
    {"Referer": f"{OWN}/en-fr/"},
]


def add(headers: dict[str, str], data: dict[str, str] | None = None) -> int:
    client = Client(enforce_csrf_checks=True, headers=headers)
    form = {"sku": "PIN-1", "quantity": "1", **(data or {})}
    return client.post("/en-fr/basket/add/", form).status_code


@pytest.mark.parametrize("headers", TAKEN, ids=str)
def test_a_form_of_our_own_page_needs_no_token(world: RightsWorld, headers: dict[str, str]) -> None:
    world.product()
    assert add(headers) == 302


@pytest.mark.parametrize("headers", REFUSED, ids=str)
def test_a_form_from_elsewhere_is_refused(world: RightsWorld, headers: dict[str, str]) -> None:
    world.product()
    assert add(headers) == 403


def test_a_token_does_not_help_another_site(world: RightsWorld) -> None:
    world.product()
    client = Client(enforce_csrf_checks=True)
    page = client.get("/en-fr/choose/").text
    token = page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
    form = {"sku": "PIN-1", "quantity": "1", "csrfmiddlewaretoken": token}
    for headers, status in (
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({}, 302),  # as Django demands it where the browser says nothing
    ):
        assert client.post("/en-fr/basket/add/", form, headers=headers).status_code == status


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site", "same-origin"])
def test_reading_is_open_from_everywhere(world: RightsWorld, site: str) -> None:
    assert Client().get("/en-fr/", headers={"Sec-Fetch-Site": site}).status_code == 200


def test_every_form_of_the_shop_is_protected_by_it(settings: Any) -> None:
    chain = settings.MIDDLEWARE
    assert "shop.web.same_origin.SameOriginMiddleware" in chain
    assert "django.middleware.csrf.CsrfViewMiddleware" not in chain
    assert issubclass(SameOriginMiddleware, CsrfViewMiddleware)
