"""The licensee's products with their status; the list filter agrees with it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Approval, Product, ProductVersion
from licensing.models import Licensee
from licensing.services import place_hold, suspend_licensee
from shop.commerce.listing.product_status import (
    ProductStatus,
    count_statuses,
    product_statuses,
    products_of,
    with_status,
)
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld

CATALOG = "/licensee/catalog/"


def with_version(world: RightsWorld, sku: str, status: str, **fields: Any) -> Product:
    """Return a product whose only version has this status."""
    product = world.product(sku=sku, title=f"Title of {sku}", **fields)
    ProductVersion.objects.filter(product=product).update(status=status)
    world.refresh(product)
    return product


@pytest.fixture
def everything(world: RightsWorld) -> dict[str, Product]:
    """Return products, one in every status."""
    rejected = with_version(world, "REJECTED-1", "REJECTED", approved=False)
    Approval.objects.create(
        version=rejected.versions.get(),
        holder=world.holder,
        verdict="REJECTED",
        conditions="The rings are too small.",
    )
    europe = world.agreement(include=["FR", "DE"])
    return {
        ProductStatus.DRAFT: with_version(world, "DRAFT-1", "DRAFT", approved=False),
        ProductStatus.SUBMITTED: with_version(world, "SUBMITTED-1", "SUBMITTED", approved=False),
        ProductStatus.REJECTED: rejected,
        ProductStatus.ON_SALE: world.product(
            sku="SOLD-1", title="Title of SOLD-1", agreement=europe
        ),
        ProductStatus.DENIED: world.product(
            sku="DENIED-1", title="Title of DENIED-1", approved=False
        ),
    }


def test_each_product_stands_as_it_is(everything: dict[str, Product]) -> None:
    stood = product_statuses(list(everything.values()), database_now())
    assert {stood[one.pk].status: one for one in everything.values()} == everything
    assert (
        stood[everything[ProductStatus.REJECTED].pk].rejection_comment == "The rings are too small."
    )
    assert stood[everything[ProductStatus.DENIED].pk].reasons == ("NOT_APPROVED",)


def test_the_filter_answers_as_the_page_does(
    everything: dict[str, Product], licensee: Licensee
) -> None:
    at = database_now()
    for standing, product in everything.items():
        found = with_status(products_of(licensee), ProductStatus(standing), at)
        assert list(found) == [product], standing


def test_each_product_is_counted_once(everything: dict[str, Product], licensee: Licensee) -> None:
    assert count_statuses(products_of(licensee), database_now()) == dict.fromkeys(ProductStatus, 1)


def test_a_hold_and_a_suspension_show_with_their_reason(
    world: RightsWorld, everything: dict[str, Product], licensee: Licensee, owner: Client
) -> None:
    place_hold(kind="COMMERCIAL", reason="r", mark=world.mark, at=database_now())
    assert "A hold stops the sale." in owner.get(CATALOG, {"state": "denied"}).text
    suspend_licensee(licensee=licensee, by_id=world.officer_id, reason="r", at=database_now())
    page = owner.get(CATALOG, {"state": "denied"}).text
    assert "SOLD-1" in page
    assert "The licensee is not active." in page


def test_the_list_is_searched_and_filtered(everything: Any, owner: Client) -> None:
    def skus(**asked: str) -> set[str]:
        page = owner.get(CATALOG, asked).text
        return {one.upc for one in everything.values() if one.upc in page}

    assert skus() == {one.upc for one in everything.values()}
    assert skus(q="rejected-") == {"REJECTED-1"}
    assert skus(q="title of sold") == {"SOLD-1"}
    assert skus(state="on_sale") == {"SOLD-1"}
    assert skus(kind="pin", state="draft") == {"DRAFT-1"}
    assert skus(q="100%_") == set()
    assert len(skus(state="nonsense", kind="nonsense", page="x")) == 5  # such a filter is none


def test_a_newer_version_that_waits_is_named(world: RightsWorld, owner: Client) -> None:
    product = world.product()
    ProductVersion.objects.create(
        product=product, number=2, status="SUBMITTED", content_hash="1" * 64
    )
    page = owner.get(CATALOG).text
    assert "newer version: waiting for approval" in page
    assert ">On sale<" in page


def test_variants_find_their_product(world: RightsWorld, owner: Client) -> None:
    world.product(sku="TEE-1", title="A tee", sizes=["S", "M"])
    page = owner.get(CATALOG, {"q": "TEE-1-M"}).text
    assert "A tee" in page
    assert "2 variants" in page


def test_fifty_rows_cost_no_more_statements_than_two(world: RightsWorld, owner: Client) -> None:
    agreement = world.agreement()
    for number in range(2):
        world.product(sku=f"P-{number}", agreement=agreement)
    owner.get(CATALOG)
    with CaptureQueriesContext(
        connection,
    ) as few:
        owner.get(CATALOG)
    for number in range(2, 12):
        world.product(sku=f"P-{number}", agreement=agreement)
    owner.get(CATALOG)
    with CaptureQueriesContext(connection) as many:
        owner.get(CATALOG)
    assert len(many) <= len(few) <= 45


def test_the_table_is_given_as_csv_without_cells_that_run(
    world: RightsWorld, owner: Client
) -> None:
    world.product(sku="P-1", title='=cmd|"/C calc"!A0')
    answer: Any = owner.get(CATALOG, {"format": "csv"})
    table = b"".join(answer.streaming_content).decode()
    assert "\"'=cmd|" in table
    assert "On sale" in table


def test_a_market_without_a_price_is_not_one_it_is_sold_in(
    world: RightsWorld, licensee: Licensee, owner: Client
) -> None:
    priced = world.product(sku="P-1", prices={"fr": Decimal(20)})
    nowhere = world.product(sku="P-2", prices={})
    stood = product_statuses([priced, nowhere], database_now())
    assert [market.code for market in stood[priced.pk].markets] == ["fr"]
    assert stood[nowhere.pk].reasons == ("NO_PRICE",)
    assert list(with_status(products_of(licensee), ProductStatus.DENIED, database_now())) == [
        nowhere
    ]
    assert "It has no price in at least one market." in owner.get(CATALOG, {"q": "P-2"}).text


def test_an_embargo_says_so(world: RightsWorld, owner: Client) -> None:
    from catalog.models import Embargo

    product = world.product()
    Embargo.objects.create(product=product, lifts_at=database_now() + timedelta(days=1))
    world.refresh(product)
    assert "The product is under embargo." in owner.get(CATALOG).text
