"""What stock there is for a buyer: the records at locations that serve a ship-to and a channel.

Everything that tells a fan how much is left, and everything that takes units, reads from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, Now, TruncDate

from catalog.models import Product
from shop.commerce.inventory.models import Location
from shop.commerce.inventory.routing import Candidate, Left, Place, count_left
from shop.oscar.partner.models import StockRecord

FREE = F("num_in_stock") - F("num_allocated") - F("num_held")
ANNOUNCED = Q(ships_on__isnull=False, arrived_at__isnull=True)
OVERDUE = ANNOUNCED & Q(ships_on__lt=TruncDate(Now()))  # promised again only when it has come


def records_serving(territory: str, channel: str) -> QuerySet[StockRecord]:
    """Return the stock records whose location fills orders of a channel to a ship-to.

    Announced units that should have come by now are left out until they are there.
    """
    serving = Location.objects.serving(territory, channel)
    return StockRecord.objects.filter(location__in=serving).exclude(OVERDUE)


def candidates_for(product: str, territory: str, channel: str) -> ArraySubquery:
    """Return what to annotate a query with so that `read_candidates` knows an article's records.

    `product` names the column of the outer query that holds the article's id.
    """
    records = records_serving(territory, channel).filter(product=OuterRef(product)).order_by("pk")
    return ArraySubquery(
        records.values_list(
            JSONObject(
                record="pk",
                location="location_id",
                country="location__territory_id",
                rank="location__rank",
                free=FREE,
                ships_on="ships_on",
                arrived_at="arrived_at",
            )
        )
    )


def read_candidates(rows: Iterable[Mapping[str, Any]], territory: str) -> list[Candidate]:
    """Return the stock records that `candidates_for` found for one article."""
    return [
        Candidate(
            record_id=row["record"],
            place=Place(row["country"] != territory, row["rank"], row["location"]),
            free=row["free"],
            ships_on=date.fromisoformat(row["ships_on"])
            if row["ships_on"] and not row["arrived_at"]
            else None,
        )
        for row in rows
    ]


def candidates_of(
    product_ids: Iterable[int], territory: str, channel: str
) -> dict[int, Sequence[Candidate]]:
    """Return the stock records by article, as they are at this moment; one query."""
    found = Product.objects.filter(pk__in=list(product_ids)).order_by()
    rows = found.values_list("pk", candidates_for("pk", territory, channel))
    return {product: read_candidates(row, territory) for product, row in rows}


def left_of(product_ids: Iterable[int], territory: str, channel: str) -> dict[int, Left]:
    """Return what can be had of articles, by id; one query."""
    found = candidates_of(product_ids, territory, channel)
    return {product: count_left(given) for product, given in found.items()}
