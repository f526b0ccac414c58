"""Delivery options of a destination: methods, cost and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market
from shop.platform.core.keeping import Keeper

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """A method for one destination and goods value; `amount` as the market shows prices.

    `days` are the minimum and maximum number of working days.
    """

    code: str
    name: str
    amount: Decimal
    earliest: date
    latest: date
    days: tuple[int, int] = (0, 0)

    def sent_on(self, day: date) -> tuple[date, date]:
        """Return the first and last delivery date of a shipment sent on a day."""
        return add_working_days(day, self.days[0]), add_working_days(day, self.days[1])


def delivery_options(
    market: Market,
    territory: str,
    goods: Decimal,
    sent_on: date,
    keeper: Keeper | None = None,
) -> list[DeliveryOption]:
    """Return the options of a destination, the cheapest first; empty if it is not served.

    `sent_on` is the day on which the first shipment leaves. The `keeper` of a revision keeps the
    methods of the market.
    """
    if territory not in _served(market):
        return []
    rows = (
        _methods(market)
        if keeper is None
        else keeper.keep(("delivery", market.pk), lambda: _methods(market))
    )
    options = [_option(method, goods, sent_on) for method in _for_territory(rows, territory)]
    return sorted(options, key=lambda option: (option.amount, option.latest))


def add_working_days(start: date, days: int) -> date:
    """Return the date that many working days (Monday to Friday) later."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            days -= 1
    return day


def _served(market: Market) -> Sequence[str]:
    codes = getattr(market, "ship_to_codes", None)
    return codes if codes is not None else list(market.ship_to.values_list("code", flat=True))


def _methods(market: Market) -> list[DeliveryMethod]:
    return list(DeliveryMethod.objects.filter(market=market))


def _for_territory(rows: list[DeliveryMethod], territory: str) -> list[DeliveryMethod]:
    """Return for each code the row that names the territory, else the row without territories."""
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
    """Return the name of a delivery method in the active language; unknown codes unchanged."""
    names = dict(DeliveryMethod.Code.choices)
    return str(names.get(code, code))
