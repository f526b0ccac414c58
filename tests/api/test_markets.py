"""GET /api/v1/markets/: markets, currencies and tax display for an app."""

from typing import Any

from django.test import Client

from licensing.models import Territory
from tools.testing.factories.catalog import RightsWorld


def test_all_markets_come_with_currency_languages_and_ship_to(
    world: RightsWorld, client: Client
) -> None:
    answer = client.get("/api/v1/markets/")
    assert answer.status_code == 200
    body = answer.json()
    markets = {market["code"]: market for market in body["results"]}
    assert list(markets) == ["fr", "de", "it", "gb", "us", "jp", "ae", "int"]
    assert body["next"] is None
    assert markets["fr"]["currency"] == "EUR"
    assert markets["fr"]["languages"] == ["fr", "en"]
    assert markets["fr"]["prices_include_tax"] is True
    assert markets["us"]["prices_include_tax"] is False
    assert sorted(markets["us"]["ship_to"]) == ["PR", "US"]
    assert [code for code, market in markets.items() if market["is_default"]] == ["int"]


def test_no_market_delivers_where_the_shop_does_not(world: RightsWorld, client: Client) -> None:
    unserved = set(Territory.objects.filter(served=False).values_list("code", flat=True))
    markets = client.get("/api/v1/markets/").json()["results"]
    assert unserved
    assert markets
    for market in markets:
        assert not unserved.intersection(market["ship_to"])
        assert market["home"] in market["ship_to"]


def test_markets_are_read_in_one_query(
    world: RightsWorld, client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/api/v1/markets/")
    with django_assert_num_queries(1):
        client.get("/api/v1/markets/")
