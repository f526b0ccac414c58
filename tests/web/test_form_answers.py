"""No page answers a POST itself: Back and Reload never ask a browser to send a form again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from shop.identity.accounts.models import User
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.stripe_harness import Sandbox

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "sec-fetch-mode": "navigate"}
# Django's own staff pages, and addresses for programs.
OTHER = ("admin/", "api/", "_allauth/", "webhooks/", "media/", "pictures/", "healthz", "readyz")
VALUES: dict[str, Any] = {"pk": 1, "number": 1, "line_id": 1, "slug": "-", "sku": "PIN-1"}
PAGE = {200, 409, 410, 422, 429}


def routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Return every route below the given patterns, as its text."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def addresses() -> list[str]:
    """Return one address for every route of our pages, storefront included."""
    found = []
    for route in routes(get_resolver().url_patterns):
        if route.startswith(OTHER) or "(?P" in route or "^" in route:
            continue
        path = route
        while "<" in path:
            before, _, rest = path.partition("<")
            converter, _, after = rest.partition(">")
            kind, _, name = converter.rpartition(":")
            number = "1" if kind == "int" else str(VALUES.get(name, "1"))
            uuid = "00000000-0000-4000-8000-000000000000"
            path = before + (uuid if kind == "uuid" else number) + after
        backoffice = path.startswith(("dashboard/", "rights/", "licensee/", "accounts/"))
        found.append(f"/{path}" if backoffice else f"/en-fr/{path}")
    return found


def boss() -> User:
    return UserFactory(email="boss@example.org", is_staff=True, is_superuser=True)


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_route_answers_an_invalid_form_with_a_page_of_its_own(
    world: RightsWorld, stripe: Sandbox, *, signed_in: bool
) -> None:
    world.product()
    client = Client(headers=BROWSER)
    if signed_in:
        client.force_login(boss())
    asked, redirected = 0, 0
    for address in addresses():
        answer = client.post(address, {"ship_to": "?", "email": "?"})
        asked += 1
        redirected += answer.status_code in {302, 303}
        assert answer.status_code not in PAGE, address
        if signed_in and answer.status_code == 302 and "login" in answer["Location"]:
            client.force_login(User.objects.get(email="boss@example.org"))
    assert asked > 100
    assert redirected > 20


def checkout_client(world: RightsWorld, sku: str = "PIN-1") -> Client:
    client = Client(headers=BROWSER)
    product = world.product(sku=sku)
    client.post("/en-fr/basket/add/", {"sku": product.upc, "quantity": "1"})
    return client


def test_what_was_typed_and_what_is_wrong_are_shown_after_the_redirect(world: RightsWorld) -> None:
    client = checkout_client(world)
    answer = client.post("/en-fr/checkout/", {"country": "FR", "city": "Paris", "email": "no"})
    assert answer.status_code == 303
    address = answer["Location"]
    assert address.startswith("/en-fr/checkout/?answer=")
    assert "Paris" not in address
    for _ in range(2):
        page = client.get(address)
        text = page.content.decode()
        assert 'value="Paris"' in text
        assert "Enter an email address" in text
        assert "no-store" in page["Cache-Control"]


def test_the_scripts_of_a_kept_page_are_allowed_by_its_policy(world: RightsWorld) -> None:
    client = checkout_client(world)
    page = client.post("/en-fr/checkout/", {"country": "FR", "email": "no"}, follow=True)
    nonces = set(re.findall(r'nonce="([^"]+)"', page.content.decode()))
    assert nonces
    for nonce in nonces:
        assert f"'nonce-{nonce}'" in page["Content-Security-Policy"]


def test_a_kept_page_of_another_session_or_address_is_not_shown(world: RightsWorld) -> None:
    client = checkout_client(world)
    address = client.post("/en-fr/checkout/", {"country": "FR", "city": "Paris"})["Location"]
    other = checkout_client(world, "MUG-1").get(address)
    assert other.status_code == 302
    assert other["Location"] == "/en-fr/checkout/"
    elsewhere = client.get(address.replace("/checkout/", "/basket/"))
    assert elsewhere["Location"] == "/en-fr/basket/"


def test_a_refused_code_is_shown_on_the_basket(world: RightsWorld) -> None:
    client = checkout_client(world)
    answer = client.post("/en-fr/basket/voucher/", {"code": "NOPE"}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/en-fr/basket/?answer=")
    assert 'value="NOPE"' in answer.content.decode()


def test_a_kept_page_is_small(world: RightsWorld) -> None:
    """The largest text a form may hold makes no session that grows without bounds."""
    client = checkout_client(world)
    client.post("/en-fr/checkout/", {"country": "FR", "line1": "x" * 2_000_000, "email": "no"})
    kept = client.session["form_answer"]
    assert len(kept["body"]) < 300_000
    client.post("/en-fr/checkout/", {"country": "FR", "line1": "y", "email": "no"})
    assert client.session["form_answer"]["key"] != kept["key"]


def test_the_next_page_drops_what_was_kept_and_its_parts_do_not(world: RightsWorld) -> None:
    client = checkout_client(world)
    address = client.post("/en-fr/checkout/", {"country": "FR", "city": "Paris"})["Location"]
    parts: list[dict[str, str]] = [
        {"accept": "image/avif,image/webp,*/*;q=0.8", "sec-fetch-mode": "no-cors"},
        {"accept": "*/*", "sec-fetch-mode": "cors"},
    ]
    for headers in parts:
        client.get("/en-fr/basket/", headers=headers)
    assert 'value="Paris"' in client.get(address).text
    client.get("/en-fr/basket/")
    assert "form_answer" not in client.session
    assert client.get(address)["Location"] == "/en-fr/checkout/"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        # Chrome, Edge; Firefox; Safari; an older browser that sends no Sec-Fetch headers.
        (
            {
                "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
                "image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                "sec-fetch-mode": "navigate",
            },
            303,
        ),
        ({"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, 303),
        ({"accept": "text/html, */*;q=0.1"}, 303),
        # fetch() of a page, htmx and XMLHttpRequest read the answer themselves.
        ({"accept": "*/*", "sec-fetch-mode": "cors"}, 422),
        ({"accept": "text/html, */*", "hx-request": "true", "sec-fetch-mode": "cors"}, 422),
        ({"accept": "text/html, */*", "hx-request": "true"}, 422),
        ({"accept": "text/html", "x-requested-with": "XMLHttpRequest"}, 422),
        ({"accept": "application/json"}, 422),
        ({}, 422),
    ],
)
def test_who_navigates_is_redirected_and_scripts_are_answered(
    world: RightsWorld, headers: dict[str, str], status: int
) -> None:
    client = Client()
    client.post("/en-fr/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    answer = client.post("/en-fr/checkout/", {"country": "FR"}, headers=headers)
    assert answer.status_code == status


def test_a_program_that_asks_for_no_page_gets_its_answer_directly(world: RightsWorld) -> None:
    client = Client()
    client.post("/en-fr/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    assert client.post("/en-fr/checkout/", {"country": "FR"}).status_code == 422
