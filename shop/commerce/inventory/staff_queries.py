"""Reads of stock for staff: levels and movements of a product."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from catalog.article_numbers import articles_like, titles_like
from shop.commerce.inventory.availability import ANNOUNCED
from shop.commerce.inventory.models import StockMovement
from shop.oscar.partner.models import StockRecord

PLACE = ("location__rank", "location_id")


@dataclass(frozen=True, slots=True)
class StockLevel:
    """Units of a product and its variants at all locations; announced units are separate."""

    in_stock: int = 0
    held: int = 0
    sold: int = 0
    announced: int = 0

    @property
    def free(self) -> int:
        """Return the units that can still be sold."""
        return self.in_stock - self.held - self.sold


def stock_levels(product_ids: Collection[int]) -> dict[int, StockLevel]:
    """Return levels by top product id; products without stock records are missing."""
    rows = (
        StockRecord.objects.filter(
            Q(product_id__in=product_ids) | Q(product__parent_id__in=product_ids)
        )
        .values(top=Coalesce("product__parent_id", "product_id"))
        .annotate(
            in_stock=Sum("num_in_stock", filter=~ANNOUNCED, default=0),
            held=Sum("num_held", filter=~ANNOUNCED, default=0),
            sold=Sum("num_allocated", filter=~ANNOUNCED, default=0),
            announced=Sum("num_in_stock", filter=ANNOUNCED, default=0),
        )
    )
    return {row.pop("top"): StockLevel(**row) for row in rows}


def records_of(product_id: int) -> QuerySet[StockRecord]:
    """Return the stock records of a product and its variants, by size."""
    records = StockRecord.objects.filter(
        Q(product_id=product_id) | Q(product__parent_id=product_id)
    )
    return records.select_related("product", "location").order_by(
        "product__size_position", "product_id", F("ships_on").asc(nulls_first=True), *PLACE
    )


def article_like(text: str) -> Q:
    """Return a filter of stock records by the start of a SKU, a GTIN or a part of a title."""
    return articles_like(text, "product__") | titles_like(text, "product__parent__")


def records_at(
    records: QuerySet[StockRecord], location_ids: Collection[int]
) -> QuerySet[StockRecord]:
    """Return the stock records at locations; no location stands for all of them."""
    return records.filter(location__in=location_ids) if location_ids else records


def movements_of(product_id: int) -> QuerySet[StockMovement]:
    """Return the movements of a product and its variants, newest first."""
    movements = StockMovement.objects.filter(
        Q(stock_record__product_id=product_id) | Q(stock_record__product__parent_id=product_id)
    )
    return movements.select_related("stock_record__product", "reservation__order").order_by("-pk")
