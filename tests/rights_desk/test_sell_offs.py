"""Sell-off stock: declared in the portal, confirmed at the desk, reduced but never raised."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from catalog.errors import ProductOutsideAgreement
from catalog.models import Product
from catalog.sell_offs import declare_product_stock
from licensing.errors import NoSellOff, ProposalDecided, SecondPersonNeeded, StockDeclared
from licensing.models import Agreement, SellOffDeclaration, SellOffStock
from licensing.services import confirm_stock, decline_stock
from shop.identity.accounts.models import User
from shop.platform.core.periods import Period
from shop.platform.database.clock import clock_now
from tests.dashboard.conftest import signed_in
from tests.rights_desk.test_records import listed
from tools.testing.factories.catalog import RightsWorld

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def officer(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=world.holder)


@pytest.fixture
def licensee(world: RightsWorld) -> Client:
    return signed_in(
        role=User.Role.LICENSEE, licensee=world.licensee, licensee_role=User.LicenseeRole.LOGISTICS
    )


def ended(
    world: RightsWorld, *, days_ago: int = 1, sku: str = "PIN-1"
) -> tuple[Agreement, Product]:
    """Return an agreement that ended, with a sell-off of 30 days, and a product made under it."""
    term = Period(LONG_AGO, clock_now() - days_ago * DAY)
    agreement = world.agreement(term=term, window=term, sell_off_days=30)
    return agreement, world.product(sku=sku, agreement=agreement)


def declare(client: Client, agreement: Agreement, product: Product, units: object) -> Any:
    address = f"/licensee/agreements/{agreement.pk}/sell-off/declare/"
    return client.post(address, {"product": product.pk, "units": units})


def test_declared_stock_is_sold_once_an_officer_confirms_it(
    world: RightsWorld, officer: Client, licensee: Client, client: Client
) -> None:
    agreement, product = ended(world)
    assert declare(licensee, agreement, product, 2).status_code == 302
    assert (
        "Waits for confirmation"
        in licensee.get(f"/licensee/agreements/{agreement.pk}/sell-off/").text
    )
    assert not listed(product)
    assert product.title not in client.get("/en-fr/products/").text
    declaration = SellOffDeclaration.objects.get()
    assert f"/rights/sell-off/{declaration.pk}/" in officer.get("/rights/sell-off/").text
    address = f"/rights/sell-off/{declaration.pk}/"
    assert officer.post(address, {"decision": "confirm"}).status_code == 302
    assert listed(product)
    assert product.title in client.get("/en-fr/products/").text
    assert SellOffStock.objects.get().declared == 2
    assert "decided before" in officer.post(address, {"decision": "decline"}).text


def test_stock_is_reduced_and_never_raised(world: RightsWorld, officer: Client) -> None:
    agreement, product = ended(world)
    stock = SellOffStock.objects.create(
        agreement=agreement, product_id=product.pk, declared=5, sold=2
    )
    address = f"/rights/sell-off/stock/{stock.pk}/"
    for units in ("6", "5", "1", "-1", "x", ""):
        assert officer.post(address, {"units": units}).status_code == 422, units
    assert officer.post(address, {"units": "2"}).status_code == 302
    assert not listed(product)
    with pytest.raises(IntegrityError, match="can only fall"), transaction.atomic():
        SellOffStock.objects.update(declared=9)


@pytest.mark.parametrize("units", ["0", "-1", "x", "", "9" * 30])
def test_units_that_are_no_number_are_refused(
    world: RightsWorld, licensee: Client, units: str
) -> None:
    agreement, product = ended(world)
    assert declare(licensee, agreement, product, units).status_code == 422
    assert not SellOffDeclaration.objects.exists()


def test_only_an_agreement_in_its_sell_off_takes_declarations(
    world: RightsWorld, licensee: Client
) -> None:
    running = world.agreement(sell_off_days=30)
    product = world.product(agreement=running)
    answer = declare(licensee, running, product, 2)
    assert answer.status_code == 422
    assert "not in its sell-off period" in answer.text
    closed, other = (
        ended(world, days_ago=40, sku="CLOSED"),
        world.product(sku="OTHER", agreement=running),
    )
    with pytest.raises(NoSellOff):
        declare_product_stock(
            agreement=closed[0], product=closed[1], units=1, by_id=1, at=clock_now()
        )
    with pytest.raises(ProductOutsideAgreement):
        declare_product_stock(agreement=closed[0], product=other, units=1, by_id=1, at=clock_now())


def test_four_eyes_and_one_declaration_at_a_time(world: RightsWorld) -> None:
    agreement, product = ended(world)
    author, officer, at = world.author_id, world.officer_id, clock_now()
    terms = {"agreement": agreement, "product": product, "by_id": author, "at": at}
    declaration = declare_product_stock(units=3, **terms)
    with pytest.raises(StockDeclared):
        declare_product_stock(units=4, **terms)
    with pytest.raises(SecondPersonNeeded):
        confirm_stock(declaration=declaration, by_id=author, at=at)
    decline_stock(declaration=declaration, by_id=officer, at=at)
    with pytest.raises(ProposalDecided):
        confirm_stock(declaration=declaration, by_id=officer, at=at)
    again = declare_product_stock(units=1, **terms)
    with pytest.raises(NoSellOff):
        confirm_stock(declaration=again, by_id=officer, at=at + 60 * DAY)
    confirm_stock(declaration=again, by_id=officer, at=at)
    with pytest.raises(StockDeclared):
        declare_product_stock(units=4, **terms)


def test_a_licensee_sees_its_own_products_only(world: RightsWorld, licensee: Client) -> None:
    agreement, _ = ended(world)
    world.product(sku="ELSEWHERE", agreement=world.agreement())
    page = licensee.get(f"/licensee/agreements/{agreement.pk}/sell-off/declare/").text
    assert "PIN-1" in page
    assert "ELSEWHERE" not in page
