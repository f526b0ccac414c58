"""Units sold since the stock of an article was last counted: an old file would bring them back."""

from collections.abc import Collection

from django.db import connection

_SOLD = """
    select p.upc, 'stock_' || lower(place.code), sum(-movement.in_stock)
    from catalogue_product p
    join partner_stockrecord record on record.product_id = p.id and record.ships_on is null
    join partner_partner partner on partner.id = record.partner_id and partner.code = %s
    join inventory_location place on place.id = record.location_id
    join inventory_stockmovement movement on movement.stock_record_id = record.id
        and movement.kind = 'SHIPPED'
    where p.upc = any(%s) and movement.at > coalesce((
        select max(counted.at) from inventory_stockmovement counted
        where counted.stock_record_id = record.id and counted.kind in ('ADJUSTED', 'RECEIVED')
    ), '-infinity'::timestamptz)
    group by 1, 2 having sum(-movement.in_stock) > 0
"""


def find_sold_since(skus: Collection[str], *, partner: str) -> dict[str, dict[str, int]]:
    """Return by article number and stock column the units that left since the last count."""
    found: dict[str, dict[str, int]] = {}
    if skus:
        with connection.cursor() as cursor:
            cursor.execute(_SOLD, [partner, list(skus)])
            for sku, column, units in cursor.fetchall():
                found.setdefault(sku, {})[column] = int(units)
    return found
