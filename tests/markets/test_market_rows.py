"""Constraints of market rows, and the markets that serve a territory."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from licensing.models import Territory
from shop.commerce.markets.choice import prefix, swap_prefix
from shop.commerce.markets.models import Market
from tools.testing.factories.catalog import RightsWorld


def refused(name: str) -> Any:
    """Return a context in which the named rule of the database is broken."""
    return pytest.raises(IntegrityError, match=name)


def test_one_market_is_the_default(world: RightsWorld) -> None:
    with refused("one_market_is_the_default"), transaction.atomic():
        Market.objects.filter(code="fr").update(is_default=True)


@pytest.mark.parametrize("currency", ["KWD", "BHD", "TND", "ISK", "UGX"])
def test_no_market_has_a_currency_that_cannot_be_charged(world: RightsWorld, currency: str) -> None:
    with refused("can_be_charged"), transaction.atomic():
        Market.objects.filter(code="ae").update(currency=currency)


def test_a_market_has_a_language(world: RightsWorld) -> None:
    with refused("a_market_has_a_language"), transaction.atomic():
        Market.objects.filter(code="fr").update(languages=[])


def test_markets_that_deliver_somewhere_come_with_the_home_market_first(world: RightsWorld) -> None:
    assert [market.code for market in Market.objects.serving("DE")] == ["de", "fr", "it"]
    assert [market.code for market in Market.objects.serving("IT")] == ["it", "fr", "de"]
    assert [market.code for market in Market.objects.serving("JP")] == ["jp"]
    assert [market.code for market in Market.objects.serving("KP")] == []


def test_every_served_territory_has_a_market_and_no_other_has(world: RightsWorld) -> None:
    served = set(Territory.objects.filter(served=True).values_list("code", flat=True))
    delivered = set(Territory.objects.filter(markets__isnull=False).values_list("code", flat=True))
    assert delivered == served


def test_a_market_is_read_with_ship_to_home_and_clock_in_one_query(
    world: RightsWorld, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        market = Market.objects.for_request().get(code="us")
        assert sorted(market.ship_to_codes) == ["PR", "US"]
        assert market.home.code == "US"
        assert market.selling_entity.legal_name
        assert market.at.tzinfo is not None


def test_a_page_keeps_its_place_when_the_market_changes(world: RightsWorld) -> None:
    germany = Market.objects.get(code="de")
    assert prefix(germany, "en") == "/en-de"
    assert swap_prefix("/fr-fr/p/pin/PIN-1/", germany, "de") == "/de-de/p/pin/PIN-1/"
    assert swap_prefix("/fr-fr/", germany, "de") == "/de-de/"
