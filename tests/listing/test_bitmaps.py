"""Lists of a large shop, counted from bitmaps, are those of its rows."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from catalog.models import ComplianceRecord, DataSheet, Product
from catalog.services import compile_releases
from licensing.services import place_hold, revoke_agreement
from shop.commerce.listing.bitmaps import counting, writing
from shop.commerce.listing.bitmaps.statements import MOST_LOOKED_UP
from shop.commerce.listing.bitmaps.writing import write_bitmaps
from shop.commerce.listing.search import find_products
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.platform.database.clock import database_now
from tests.licensing.worlds import Built
from tests.listing.bitmaps import (
    EVERY_LIST,
    FAR,
    add_products,
    be_large,
    compare,
    pages,
    refresh,
    tells,
    write_all,
)
from tests.listing.test_hand_written import vary
from tests.listing.test_long_lists import lists
from tests.page_store.test_rights import generated_plans
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory

SEEN = EVERY_LIST[::3]


def run(statement: str, *parameters: object) -> int:
    """Run a statement; return its number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def fetch(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def build(world: RightsWorld, number: int) -> Built:
    built = Built(world, generated_plans()[number])
    vary(list(Product.objects.filter(pk__in=[item.pk for item in built.products])))
    add_products(world)
    child = Product.objects.get(upc="CAP-M")
    MarketPrice.objects.create(
        product=child,
        market=Market.objects.get(code="fr"),
        amount=Decimal(13),
        valid=DateTimeTZRange(child.date_created - timedelta(days=1), None),
    )
    refresh(*Product.objects.values_list("pk", flat=True))
    return built


def change_products(built: Built) -> None:
    """Change what lists read, of other products each."""
    first, second, third, *_ = built.products
    Product.objects.filter(pk=first.pk).update(kind="mug", noc_id="JPN")
    Product.objects.filter(pk=second.pk).update(color="coral")
    Product.objects.filter(pk=third.pk).update(title="Corduroy zircon", title_en="Corduroy zircon")
    refresh(third.pk)
    Product.objects.filter(upc="CAP-S").update(color="coral", size="L")
    Product.objects.filter(upc="CAP-M").update(is_public=False)
    MarketPrice.objects.filter(market__code="fr", product__upc="PARTED").delete()
    MarketPrice.objects.filter(product__upc="HAT").update(amount=Decimal(99))
    ComplianceRecord.objects.update(complete=False)
    Product.objects.filter(upc="RARE").update(is_public=False)
    Product.objects.filter(upc="HAT").update(color="coral")
    MarketPrice.objects.filter(product__upc="GONE").delete()
    Product.objects.filter(upc="GONE").delete()
    built.shop.product(sku="NEW", kind="pin", title="Enamel zircon")


@pytest.mark.parametrize("number", range(3))
def test_bitmaps_count_what_the_rows_count(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    be_large(monkeypatch)
    built = build(world, number)
    assert write_all() == len(fetch("select distinct chunk from listing_bitmap")) > 1
    assert compare(monkeypatch, pages(EVERY_LIST[number::3]))
    assert fetch("select from listing_productchange") == []

    change_products(built)
    assert 8 <= len(fetch("select distinct product_id from listing_productchange")) <= 12
    monkeypatch.setattr(counting, "FEW", 0)  # prices are walked
    assert compare(monkeypatch, pages(EVERY_LIST[(number + 1) % 3 :: 3]))

    at = database_now()
    place_hold(kind="RECALL", reason="r", at=at, product_id=FAR)
    assert compare(monkeypatch, pages(EVERY_LIST[:1]))
    agreement = world.common_agreement or built.agreements[0]
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=at, effective_at=at)
    compare(monkeypatch, pages(EVERY_LIST[number::5]))


def test_what_changes_within_the_hour_is_looked_up(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_large(monkeypatch)
    at = database_now()
    soon = at + timedelta(minutes=20)
    add_products(world)
    for country in ("FR", "IT"):  # Germany's buyers may order both, and France lists the first
        marks = [PropertyFactory(holder=world.holder)]
        agreement = world.agreement(marks=marks, include=[country])
        world.product(sku=country, kind="pin", marks=marks, agreement=agreement)
    ending = world.product(sku="ENDS", kind="pin")
    DataSheet.objects.create(product=ending, on_sale_to=soon)
    starting = world.product(sku="STARTS", kind="pin")
    Product.objects.filter(pk=starting.pk).update(on_sale_from=soon)
    compile_releases([ending.pk, starting.pk])
    for upc in ("PARTED", "CAP-S"):
        product = Product.objects.get(upc=upc)
        market = Market.objects.get(code="fr")
        MarketPrice.objects.filter(product=product, market=market).delete()
        for amount, valid in ((10, (at - timedelta(days=9), soon)), (30, (soon, None))):
            MarketPrice.objects.create(
                product=product, market=market, amount=amount, valid=DateTimeTZRange(*valid)
            )
    cheap = MarketPrice.objects.filter(product__upc="RARE", market__code="fr")
    cheap.update(valid=DateTimeTZRange(at - timedelta(days=9), soon))
    world.category.compliance_areas = ["EEA"]
    world.category.save()
    for product in Product.objects.filter(structure="standalone"):
        until = soon if product.pk == FAR else None
        ComplianceRecord.objects.create(
            product=product, area="EEA", complete=True, valid_until=until
        )
    write_all()
    totals = {
        minutes: compare(monkeypatch, pages(SEEN, at=at + timedelta(minutes=minutes)))
        for minutes in (0, 19, 21)
    }
    assert totals[0] == totals[19] != totals[21]
    late = pages(SEEN[:1], at=at + timedelta(hours=writing.HOURS))
    assert compare(monkeypatch, late, told=False)


@pytest.mark.parametrize(
    "lost",
    [
        "update listing_bitmapchunk set valid_until = now()",
        "update listing_bitmapchunk set snapshot = '99999999:99999999:'",
        "update listing_bitmapchunk set built_at = now() + interval '2 minutes'",
        "truncate listing_bitmapchunk, listing_bitmap, listing_rightsbitmap, listing_productchange",
        "insert into listing_productchange"
        f" select n, pg_current_xact_id() from generate_series(1, {MOST_LOOKED_UP + 1}) as n",
    ],
)
def test_lists_are_right_without_bitmaps(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    be_large(monkeypatch)
    add_products(world)
    write_all()
    queries = list(pages(EVERY_LIST[::7]))
    assert compare(monkeypatch, queries[:2])
    run(lost)
    assert compare(monkeypatch, queries, told=False)


def test_chunks_are_written_when_they_are_old_or_change(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_products(world)
    assert write_bitmaps() == 0
    assert fetch("select from listing_bitmapchunk") == []
    be_large(monkeypatch)
    assert write_all() == 2
    assert write_bitmaps() == 0
    age = "update listing_bitmapchunk set built_at = now() - %s::interval where chunk = %s"
    far = FAR // writing.WIDTH
    assert [run(age, "25 hours", far), write_bitmaps(), write_bitmaps()] == [1, 1, 0]
    changes = (
        "insert into listing_productchange"
        " select %s + number, pg_current_xact_id() from generate_series(%s, %s) as number"
    )
    most = writing.CHANGED // 2  # of each of two chunks
    for _ in range(2):
        run(changes, FAR, 1, most - 1)
    assert [run(age, "6 minutes", far), write_bitmaps()] == [1, 0]
    run(changes, FAR, most, most)
    assert [run(age, "4 minutes", far), write_bitmaps()] == [1, 0]
    assert [run(age, "6 minutes", far), write_bitmaps()] == [1, 1]
    run("delete from listing_productchange")
    run("insert into listing_productchange values (%s, '1')", FAR)
    assert [write_bitmaps(), fetch("select from listing_productchange")] == [0, []]
    Product.objects.filter(pk=FAR).update(is_public=False)
    assert write_bitmaps() == 1
    assert fetch(f"select from listing_bitmap where chunk = {far}") == []
    assert len(fetch("select from listing_bitmapchunk")) == 1
    monkeypatch.setattr(writing, "FEWEST", 10_000)
    assert write_bitmaps() == 0
    assert fetch("select from listing_bitmap") == fetch("select from listing_bitmapchunk") == []


@pytest.mark.slow
def test_a_change_that_commits_after_the_snapshot_is_listed(
    committed_world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_large(monkeypatch)
    pin = committed_world.product(sku="LATE", kind="pin")
    (query,) = list(lists([{"kind": ["cap"]}]))[:1]
    other = psycopg.connect(
        **{
            name: value
            for name, value in connection.get_connection_params().items()
            if name in {"host", "port", "user", "password", "dbname"}
        }
    )
    with other:
        other.execute("update catalogue_product set kind = 'cap' where id = %s", [pin.pk])
        assert write_bitmaps() == 1
        query = replace(query, at=database_now())
        assert find_products(query).total == 0
        assert tells(query)
    query = replace(query, at=database_now())
    assert [row.product.pk for row in find_products(query).results] == [pin.pk]
    assert tells(query)
    assert write_bitmaps() == 0
    assert fetch("select distinct product_id from listing_productchange") == [(pin.pk,)]
    run("update listing_bitmapchunk set built_at = built_at - interval '25 hours'")
    assert write_bitmaps() == 1
    assert fetch("select from listing_productchange") == []
    query = replace(query, at=database_now())
    assert find_products(query).total == 1
    assert tells(query)


def test_a_warm_list_takes_three_statements(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_large(monkeypatch)
    add_products(world)
    write_all()
    for query in list(lists([{"kind": ["pin"]}, {"q": "enamel"}, {"sort": "price"}]))[:3]:
        find_products(query)
        with CaptureQueriesContext(connection) as read:
            assert find_products(query).total
        assert len(read) == 3, [item["sql"][:200] for item in read.captured_queries]
