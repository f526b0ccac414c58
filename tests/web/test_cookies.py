"""In production every cookie is `__Host-`; cookies of the old names are read once and replaced."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from shop.oscar.basket.models import Basket
from shop.web.cookies import HostCookieMiddleware
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture
def https(settings: Any) -> None:
    """Name cookies as production does."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"


def check_attributes(response: Any) -> set[str]:
    """Check the attributes that browsers require of each cookie; return the cookies' names."""
    set_now = {name: c for name, c in response.cookies.items() if c["max-age"] != 0}
    for name, cookie in set_now.items():
        assert name.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert cookie["samesite"] in {"Lax", "Strict"}
        assert not cookie["domain"]
    return set(set_now)


def test_every_cookie_of_a_buyers_way_has_the_prefix(world: RightsWorld, https: None) -> None:
    client, data = Client(), {"quantity": 1, "sku": world.product(title="Scarf").upc}
    seen = check_attributes(client.get("/en-fr/accounts/login/", secure=True))
    seen |= check_attributes(client.post("/en-fr/basket/add/", data, secure=True))
    seen |= check_attributes(client.post("/en-fr/basket/ship-to/", {"ship_to": "BE"}, secure=True))
    assert {"__Host-csrftoken", "__Host-basket_fr", "__Host-ship_to"} <= seen
    assert Basket.objects.get().num_lines == 1
    assert b"Scarf" in client.get("/en-fr/basket/", secure=True).content


def test_an_old_cookie_is_read_once_and_replaced(world: RightsWorld, https: None) -> None:
    client = Client()
    client.cookies["market"] = "fr-fr"
    response = client.get("/", secure=True)
    assert response["Location"] == "/fr-fr/"
    assert response.cookies["__Host-market"].value == "fr-fr"
    assert response.cookies["market"]["max-age"] == 0
    assert "private" in response["Cache-Control"]
    client.cookies["market"] = "de-de"  # set by another host of the domain meanwhile
    assert client.get("/", secure=True)["Location"] == "/fr-fr/"


@pytest.mark.parametrize("name", ["messages", "sessionid", "csrftoken", "anything"])
def test_no_other_cookie_counts_without_the_prefix(https: None, name: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[name] = "planted"
    seen: list[dict[str, str]] = []

    def view(inner: Any) -> HttpResponse:
        seen.append(dict(inner.COOKIES))
        return HttpResponse()

    HostCookieMiddleware(view)(request)
    assert seen == [{}]


def test_cookies_of_libraries_get_the_prefix_too(https: None) -> None:
    def view(_: Any) -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("messages", "x", path="/deep/", domain="example.org")
        response.delete_cookie("recent")
        return response

    response = HostCookieMiddleware(view)(RequestFactory().get("/"))
    assert check_attributes(response) == {"__Host-messages"}
    assert response.cookies["__Host-recent"]["max-age"] == 0


def test_names_are_plain_without_https() -> None:
    def view(_: Any) -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("market", "en-fr")
        return response

    response = HostCookieMiddleware(view)(RequestFactory().get("/"))
    assert set(response.cookies) == {"market"}
