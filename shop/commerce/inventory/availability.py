"""Stock available to a buyer: the records at locations that serve a ship-to and a channel.

Everything that shows availability or reserves units reads from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, JSONField, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject, Now, TruncDate

from catalog.models import Product
from shop.commerce.inventory.models import Location
from shop.commerce.inventory.routing import AvailableUnits, Candidate, Place, count_available
from shop.oscar.partner.models import StockRecord

FREE = F("num_in_stock") - F("num_allocated") - F("num_held")
ANNOUNCED = Q(ships_on__isnull=False, arrived_at__isnull=True)
OVERDUE = ANNOUNCED & Q(ships_on__lt=TruncDate(Now()))  # sold again only after arrival


def records_serving(territory: str, channel: str) -> QuerySet[StockRecord]:
    """Return the stock records whose location fills orders of a channel to a ship-to.

    Announced units that are overdue are left out until they arrive.
    """
    serving = Location.objects.serving(territory, channel)
    return StockRecord.objects.filter(location__in=serving).exclude(OVERDUE)


def candidates_for(product: str, territory: str, channel: str) -> ArraySubquery:
    """Return an annotation with the stock records of an article, for `read_candidates`.

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


# The same for hand-written statements; a test compares both. `{article}` is the SQL of an article's
# id, `{channel}` and `{territory}` are the places of parameters.
CANDIDATES = """
    array(
        select jsonb_build_object('record', s.id, 'location', l.id, 'country', l.territory_id,
            'rank', l.rank, 'free', s.num_in_stock - s.num_allocated - s.num_held,
            'ships_on', s.ships_on, 'arrived_at', s.arrived_at)
        from partner_stockrecord s join inventory_location l on l.id = s.location_id
        where s.product_id = {article} and l.active and {channel} = any(l.channels)
            and (s.ships_on is null or s.arrived_at is not null
                or s.ships_on >= (statement_timestamp() at time zone 'UTC')::date)
            and (not exists (select from inventory_location_ships_to t where t.location_id = l.id)
                or exists (select from inventory_location_ships_to t
                    where t.location_id = l.id and t.territory_id = {territory}))
        order by s.id
    )
"""


def candidates_column(article: str, territory: str, channel: str) -> RawSQL:
    """Return an annotation like `candidates_for`, for the SQL of an article's id."""
    column: Any = ArrayField(JSONField())
    text = CANDIDATES.format(article=article, channel="%s", territory="%s")
    return RawSQL(text, (channel, territory), column)  # noqa: S611


def read_candidates(rows: Iterable[Mapping[str, Any]], territory: str) -> list[Candidate]:
    """Return the stock records in an annotation of `candidates_for`."""
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
    """Return the current stock records by article, in one query."""
    products = Product.objects.filter(pk__in=list(product_ids)).order_by()
    rows = products.values_list("pk", candidates_for("pk", territory, channel))
    return {product: read_candidates(row, territory) for product, row in rows}


def available_units(
    product_ids: Iterable[int], territory: str, channel: str
) -> dict[int, AvailableUnits]:
    """Return the units of articles that a buyer may have, by id; one query."""
    candidates = candidates_of(product_ids, territory, channel)
    return {product: count_available(records) for product, records in candidates.items()}
