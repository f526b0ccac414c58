"""Addresses begin with language and market; what does not exist is answered with what does."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.commerce.markets.models import Market
from tools.testing.factories.catalog import RightsWorld

# Addresses that answer without a product: the chooser page is a storefront page of its own.
CHOOSER = "choose/"


def offered(response: Any) -> set[str]:
    """Return the prefixes that a refusal links to."""
    text = response.content.decode()
    return {
        f"/{language}-{market.code}/"
        for market in Market.objects.all()
        for language in ("en", "fr", "de", "it", "es", "ja", "ar", "pt")
        if f'href="/{language}-{market.code}/' in text
    }


def test_an_unknown_market_is_not_found_and_every_market_is_offered(
    world: RightsWorld, client: Client
) -> None:
    response = client.get("/fr-xx/products/")
    assert response.status_code == 404
    assert {"/fr-fr/", "/de-de/", "/ja-jp/", "/fr-int/", "/en-us/"} <= offered(response)


def test_a_language_the_market_lacks_is_not_found_and_its_own_are_offered(
    world: RightsWorld, client: Client
) -> None:
    response = client.get("/ja-fr/products/")
    assert response.status_code == 404
    assert {"/fr-fr/", "/en-fr/"} <= offered(response)
    assert "/ja-fr/" not in offered(response)


@pytest.mark.parametrize("path", ["/products/", "/fr/", "/fr_fr/", "/p/pin/PIN-1/"])
def test_an_address_without_a_prefix_is_not_found(
    world: RightsWorld, client: Client, path: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "/en-int/" in offered(response)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/en-GB/", "/en-gb/"),
        ("/FR-FR", "/fr-fr"),
        ("/%46R-fr/search/?q=A%20B", "/fr-fr/search/?q=A%20B"),
        ("/EN-INT//P/Pin/PIN-1/", "/en-int//P/Pin/PIN-1/"),
    ],
)
def test_a_prefix_with_capitals_leads_to_the_same_page(
    client: Client, path: str, target: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, target)
    assert client.post(path).status_code == 308


@pytest.mark.parametrize(
    "path", ["/fr-fr/api/v1/markets/", "/fr-fr/admin/", "/fr-fr/dashboard/", "/fr-fr/healthz"]
)
def test_bare_areas_are_not_found_below_a_prefix(
    world: RightsWorld, client: Client, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_bare_areas_answer_without_a_prefix(world: RightsWorld, client: Client) -> None:
    assert client.get("/api/v1/markets/").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_prefix_without_its_slash_is_completed(world: RightsWorld, client: Client) -> None:
    response = client.get("/fr-fr")
    assert response.status_code == 302
    assert response.headers["Location"] == "/fr-fr/"


@pytest.mark.parametrize(
    ("language", "market", "currency"),
    [("fr", "fr", "EUR"), ("en", "fr", "EUR"), ("ar", "ae", "AED"), ("pt", "int", "USD")],
)
def test_a_page_speaks_the_language_of_its_prefix(
    world: RightsWorld, client: Client, language: str, market: str, currency: str
) -> None:
    response = client.get(f"/{language}-{market}/{CHOOSER}")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == language
    request = response.wsgi_request
    assert request.market.code == market
    assert request.market.currency == currency
    assert request.at is not None


@pytest.mark.parametrize("prefix", ["/en-fr/", "/en-de/", "/en-us/"])
def test_links_stay_in_the_market_even_between_markets_of_one_language(
    world: RightsWorld, client: Client, prefix: str
) -> None:
    page = client.get(f"{prefix}{CHOOSER}")
    assert f'href="{prefix}' in page.content.decode()
    assert reverse("catalogue:index") == "/products/"


def test_the_script_prefix_is_put_back_after_a_refusal_too(
    world: RightsWorld, client: Client
) -> None:
    client.get("/fr-xx/products/")
    assert reverse("catalogue:index") == "/products/"


@pytest.mark.parametrize(
    ("cookie", "ship_to"), [("DE", "DE"), ("US", "FR"), ("XX", "FR"), ("", "FR"), ("de", "FR")]
)
def test_the_ship_to_is_one_that_the_market_serves_else_its_home(
    world: RightsWorld, client: Client, cookie: str, ship_to: str
) -> None:
    client.cookies["ship_to"] = cookie
    request = client.get(f"/fr-fr/{CHOOSER}").wsgi_request
    assert request.ship_to == ship_to


def test_the_channel_of_pages_is_the_web_whatever_is_asked(
    world: RightsWorld, client: Client
) -> None:
    assert client.get(f"/fr-fr/{CHOOSER}?channel=VENUE").wsgi_request.channel == "WEB"
