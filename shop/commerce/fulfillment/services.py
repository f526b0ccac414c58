"""Which delivery methods reach a destination, what they cost and when the parcel comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """A method for one destination and one value of goods; `amount` as the market shows prices.

    `days` are the fewest and the most working days that a parcel takes.
    """

    code: str
    name: str
    amount: Decimal
    earliest: date
    latest: date
    days: tuple[int, int] = (0, 0)

    def sent_on(self, day: date) -> tuple[date, date]:
        """When a parcel comes that is sent on a day: from, until."""
        return add_working_days(day, self.days[0]), add_working_days(day, self.days[1])


def delivery_options(
    market: Market, territory: str, goods: Decimal, sent_on: date
) -> list[DeliveryOption]:
    """Return what can be chosen, the cheapest first; empty when the market does not serve it.

    `sent_on` is the day on which the first parcel leaves.
    """
    if territory not in _served(market):
        return []
    rows = DeliveryMethod.objects.filter(market=market)
    options = [_option(method, goods, sent_on) for method in _for_territory(list(rows), territory)]
    return sorted(options, key=lambda option: (option.amount, option.latest))


def add_working_days(start: date, days: int) -> date:
    """Return the date that many Mondays to Fridays later."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            days -= 1
    return day


def _served(market: Market) -> Sequence[str]:
    codes = getattr(market, "ship_to_codes", None)
    return codes if codes is not None else list(market.ship_to.values_list("code", flat=True))


def _for_territory(rows: list[DeliveryMethod], territory: str) -> list[DeliveryMethod]:
    """Per code the row that names the territory, else the one for everywhere else."""
    chosen: dict[str, DeliveryMethod] = {}
    for row in sorted(rows, key=lambda row: bool(row.territories)):
        if not row.territories or territory in row.territories:
            chosen[row.code] = row
    return list(chosen.values())


def _option(method: DeliveryMethod, goods: Decimal, sent_on: date) -> DeliveryOption:
    waived = method.free_over is not None and goods >= method.free_over
    return DeliveryOption(
        code=method.code,
        name=str(method.get_code_display()),
        amount=Decimal("0.00") if waived else method.amount,
        earliest=add_working_days(sent_on, method.days_min),
        latest=add_working_days(sent_on, method.days_max),
        days=(method.days_min, method.days_max),
    )


def delivery_name(code: str) -> str:
    """Return the name of a delivery method in the active language; the code if it is unknown."""
    known = dict(DeliveryMethod.Code.choices)
    return str(known.get(code, code))
