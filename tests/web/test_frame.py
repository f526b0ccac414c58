"""Header, footer and alternate links are kept by a process, and still those of the page."""

import re

from django.test import Client

from shop.commerce.markets.models import Market, SellingEntity
from tools.testing.factories.catalog import RightsWorld


def links(text: str, name: str) -> list[str]:
    return re.findall(rf'<link rel="{name}"[^>]* href="([^"]+)"', text)


def test_each_page_has_its_own_addresses_and_search_text(
    world: RightsWorld, client: Client
) -> None:
    world.product(sku="MUG", slug="mug", title="Mug")
    for address, text in (
        ("products/?kind=mug", ""),
        ("search/?q=a+%26+%3Cb%3E", "a &amp; &lt;b&gt;"),
    ):
        page = client.get(f"/en-fr/{address}").text
        path, _, query = address.partition("?")
        after = query.replace("%26", "%2526").replace("%3C", "%253C").replace("%3E", "%253E")
        assert f"?next=/en-fr/{path}%3F{after.replace('=', '%3D').replace('+', '%2B')}" in page
        assert f'href="/fr-fr/{path}" lang="fr"' in page
        assert f'name="q" value="{text}"' in page


def test_every_open_market_has_its_alternate_links(world: RightsWorld, client: Client) -> None:
    world.product()
    page = client.get("/en-fr/products/").text
    found = links(page, "alternate")
    expected = [
        f"/{language}-{market.code}/products/"
        for market in Market.objects.open()
        for language in market.languages
    ]
    assert len(set(found)) == len(expected)
    assert all(any(address.endswith(path) for address in found) for path in expected)
    assert 'hreflang="x-default"' in page


def test_a_changed_market_and_seller_are_on_the_next_page(
    world: RightsWorld, client: Client
) -> None:
    world.product()
    before = client.get("/en-fr/products/").text
    Market.objects.filter(code="jp").update(is_open=False)
    SellingEntity.objects.update(legal_name="Another & Company")
    after = client.get("/en-fr/products/").text
    assert "-jp/products/" in before
    assert "-jp/products/" not in after
    assert "Another &amp; Company" in after


def test_two_markets_and_countries_in_turn_keep_their_frames(
    world: RightsWorld, client: Client
) -> None:
    world.product()
    for _ in range(2):
        for prefix, country, wording in (
            ("en-fr", "FR", "Delivery to France"),
            ("en-fr", "BE", "Delivery to Belgium"),
            ("en-gb", "GB", "Delivery to the United Kingdom"),
            ("fr-fr", "FR", "Livraison"),
        ):
            client.cookies["ship_to"] = country
            assert wording in client.get(f"/{prefix}/products/").text
