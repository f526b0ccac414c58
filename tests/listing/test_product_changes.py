"""Triggers note each product of which something has changed that bitmaps have."""

import re
from collections.abc import Callable
from functools import partial
from inspect import getsource

from django.db import connection, transaction

from catalog.models import ComplianceRecord, Product
from licensing.models import GamesEdition
from shop.commerce.listing import conditions, count_statements
from shop.commerce.listing.bitmaps import statements, writing
from shop.commerce.pricing.models import MarketPrice
from tests.listing.bitmaps import add_copy
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import SportFactory

COLUMN = re.compile(r"\b[paqlo]\.([a-z_]+)\b")
VALUES = {
    "is_public": "not is_public",
    "structure": "'standalone'",
    "parent_id": "(select min(id) from catalogue_product where upc = 'HAT')",
    "kind": "'mug'",
    "games_id": "(select code from licensing_gamesedition limit 1)",
    "noc_id": "'FRA'",
    "sport_id": "(select id from catalogue_sport limit 1)",
    "rights_profile_id": "null",
    "released": "null",
    "released_territories": "null",
    "color": "'coral'",
    "size": "'XXL'",
    "size_position": "size_position + 1",
    "search_document": "'other'::tsvector",
}


def noted(change: Callable[[], object]) -> set[str]:
    """Return the SKUs of the products that a change has noted."""
    with connection.cursor() as cursor:
        cursor.execute("delete from listing_productchange")
        change()
        cursor.execute(
            "select p.upc from listing_productchange h"
            " join catalogue_product p on p.id = h.product_id"
        )
        return {upc for (upc,) in cursor.fetchall()}


def test_every_column_that_bitmaps_have_is_noted(world: RightsWorld) -> None:
    text = getsource(conditions) + getsource(count_statements) + getsource(statements)
    text += writing._WRITE.split("articles as (", maxsplit=1)[0]
    columns = {field.column for field in Product._meta.local_fields} - {"id"}
    assert set(COLUMN.findall(text)) & columns == set(VALUES)

    GamesEdition.objects.create(code="PARIS2024", name="Paris 2024", season="S")
    SportFactory(slug="judo")
    hat = world.product(sku="HAT", sizes=["S"])
    world.product(sku="CAP", sizes=["S"])
    pin = world.product(sku="PIN")
    for column, value in VALUES.items():
        sku = "CAP-S" if column in {"parent_id", "structure"} else "PIN"
        with transaction.atomic(), connection.cursor() as cursor:
            changed = f"update catalogue_product set {column} = {value} where upc = %s"
            if column == "structure":
                changed = changed.replace("where", ", parent_id = null where")
            expected = {"PIN"} if sku == "PIN" else {"CAP", "CAP-S"}
            expected = {"CAP", "HAT"} if column == "parent_id" else expected
            assert noted(partial(cursor.execute, changed, [sku])) == expected, column
            transaction.set_rollback(True)
    seen = {
        "title": lambda: Product.objects.filter(pk=pin.pk).update(title="Badge"),
        "same": lambda: Product.objects.filter(pk=pin.pk).update(kind=pin.kind),
    }
    assert {name: noted(change) for name, change in seen.items()} == {"title": set(), "same": set()}
    assert noted(lambda: Product.objects.filter(upc="HAT-S").update(size="M")) == {"HAT"}
    assert hat.is_parent


def test_new_and_deleted_rows_are_noted(world: RightsWorld) -> None:
    pin = world.product(sku="PIN")
    world.product(sku="CAP", sizes=["S"])
    hidden = world.product(sku="HIDDEN", is_public=False)
    size = Product.objects.get(upc="CAP-S")
    price = MarketPrice.objects.filter(product=pin)[0]
    french = MarketPrice.objects.filter(product=pin, market=price.market)
    others = {"market": price.market, "amount": 7, "valid": price.valid}
    record = {"area": "EEA", "complete": True}
    assert noted(lambda: MarketPrice.objects.create(product=size, **others)) == {"CAP"}
    assert noted(lambda: french.update(amount=price.amount)) == set()
    assert noted(lambda: french.update(amount=9)) == {"PIN"}
    assert noted(french.delete) == {"PIN"}
    assert noted(lambda: MarketPrice.objects.filter(product=hidden).delete()) == set()
    assert noted(lambda: ComplianceRecord.objects.create(product=pin, **record)) == {"PIN"}
    assert noted(lambda: ComplianceRecord.objects.update(complete=False)) == {"PIN"}
    assert noted(lambda: ComplianceRecord.objects.all().delete()) == {"PIN"}
    assert "COPY" in noted(lambda: add_copy(pin, "COPY"))
    copy = Product.objects.get(upc="COPY")
    MarketPrice.objects.filter(product=copy).delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from listing_productchange")
        Product.objects.filter(pk=copy.pk).delete()
        cursor.execute("select product_id from listing_productchange")
        assert cursor.fetchall() == [(copy.pk,)]
