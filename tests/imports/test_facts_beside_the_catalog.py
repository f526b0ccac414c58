"""Duplicates of the catalog that a file may not have, and values that it may leave out."""

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Product
from shop.commerce.inventory.models import StockMovement
from shop.imports.apply.applying import apply_plan
from shop.imports.errors import OldStockCounts
from shop.imports.models import CatalogImport
from tests.imports.files import Licensed, codes, outcomes


def test_a_gtin_of_another_article_is_refused_in_any_form(licensed: Licensed):
    licensed.apply(licensed.row("PIN-1", gtin="036000291452"))
    catalog_import = licensed.plan(licensed.row("PIN-2", gtin="00036000291452"))
    assert outcomes(catalog_import) == {"PIN-2": "REFUSED"}
    assert codes(catalog_import) == {2: {("gtin_taken", "gtin")}}
    again = licensed.plan(licensed.row("PIN-1", gtin="0036000291452", price_fr="13.00"))
    assert outcomes(again) == {"PIN-1": "CHANGED"}


def test_the_database_refuses_a_second_article_with_a_gtin(licensed: Licensed):
    licensed.apply(licensed.row("PIN-1", gtin="036000291452"), licensed.row("PIN-2"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(upc="PIN-2").update(gtin="00036000291452")


def test_a_table_of_prices_gets_no_warnings(licensed: Licensed):
    licensed.apply(
        licensed.row("PIN-1"),
        licensed.row("TEE", stock_main=""),
        licensed.variant("TEE-M", "TEE", size="M"),
    )
    catalog_import = licensed.plan(
        *({"licensee_sku": sku, "price_fr": "31.00"} for sku in ("PIN-1", "TEE", "TEE-M"))
    )
    assert outcomes(catalog_import) == {"PIN-1": "CHANGED", "TEE": "CHANGED", "TEE-M": "CHANGED"}
    assert (codes(catalog_import), catalog_import.problems) == ({}, [])


def test_an_old_count_after_sales_is_warned_of(licensed: Licensed):
    licensed.apply(licensed.row("PIN-1", stock_main="100"))
    record = Product.objects.get(upc="PIN-1").stockrecords.get()
    StockMovement.objects.create(stock_record=record, kind="SHIPPED", in_stock=-4)
    type(record).objects.filter(pk=record.pk).update(num_in_stock=96)
    StockMovement.objects.filter(kind="RECEIVED").update(at="2026-01-01T00:00Z")
    catalog_import = licensed.plan({"licensee_sku": "PIN-1", "stock_main": "100"})
    assert codes(catalog_import) == {2: {("sold_since", "stock_main")}}
    note = catalog_import.plan.get().notes[0]
    assert note["message"] == "4 sold since the last count; stock will be set to 100."
    assert catalog_import.counts["sold_since"] == 1
    assert catalog_import.state == CatalogImport.State.PLANNED
    with pytest.raises(OldStockCounts):
        apply_plan(catalog_import=catalog_import)
    record.refresh_from_db()
    assert record.num_in_stock == 96
    apply_plan(catalog_import=catalog_import, stock_confirmed=True)
    record.refresh_from_db()
    assert record.num_in_stock == 100
