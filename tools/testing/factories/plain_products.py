"""Plain products written by one statement, because models and services need twelve.

`tests/catalog/test_plain_products.py` compares every row with what models and services write.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from catalog.models import Product
from licensing.models import Agreement, ProductCategory, Property
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.database.prepared import fetch_rows
from tools.testing.factories.models import ProductFactory, StockRecordFactory

_INSERT = """
    with product as (
        insert into catalogue_product (structure, is_public, upc, title, title_en, slug,
            description, priority, product_class_id, date_created, date_updated, is_discountable,
            public_id, gtin, kind, licensee_id, rights_category_id, rights_profile_id, unmarked,
            color, size, size_position, tax_class, origin, hs_code, weight_g, material,
            manufacturer)
        values ('standalone', true, %(sku)s, %(title)s, %(title)s, %(slug)s, '', 0,
            %(product_class)s, %(now)s, %(now)s, true, %(public_id)s, '', 'pin', %(licensee)s,
            %(category)s, %(profile)s, false, '', '', 0, 'standard', '', '', 0, '', '')
        returning id
    ), version as (
        insert into catalogue_productversion (product_id, number, snapshot, content_hash, content,
            status)
        select id, 1, '{}', repeat('0', 64), '{}', 'RELEASED' from product returning id
    ), rights as (
        insert into catalogue_productrights (version_id, property_id, agreement_id)
        select id, unnest(%(marks)s::bigint[]), %(agreement)s from version
    ), approval as (
        insert into catalogue_approval (version_id, holder_id, stage, verdict, conditions,
            decided_at)
        select id, %(holder)s, 'RELEASE', 'APPROVED', '', %(since)s from version
    ), stock as (
        insert into partner_stockrecord (product_id, partner_id, partner_sku, price_currency,
            date_created, date_updated, num_in_stock, num_allocated, num_held, location_id)
        select id, %(partner)s, %(partner_sku)s, 'EUR', %(now)s, %(now)s, %(units)s, 0, 0,
            %(location)s
        from product returning id
    ), movement as (
        insert into inventory_stockmovement (stock_record_id, kind, in_stock, held, allocated,
            reason)
        select id, 'RECEIVED', %(units)s, 0, 0, 'test' from stock where %(units)s > 0
    ), price as (
        insert into pricing_marketprice (product_id, market_id, amount, valid, is_sale)
        select product.id, p.market_id, p.amount, tstzrange(%(since)s, null), false
        from product, unnest(%(markets)s::bigint[], %(amounts)s::numeric[]) p (market_id, amount)
    )
    select id from product
"""
_READ = CompiledRead(lambda pk: Product.objects.filter(pk=pk))


def insert_plain_product(
    *,
    sku: str,
    title: str,
    units: int,
    marks: Sequence[Property],
    agreement: Agreement,
    category: ProductCategory,
    profile_id: int,
    prices: Mapping[int, Decimal],
    keys: Mapping[str, int],
    since: datetime,
) -> int:
    """Write an approved product with stock and prices; return its key.

    `prices` are amounts by the key of a market, rounded as its currency demands. `keys` are those
    of the product class, partner and location.
    """
    values = {
        "sku": sku,
        "title": title,
        "slug": f"product-{ProductFactory._meta.next_sequence()}",
        "public_id": Product._meta.get_field("public_id").get_default(),
        "licensee": agreement.licensee_id,
        "category": category.pk,
        "profile": profile_id,
        "marks": [mark.pk for mark in marks],
        "agreement": agreement.pk,
        "holder": agreement.licensor_id,
        "partner_sku": f"P-{StockRecordFactory._meta.next_sequence()}",
        "units": units,
        "markets": list(prices),
        "amounts": list(prices.values()),
        "since": since,
        "now": timezone.now(),
        **keys,
    }
    ((key,),) = fetch_rows(_INSERT, values)
    return int(key)


def read_product(key: int) -> Product:
    """Return a product as it is stored."""
    (product,) = _READ.rows(pk=key)
    return product
