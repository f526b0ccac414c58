"""Tell staff, once for each set of them, of destinations whose tax rates are missing or ending."""

import hashlib

from shop.commerce.markets.tax_gaps import LOOK_AHEAD, find_tax_gaps
from shop.identity.accounts.people import staff_with
from shop.identity.notices.services import notify
from shop.platform.database.clock import database_now

PERMISSION = "markets.change_taxrate"


def tell_of_tax_gaps() -> int:
    """Write to everybody who keeps tax rates; return how many gaps there are."""
    gaps = find_tax_gaps(database_now())
    if gaps:
        # A rate that is missing already has another instant every day: its place names it.
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
