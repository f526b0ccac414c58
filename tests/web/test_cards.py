"""Cards are cached by their content: the next visitor sees a change."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.oscar.partner.models import StockRecord
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture
def cards(world: RightsWorld, client: Client):
    world.product(sku="MUG", title="Mug", title_fr="Tasse", slug="mug")
    return lambda prefix="en-fr": client.get(f"/{prefix}/products/").text


def test_a_new_price_is_on_the_next_card(cards) -> None:
    assert "€20.00" in cards()
    MarketPrice.objects.filter(market__code="fr").update(amount=Decimal("21.50"))
    assert "€21.50" in cards()
    assert "€20.00" not in cards()


def test_what_is_sold_out_says_so_on_the_next_card(cards) -> None:
    assert "In stock" in cards()
    StockRecord.objects.update(num_in_stock=0)
    assert '<span class="stock stock-none">Sold out</span>' in cards()


def test_a_card_speaks_the_language_and_leads_into_the_market_of_its_page(cards) -> None:
    assert 'href="/en-fr/p/mug/MUG/">Mug</a>' in cards()
    assert 'href="/fr-fr/p/mug/MUG/">Tasse</a>' in cards("fr-fr")
    assert 'href="/en-gb/p/mug/MUG/">Mug</a>' in cards("en-gb")
    assert Market.objects.get(code="gb").currency == "GBP"
    assert "£18.00" in cards("en-gb")
