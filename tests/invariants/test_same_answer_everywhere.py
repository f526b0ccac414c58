"""Every surface gives the same answer, at once, and tells nothing of what is not sold."""

import re

import pytest
from django.test import Client

from shop.oscar.order.models import Order
from tests.edge_cases.everywhere import Asked
from tests.invariants.denials import DENIALS, Denial, embargo
from tests.licensing.threads import do_elsewhere
from tools.testing.factories.catalog import CLOSED_BORDERS, RightsWorld

TOKEN = re.compile(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"')
TTL = re.compile(r"(?:s-maxage|max-age)=(\d+)")
PAGES = (
    "/en-fr/",
    "/en-fr/products/",
    "/en-fr/products/?kind=badge",
    "/en-fr/search/?q=golden",
    "/en-fr/search/?q=pin",
    "/sitemap-en-fr-1.xml",
    "/api/v1/products/?market=fr",
    "/api/v1/products/?market=fr&q=golden",
)


@pytest.mark.parametrize("deny", [None, *DENIALS])
@pytest.mark.parametrize(("market", "territory"), [("fr", "FR"), ("fr", "DE"), ("jp", "JP")])
def test_i4_every_surface_says_the_same(
    world: RightsWorld, market: str, territory: str, deny: Denial | None
) -> None:
    """Page, list, search, sitemap, API, basket and placement agree with the decision."""
    product = world.product(agreement=world.agreement(include=["FR", "JP"], **CLOSED_BORDERS))
    if deny is not None:
        deny(world, product)
    asked = Asked(product, market, territory)
    sold = asked.decision().allowed
    assert sold == (deny is None and territory != "DE")
    answers = {
        "page": asked.on_page(),
        "list": asked.in_list(),
        "API": asked.in_api().get("price") is not None,
        "basket": asked.in_basket(),
        "placement": isinstance(asked.placed(), Order),
    }
    if territory != "DE":
        sitemap = Client().get(f"/sitemap-en-{market}-1.xml").text
        answers["sitemap"] = f"/{product.upc}/" in sitemap
    assert answers == dict.fromkeys(answers, sold)


@pytest.mark.parametrize("deny", DENIALS, ids=lambda deny: deny.__name__)
def test_i6_a_denial_is_seen_by_the_very_next_request(
    committed_world: RightsWorld, deny: Denial
) -> None:
    """A right that one connection takes away is gone for the next request on another connection."""
    shop = committed_world
    product = shop.product()
    addresses = [page for page in PAGES if "golden" not in page and "badge" not in page]
    own = f"/en-fr/p/{product.slug}/{product.upc}/"
    client = Client()
    tags = {}
    for address in [own, *addresses]:
        answer = client.get(address)
        assert f"/{product.upc}/" in answer.text or f'"{product.upc}"' in answer.text
        lives = TTL.findall(answer.headers.get("Cache-Control", ""))
        assert all(int(seconds) <= 60 for seconds in lives), (address, lives)
        tags[address] = answer.headers.get("ETag", "")
    do_elsewhere(lambda: deny(shop, product))
    for address in addresses:
        asked = {"If-None-Match": tags[address]} if tags[address] else {}
        answer = client.get(address, headers=asked)
        assert answer.status_code == 200, address
        assert product.upc not in answer.text, address
    assert "basket/add" not in client.get(own).text


def test_i16_lists_are_the_same_with_and_without_an_embargoed_article(world: RightsWorld) -> None:
    """No count, facet, title or suggestion betrays what is embargoed."""
    world.product()
    client = Client()

    def shown() -> dict[str, str]:
        return {page: TOKEN.sub("", client.get(page).text) for page in PAGES}

    before = shown()
    secret = world.product(sku="SECRET-1", title="Golden pin", kind="badge", slug="golden")
    assert shown() != before
    embargo(world, secret)
    assert shown() == before
