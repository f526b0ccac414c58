"""A denied product is on no surface, or is there in its public wording alone."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from catalog.models import Embargo, Product
from licensing.models import Agreement
from licensing.services import place_hold, revoke_agreement, suspend_licensee
from shop.commerce.markets.models import Market
from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.placement import place_order
from shop.orders.errors import NotSellable
from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.basket.models import Basket, Line
from shop.oscar.order.models import Order, OrderState
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import CLOSED_BORDERS, RightsWorld
from tools.testing.factories.models import LicenseeFactory, PropertyFactory
from tools.testing.factories.orders import request_for, waiting_order
from tools.testing.stripe_harness import Sandbox

TITLE, SKU = "Hidden pin", "HIDDEN-1"
FAR = datetime(2099, 1, 1, tzinfo=UTC)
WORDINGS = ("Not sold in France", "No longer available", "Not available")
Denial = Callable[[RightsWorld, Product], None]
Built = tuple[RightsWorld, Product]


def never_granted(world: RightsWorld, product: Product) -> None:
    """Denied from the beginning: see `hidden`."""


def revoked(world: RightsWorld, product: Product) -> None:
    now = database_now()
    agreement = Agreement.objects.get(grants__granted_properties__code="hidden-mark")
    revoke_agreement(
        agreement=agreement, by_id=world.officer_id, reason="r", at=now, effective_at=now
    )


def embargoed(world: RightsWorld, product: Product) -> None:
    Embargo.objects.create(product=product, lifts_at=FAR)
    world.refresh(product)


def held(world: RightsWorld, product: Product) -> None:
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)


def mark_held(world: RightsWorld, product: Product) -> None:
    marks = product.versions.get().marks.all()
    place_hold(kind="LEGAL", reason="r", at=database_now(), mark=marks[0].property)


def licensee_suspended(world: RightsWorld, product: Product) -> None:
    suspend_licensee(
        licensee=product.licensee, by_id=world.officer_id, reason="r", at=database_now()
    )


DENIALS: list[Denial] = [never_granted, revoked, embargoed, held, mark_held, licensee_suspended]
LATER: list[Denial] = DENIALS[1:]


def denied_by(denials: list[Denial]) -> pytest.MarkDecorator:
    """Ask a test about each denial, of a product granted in the places that the denial needs."""
    cases = [
        pytest.param(("JP",) if deny is never_granted else ("FR", "JP"), deny, id=deny.__name__)
        for deny in denials
    ]
    return pytest.mark.parametrize(("built", "deny"), cases, indirect=["built"], scope="module")


@pytest.fixture(scope="module")
def built(
    request: pytest.FixtureRequest, build_once: Callable[..., Built], django_db_blocker: Any
) -> Iterator[Built]:
    """Make a product beside the one to deny, once for each set of places; take them back."""
    with django_db_blocker.unblock():
        before = transaction.savepoint_create()
    yield build_once(lambda world: (world, hidden(world, request.param)))
    with django_db_blocker.unblock():
        transaction.savepoint_rollback(before)


@pytest.fixture
def case(built: Built, db: None) -> Built:
    """Return the maker of the shop and the product to deny."""
    return deepcopy(built)


def hidden(world: RightsWorld, places: tuple[str, ...]) -> Product:
    """Make the product, sold in these places until it is denied; mark and licensee are its own."""
    world.product()
    mark = PropertyFactory(holder=world.holder, code="hidden-mark")
    agreement = world.agreement(
        marks=[mark], include=places, licensee=LicenseeFactory(), **CLOSED_BORDERS
    )
    return world.product(
        sku=SKU, title=TITLE, slug="hidden-pin", marks=[mark], agreement=agreement, kind="badge"
    )


def client_with(product: Product) -> tuple[Client, Basket]:
    """Return a visitor in whose basket the product has lain since it was sold."""
    basket = Basket.objects.create(market=Market.objects.get(code="fr"), ship_to_id="FR")
    Line.objects.create(
        basket=basket,
        product=product,
        stockrecord=StockRecord.objects.get(product=product),
        line_reference=product.sku,
        quantity=1,
        price_currency="EUR",
    )
    client = Client()
    name, value = basket_cookie(basket)
    client.cookies[name] = value
    return client, basket


LISTS = {
    "home": "/en-fr/",
    "list": "/en-fr/products/",
    "kind facet": "/en-fr/products/?kind=badge",
    "search by word": "/en-fr/search/?q=hidden",
    "search with a slip": "/en-fr/search/?q=hiden+pn",
    "search by sku": f"/en-fr/search/?q={SKU}",
    "sitemap": "/sitemap-en-fr-1.xml",
    "api list": "/api/v1/products/?market=fr",
    "api search": "/api/v1/products/?market=fr&q=hidden",
    "other product's page": "/en-fr/p/x/PIN-1/",
}


@denied_by(DENIALS)
@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
def test_lists_feeds_and_searches_do_not_know_it(case: Built, address: str, deny: Denial) -> None:
    world, product = case
    client = Client()
    before = client.get(address, follow=True)
    if deny is not never_granted and "PIN-1" not in address:
        assert SKU in before.content.decode()
    deny(world, product)
    tag = before.headers.get("ETag", "")
    after = client.get(address, follow=True, headers={"If-None-Match": tag} if tag else {})
    if after.status_code == HTTPStatus.NOT_MODIFIED:
        after = before  # the reader keeps it, so it must never have named the product
    assert after.status_code == HTTPStatus.OK
    text = after.content.decode()
    assert TITLE not in text
    assert f"/{SKU}/" not in text
    assert "kind=badge&" not in text
    chosen = 'value="badge" checked>' if "kind=badge" in address else ""  # as the visitor asked
    assert text.count('"badge"') == (1 if chosen else 0)
    assert chosen in text


@denied_by(DENIALS)
def test_its_page_is_not_there_or_says_why_and_offers_others(case: Built, deny: Denial) -> None:
    world, product = case
    world.product(sku="BADGE-1", title="Other pin", kind="badge", slug="other")
    deny(world, product)
    page = Client().get(f"/en-fr/p/hidden-pin/{SKU}/")
    text = page.content.decode()
    if page.status_code == 404:
        assert deny not in {revoked, held}  # these were seen by all, and say so
        # Only what another market sells to everybody has a name here, and no price.
        assert (TITLE in text) is (deny is never_granted)
        assert ("Not sold in France" in text) is (deny is never_granted)
        assert "noindex" in text
        assert "price-large" not in text
        return
    assert any(wording in text for wording in WORDINGS)
    assert "Other pin" in text
    assert "noindex" in text
    for hint in ("application/ld+json", "og:title", "price-large", 'name="sku"', "Add to basket"):
        assert hint not in text


@denied_by(DENIALS)
def test_the_api_denies_it_or_names_a_public_code(case: Built, deny: Denial) -> None:
    world, product = case
    path = f"/api/v1/products/{SKU}/?market=fr"
    before = Client().get(path)
    deny(world, product)
    tag = before.headers.get("ETag", "")
    answer = Client().get(path, headers={"If-None-Match": tag} if tag else {})
    assert answer.status_code in {200, 404}
    if answer.status_code == 200:
        body = answer.json()
        assert body["unavailable_code"]
        assert body["price"] is None
    else:
        assert TITLE not in answer.content.decode()
        code = "not_sold_in_country" if deny is never_granted else "not_found"
        assert answer.json()["code"] == code


@denied_by(DENIALS)
def test_a_basket_keeps_it_unpriced_with_the_reason_and_nothing_to_pay(
    case: Built, deny: Denial
) -> None:
    world, product = case
    client, _ = client_with(product)
    deny(world, product)
    for address in ("/en-fr/basket/", "/en-fr/checkout/"):
        text = client.get(address).content.decode()
        assert any(wording in text for wording in WORDINGS), address
        assert "€20" not in text
        assert "Go to checkout" not in text
    refused = client.post("/en-fr/basket/add/", {"sku": SKU}, follow=True).content.decode()
    assert "is in your basket" not in refused


@denied_by(DENIALS)
def test_it_is_not_placed(case: Built, deny: Denial) -> None:
    world, product = case
    _, basket = client_with(product)
    deny(world, product)
    with pytest.raises(NotSellable):
        place_order(request_for(basket, expected_minor=2500))
    assert not Order.objects.exists()


@denied_by(LATER)
def test_no_page_of_its_order_takes_money(case: Built, stripe: Sandbox, deny: Denial) -> None:
    world, product = case
    order = waiting_order(product)
    deny(world, product)
    token = order_token(order)
    client = Client()
    for address in ("pay", "order"):
        text = client.get(f"/en-fr/{address}/{token}/", follow=True).content.decode()
        assert "payment-form" not in text
        assert "Pay now" not in text
        assert "We can no longer sell you these items:" in text
    client.get(f"/en-fr/pay/{token}/return/")
    assert Order.objects.get().status == OrderState.PENDING
