"""Import of the European Central Bank's reference rates, from a file or its address.

Rates are stored from every published currency to the currencies in which holders are paid. Days
without a publication, such as weekends, take the rates of the day before. A stored rate is never
changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction
from structlog import get_logger

from licensing.models import Agreement, RightsHolder
from shop.finance.royalties.ecb_files import MOST_BYTES, Published, RatesUnreadable, read_rates
from shop.finance.royalties.models import FxRate
from shop.finance.royalties.services import complete_conversions

log = get_logger(__name__)
EURO = "EUR"
SOURCE = "ECB reference rate of"
SATURDAY = 5
TIMEOUT_S = 20
PLACES = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class ImportedRates:
    """Result of an import: days of the file, rates added, and accruals converted by them."""

    days: int
    added: int
    converted: int


@transaction.atomic
def import_rates(*, content: bytes, by_id: int | None) -> ImportedRates:
    """Store the rates of a file and convert waiting accruals. Raises `RatesUnreadable`."""
    published = read_rates(content)
    added = store_rates([*_weekend_before(min(published)), *_rows(published)])
    result = ImportedRates(len(published), added, complete_conversions() if added else 0)
    log.info("exchange_rates.imported", days=result.days, added=added, by=by_id)
    return result


def store_rates(rates: Iterable[FxRate]) -> int:
    """Store rates of days and pairs that have none; return how many."""
    before = FxRate.objects.count()
    FxRate.objects.bulk_create(rates, ignore_conflicts=True, batch_size=2000)
    return FxRate.objects.count() - before


def fetch_rates() -> ImportedRates | None:
    """Import the rates of the configured address; None if it fails, which is logged."""
    address = settings.ENV.FX_RATES_URL
    if not address:
        return None
    try:
        request = Request(address, headers={"User-Agent": "stadium-store"})  # noqa: S310  checked by the environment
        with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            content = answer.read(MOST_BYTES + 1)
        return import_rates(content=content, by_id=None)
    except (OSError, RatesUnreadable) as error:
        log.error("exchange_rates.failed", address=address, error=str(error))  # noqa: TRY400  an outage of theirs
        return None


def _rows(published: Published) -> Iterable[FxRate]:
    quotes = _paid_currencies()
    days = sorted(published)
    for day, following in zip(days, [*days[1:], days[-1] + timedelta(days=1)], strict=True):
        pairs = list(_pairs(published[day], quotes))
        for offset in range((following - day).days):
            for base, quote, rate in pairs:
                yield FxRate(
                    day=day + timedelta(days=offset),
                    base=base,
                    quote=quote,
                    rate=rate,
                    source=f"{SOURCE} {day}",
                )


def _pairs(rates: dict[str, Decimal], quotes: set[str]) -> Iterable[tuple[str, str, Decimal]]:
    """Yield base, quote and rate of each pair; cross rates go through the euro."""
    units = rates | {EURO: Decimal(1)}
    for quote in quotes & units.keys():
        for base in units.keys() - {quote}:
            yield base, quote, max((units[quote] / units[base]).quantize(PLACES), PLACES)


def _weekend_before(day: date) -> Iterable[FxRate]:
    """Yield the rates of the weekend between the last stored publication and a day."""
    last = FxRate.objects.filter(day__lt=day, source__startswith=SOURCE).order_by("-day").first()
    if last is None:
        return
    gap = [last.day + timedelta(days=n) for n in range(1, (day - last.day).days)]
    if not gap or any(missing.weekday() < SATURDAY for missing in gap):
        return
    for row in FxRate.objects.filter(day=last.day, source__startswith=SOURCE):
        for missing in gap:
            yield FxRate(
                day=missing, base=row.base, quote=row.quote, rate=row.rate, source=row.source
            )


def _paid_currencies() -> set[str]:
    """Return the currencies in which holders are paid."""
    holders = RightsHolder.objects.values_list("currency", flat=True)
    agreements = Agreement.objects.values_list("currency", flat=True)
    return {EURO, *holders.distinct(), *agreements.distinct()}
