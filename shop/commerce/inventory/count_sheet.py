"""Rows of a count sheet: each article at each location with its stock and an empty count.

People enter the counted units and upload the file as a stock-take (`count_file.py`).
"""

from collections.abc import Collection, Iterator
from itertools import groupby

from shop.commerce.inventory.availability import ANNOUNCED
from shop.commerce.inventory.staff_queries import records_at
from shop.oscar.partner.models import StockRecord

CHUNK = 500


def sheet_rows(location_ids: Collection[int]) -> Iterator[tuple[str, str, str, int, str]]:
    """Yield SKU, item, location code, units in stock and an empty count, in the order of shelves.

    `location_ids` are the locations that the person is limited to; none for all. Announced lots are
    left out; the other lots of an article at a location are one row.
    """
    records = records_at(StockRecord.objects.exclude(ANNOUNCED), location_ids)
    records = records.select_related("product__parent", "location").order_by(
        "location__rank", "location_id", "product__upc", "pk"
    )
    for _, lots in groupby(
        records.iterator(chunk_size=CHUNK), lambda record: (record.location_id, record.product_id)
    ):
        first, *others = lots
        units = sum(record.num_in_stock for record in (first, *others))
        yield first.product.sku, item_name(first), first.location.code, units, ""


def item_name(record: StockRecord) -> str:
    """Return the title of an article with its size and color."""
    product = record.product
    return ", ".join(filter(None, (product.get_title(), product.size, product.color)))
