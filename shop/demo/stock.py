"""Stock of the demo: two warehouses, a venue store, and pre-orders of some sold-out articles."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from zlib import crc32

from catalog.models import Product
from shop.commerce.inventory.models import Location, StockMovement
from shop.demo.plan import PlannedProduct
from shop.oscar.partner.models import Partner, StockRecord
from shop.platform.database.clock import database_now

LYON, OSAKA, VENUE = "LYON", "OSAKA", "MILANO-VENUE"
SPREAD_FROM = 12  # units; smaller stocks stay in one warehouse
ANNOUNCED_UNITS, ANNOUNCED_DAYS, ONE_IN = 60, 120, 3
Kind = StockMovement.Kind


def load_locations() -> dict[str, Location]:
    """Create missing locations; return them by code."""
    planned = (
        {"code": LYON, "name": "Lyon warehouse", "territory_id": "FR", "rank": 10},
        {"code": OSAKA, "name": "Osaka warehouse", "territory_id": "JP", "rank": 20},
        {
            "code": VENUE,
            "name": "Milano venue store",
            "territory_id": "IT",
            "rank": 50,
            "kind": Location.Kind.VENUE_STORE,
            "channels": ["VENUE", "CLICK_COLLECT"],
        },
    )
    return {
        str(fields["code"]): Location.objects.get_or_create(code=fields["code"], defaults=fields)[0]
        for fields in planned
    }


def write_stock(
    plans: Sequence[PlannedProduct],
    articles: Mapping[str, Product],
    partners: Mapping[str, Partner],
    locations: Mapping[str, Location],
) -> None:
    """Create stock records with their opening movements."""
    later = announced_day()
    records = StockRecord.objects.bulk_create(
        StockRecord(
            product=articles[article.sku],
            partner=partners[plan.kind["licensee"]],
            partner_sku=article.sku,
            price_currency="EUR",
            location=locations[code],
            num_in_stock=units,
            ships_on=ships_on,
        )
        for plan in plans
        for article in plan.articles
        for code, units, ships_on in spread_stock(article.sku, article.stock, later)
    )
    StockMovement.objects.bulk_create(
        StockMovement(
            stock_record=record,
            kind=Kind.ANNOUNCED if record.announced else Kind.RECEIVED,
            in_stock=record.num_in_stock,
            reason="opening stock",
        )
        for record in records
        if record.num_in_stock
    )


def announced_day() -> date:
    """Return the shipping day of announced units."""
    return database_now().date() + timedelta(days=ANNOUNCED_DAYS)


def spread_stock(sku: str, units: int, later: date) -> Iterator[tuple[str, int, date | None]]:
    """Yield location code, units and shipping date of an article's stock; announced units have a
    date.
    """
    away = venue = 0
    if units >= SPREAD_FROM:
        away, venue = units // 4, units // 10
        yield OSAKA, away, None
        yield VENUE, venue, None
    yield LYON, units - away - venue, None
    if not units and crc32(sku.encode()) % ONE_IN == 0:
        yield LYON, ANNOUNCED_UNITS, later
