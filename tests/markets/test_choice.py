"""A visitor without a prefix is led once: by their choice, by their language, else to the default.

Never by where they seem to be (Reg. 2018/302).
"""

from typing import Any

import pytest
from django.test import Client

from tools.testing.factories.catalog import RightsWorld


def led_to(client: Client, language: str = "", **headers: Any) -> str:
    """Return where the bare front page leads."""
    response = client.get("/", headers={"Accept-Language": language, **headers})
    assert response.status_code == 302
    assert response.headers["Vary"] == "Accept-Language, Cookie"
    return response.headers["Location"]


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("", "/en-int/"),
        ("en-GB,en;q=0.9", "/en-gb/"),
        ("en-US", "/en-us/"),
        ("es-US", "/es-us/"),
        ("de", "/de-de/"),
        ("ja", "/ja-jp/"),
        ("ar", "/ar-ae/"),
        ("es", "/es-int/"),
        ("en", "/en-int/"),
        ("ko-KR", "/en-int/"),
        ("fr-DE", "/fr-fr/"),
    ],
)
def test_the_language_of_the_browser_leads_to_its_market(
    world: RightsWorld, client: Client, language: str, place: str
) -> None:
    assert led_to(client, language) == place


def test_a_stored_choice_comes_before_the_language(world: RightsWorld, client: Client) -> None:
    client.cookies["market"] = "en-de"
    assert led_to(client, "ja") == "/en-de/"


@pytest.mark.parametrize("choice", ["ja-fr", "fr-xx", "nonsense", "", "-", "fr"])
def test_a_choice_that_does_not_exist_is_not_followed(
    world: RightsWorld, client: Client, choice: str
) -> None:
    client.cookies["market"] = choice
    assert led_to(client, "de") == "/de-de/"


def test_the_address_of_a_visitor_leads_nowhere(world: RightsWorld, client: Client) -> None:
    assert led_to(client, **{"X-Forwarded-For": "5.9.0.1", "CF-IPCountry": "DE"}) == "/en-int/"


def test_the_question_is_kept(world: RightsWorld, client: Client) -> None:
    response = client.get("/?q=a%20b&utm=1", headers={"Accept-Language": "de"})
    assert response.headers["Location"] == "/de-de/?q=a%20b&utm=1"


def test_sign_in_is_led_to_a_market_as_well(world: RightsWorld, client: Client) -> None:
    response = client.get("/accounts/login/", headers={"Accept-Language": "de"})
    assert response.headers["Location"] == "/de-de/accounts/login/"
