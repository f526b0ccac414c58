"""Destinations served by a market whose tax rates are missing, now or soon.

A destination without a rate for a tax class is not sold to; a rate that ends without a successor
stops its sales on that day.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from licensing.models import Territory
from shop.commerce.markets.models import TaxClass, TaxRate

LOOK_AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TaxGap:
    """A tax class of a destination, or of its region, without a rate from an instant on."""

    territory: str
    name: str
    region: str
    tax_class: str
    since: datetime

    @property
    def key(self) -> str:
        """Return a key of the gap, by the day."""
        return f"{self.territory}-{self.region}-{self.tax_class}-{self.since:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Period:
    """Validity of a rate; None is unlimited."""

    begin: datetime | None
    end: datetime | None


def find_tax_gaps(at: datetime, *, ahead: timedelta = LOOK_AHEAD) -> list[TaxGap]:
    """Return all gaps between `at` and `ahead` later, by country, in two queries."""
    served = Territory.objects.filter(markets__isnull=False).distinct()
    periods: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    regions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for rate in TaxRate.objects.all():  # ended ones too, for their regions
        key = (rate.territory_id, rate.region, rate.tax_class)
        periods[key].append(Period(rate.valid.lower, rate.valid.upper))
        regions[rate.territory_id, rate.tax_class].add(rate.region)
    gaps = []
    for code, name in served.order_by("name").values_list("code", "name"):
        for tax_class in TaxClass.values:
            rated_regions = regions[code, tax_class]
            places = [""] if "" in rated_regions or not rated_regions else sorted(rated_regions)
            for region in sorted({*places, *rated_regions}):
                since = first_gap(periods[code, region, tax_class], at, at + ahead)
                if since is not None:
                    gaps.append(TaxGap(code, name, region, tax_class, since))
    return gaps


def first_gap(periods: Iterable[Period], begin: datetime, end: datetime) -> datetime | None:
    """Return the first instant in `[begin, end)` that no period covers; None if all is covered."""
    covered = begin
    lowest = datetime.min.replace(tzinfo=begin.tzinfo)
    for period in sorted(periods, key=lambda each: each.begin or lowest):
        if (period.begin or lowest) > covered:
            break
        if period.end is None:
            return None
        covered = max(covered, period.end)
    return covered if covered < end else None
