"""The page of a product that only other markets sell: 404 with its name and alternatives."""

from decimal import Decimal

import pytest
from django.test import Client

from catalog.models import Embargo, Product
from licensing.models import Agreement
from licensing.services import place_hold, revoke_agreement
from shop.commerce.markets.middleware import SHIP_TO_COOKIE
from shop.platform.database.clock import database_now
from tests.surfaces.test_denied_products import FAR
from tools.testing.factories.catalog import CLOSED_BORDERS, RightsWorld
from tools.testing.factories.models import LicenseeFactory, PropertyFactory

PATH = "/en-fr/p/scarf/SCARF/"


@pytest.fixture
def scarf(world: RightsWorld) -> Product:
    """Return a product that is sold in Japan but not in France, and create one that is sold in
    France.
    """
    world.product(sku="PIN-1", title="Harbor pin", kind="scarf", slug="pin")
    mark = PropertyFactory(holder=world.holder, code="scarf-mark")
    agreement = world.agreement(
        marks=[mark], include=["JP"], licensee=LicenseeFactory(), **CLOSED_BORDERS
    )
    return world.product(
        sku="SCARF", title="Harbor scarf", slug="scarf", kind="scarf", sizes=["S"],
        marks=[mark], agreement=agreement, prices={"fr": Decimal(20), "jp": Decimal(3000)},
    )  # fmt: skip


@pytest.mark.parametrize("path", [PATH, "/en-fr/p/scarf/SCARF-S/", "/en-fr/p/other/SCARF/"])
def test_a_product_of_another_market_has_a_page(client: Client, scarf: Product, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    text = page.text
    for words in ("Harbor scarf", "Not sold in France", "Japan", "Harbor pin", "noindex"):
        assert words in text
    assert f'href="{path.replace("/en-fr/", "/en-jp/")}"' in text
    for secret in ("price-large", "buy-form", "ld+json", "og:", "TERRITORY", "US</a>"):
        assert secret not in text


def test_a_ship_to_of_the_market_is_told_which_shops_sell_it(
    client: Client, world: RightsWorld
) -> None:
    agreement = world.agreement(exclude=["DE"], **CLOSED_BORDERS)
    prices = {"fr": Decimal(20), "us": Decimal(22)}
    world.product(sku="SCARF", title="Harbor scarf", agreement=agreement, prices=prices)
    client.cookies[SHIP_TO_COOKIE] = "DE"
    text = client.get("/en-fr/p/-/SCARF/", follow=True).text
    assert "Not sold in Germany" in text
    assert ">United States</a>" in text
    assert ">Japan</a>" not in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_has_no_price_in_the_market(client: Client, world: RightsWorld, language: str) -> None:
    world.product(sku="SCARF", slug="scarf", title="Harbor scarf", prices={"jp": Decimal(3000)})
    page = client.get(f"/{language}-fr/p/scarf/SCARF/")
    assert page.status_code == 404
    assert "Harbor scarf" in page.text


def test_a_revocation_counts_at_the_next_request(
    client: Client, world: RightsWorld, scarf: Product
) -> None:
    assert ">Japan</a>" in client.get(PATH).text
    now = database_now()
    agreement = Agreement.objects.latest("pk")
    revoke_agreement(
        agreement=agreement, by_id=world.officer_id, reason="r", at=now, effective_at=now
    )
    page = client.get(PATH).text
    assert "No longer available" in page
    for gone in (">Japan</a>", 'class="gallery"'):
        assert gone not in page


def test_what_is_embargoed_or_held_stays_unknown(
    client: Client, world: RightsWorld, scarf: Product
) -> None:
    Embargo.objects.create(product=scarf, lifts_at=FAR)
    world.refresh(scarf)
    assert "Harbor scarf" not in client.get(PATH).text
    Embargo.objects.all().delete()
    world.refresh(scarf)
    assert "Harbor scarf" in client.get(PATH).text
    place_hold(kind="LEGAL", reason="r", at=database_now(), product_id=scarf.pk)
    assert "Harbor scarf" not in client.get(PATH).text


def test_pictures_go_with_a_recall(client: Client, world: RightsWorld) -> None:
    product = world.product(sku="PIN-1", slug="pin")
    assert "gallery" in client.get("/en-fr/p/pin/PIN-1/").text
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    page = client.get("/en-fr/p/pin/PIN-1/").text
    assert "No longer available" in page
    assert "gallery" not in page


def test_a_place_without_products_here_has_the_same_page(client: Client, scarf: Product) -> None:
    page = client.get("/en-fr/country/JPN/")
    assert page.status_code == 404
    assert "Not sold in France" in page.text
    assert "Harbor pin" in page.text


def test_a_filter_that_finds_nothing_is_an_empty_list(client: Client, scarf: Product) -> None:
    page = client.get("/en-fr/country/JPN/?kind=mug")
    assert page.status_code == 200
