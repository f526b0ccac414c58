"""Exchange rates of the demo: one invented rate per currency, the same every day."""

from datetime import timedelta
from decimal import Decimal

from shop.demo.data_files import rows
from shop.finance.royalties.models import FxRate
from shop.finance.royalties.rate_import import store_rates
from shop.platform.database.clock import database_now

SOURCE = "Demonstration value, not a market rate"
DAYS_BEFORE, DAYS_AFTER = 30, 366


def load_fx_rates() -> None:
    """Create missing rates, from a month ago to a year ahead."""
    today = database_now().date()
    days = [today + timedelta(days=offset) for offset in range(-DAYS_BEFORE, DAYS_AFTER)]
    store_rates(
        FxRate(
            day=day,
            base=row["base"],
            quote=row["quote"],
            rate=Decimal(row["rate"]),
            source=SOURCE,
        )
        for row in rows("data/fx_rates.csv")
        for day in days
    )
