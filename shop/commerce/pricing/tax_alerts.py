"""Notify staff of missing or ending tax rates, once for each set of them."""

import hashlib

from shop.commerce.markets.tax_gaps import LOOK_AHEAD, find_tax_gaps
from shop.identity.accounts.people import staff_with
from shop.identity.notices.services import notify
from shop.platform.database.clock import database_now

PERMISSION = "markets.change_taxrate"


def notify_tax_gaps() -> int:
    """Notify staff who maintain tax rates; return the number of gaps."""
    gaps = find_tax_gaps(database_now())
    if gaps:
        # Keyed by place, because the instant of a gap that has begun changes every day.
        places = sorted({f"{gap.territory}-{gap.region}-{gap.tax_class}" for gap in gaps})
        digest = hashlib.sha256(" ".join(places).encode()).hexdigest()[:40]
        notify(
            users=staff_with(PERMISSION),
            code="tax.missing",
            key=f"tax-gaps:{digest}",
            link="/dashboard/tax/",
            data={
                "count": len({gap.territory for gap in gaps}),
                "days": LOOK_AHEAD.days,
                "text": "\n".join(places[:20]),
            },
        )
    return len(gaps)
