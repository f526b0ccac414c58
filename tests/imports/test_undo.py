"""The last import is undone where nothing changed since."""

import pytest

from catalog.models import Product
from shop.commerce.pricing.models import MarketPrice
from shop.imports.apply.undo import undo
from shop.imports.errors import NothingToUndo
from shop.imports.models import CatalogImport
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.imports.files import outcomes


def price(sku: str):
    prices = MarketPrice.objects.filter(product__upc=sku, market__code="fr")
    return prices.filter(valid__contains=database_now()).values_list("amount", flat=True).first()


def test_changes_go_back_and_what_was_new_is_not_offered_any_more(licensed):
    licensed.apply(licensed.row("PIN-1"))
    catalog_import = licensed.apply(
        licensed.row("PIN-1", title_en="Other", price_fr="20", stock_main="7"),
        licensed.row("PIN-2"),
    )
    catalog_import = undo(catalog_import=catalog_import, by_id=licensed.by_id)
    assert (catalog_import.state, catalog_import.counts["undone"]) == (
        CatalogImport.State.UNDONE,
        2,
    )
    product = Product.objects.get(upc="PIN-1")
    assert product.title_en == "Enamel pin"
    assert str(price("PIN-1")) == "12.50"
    assert StockRecord.objects.get(product=product).num_in_stock == 100
    assert [(v.number, v.status) for v in product.versions.order_by("number")] == [
        (1, "DRAFT"),
        (2, "SUPERSEDED"),
    ]
    new = Product.objects.get(upc="PIN-2")
    assert not new.is_public
    assert price("PIN-2") is None
    assert StockRecord.objects.get(product=new).num_in_stock == 0
    assert outcomes(licensed.plan(licensed.row("PIN-1"))) == {"PIN-1": "UNCHANGED"}
    assert outcomes(licensed.apply(licensed.row("PIN-2"))) == {"PIN-2": "CHANGED"}
    assert Product.objects.get(upc="PIN-2").is_public
    assert StockRecord.objects.get(product=new).num_in_stock == 100


def test_what_somebody_changed_since_stays(licensed):
    licensed.apply(licensed.row("PIN-1"))
    catalog_import = licensed.apply(licensed.row("PIN-1", price_fr="20"))
    MarketPrice.objects.filter(product__upc="PIN-1", amount=20).update(amount=21)
    catalog_import = undo(catalog_import=catalog_import, by_id=licensed.by_id)
    assert catalog_import.counts["kept"] == 1
    assert str(price("PIN-1")) == "21.00"


def test_only_the_last_upload_can_be_taken_back(licensed):
    first = licensed.apply(licensed.row("PIN-1"))
    licensed.apply(licensed.row("PIN-2"))
    with pytest.raises(NothingToUndo):
        undo(catalog_import=first, by_id=licensed.by_id)
