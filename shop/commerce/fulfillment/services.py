"""Delivery options of a destination: methods, cost and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from shop.commerce.fulfillment.calendars import WorkCalendar, next_order_day, order_day
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.pick_up_models import PICK_UP, PickUpPoint
from shop.commerce.markets.models import Market
from shop.platform.core.keeping import Keeper

FREE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Consignment:
    """Goods to deliver: where to, their value as the market shows prices, weight and time.

    `ready_on` is the day from which the first pre-order in it can be sent.
    """

    territory: str
    goods: Decimal
    at: datetime
    region: str = ""
    weight_g: int = 0
    ready_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """A method for one destination and goods value; `amount` as the market shows prices.

    `days` are the minimum and maximum number of working days. `received_on` is the day on which an
    order counts as received, which changes at `changes_at`. With a `point`, the buyer collects it.
    """

    code: str
    name: str
    amount: Decimal
    days: tuple[int, int]
    received_on: date
    changes_at: datetime
    ready_on: date | None
    sending: WorkCalendar
    receiving: WorkCalendar
    point: PickUpPoint | None = None

    @property
    def earliest(self) -> date:
        """Return the first delivery date of what is sent first."""
        return self.sent_on(self.ready_on)[0]

    @property
    def latest(self) -> date:
        """Return the last delivery date of what is sent first."""
        return self.sent_on(self.ready_on)[1]

    def sent_on(self, day: date | None) -> tuple[date, date]:
        """Return the first and last delivery date of goods that are ready on a day (None: now)."""
        first = self.sending.first_from(max(self.received_on, day or self.received_on))
        return self.receiving.after(first, self.days[0]), self.receiving.after(first, self.days[1])


def delivery_options(
    market: Market, consignment: Consignment, keeper: Keeper | None = None
) -> list[DeliveryOption]:
    """Return the options of a destination, the cheapest first; empty if it is not served.

    The `keeper` of a revision keeps the methods of the market.
    """
    if consignment.territory not in _served(market):
        return []
    rows = (
        _methods(market)
        if keeper is None
        else keeper.keep(("delivery", market.pk), lambda: _methods(market))
    )
    options = [
        _option(method, market, consignment)
        for method in methods_for(rows, consignment.territory, consignment.region)
        if method.most_weight_g is None or consignment.weight_g <= method.most_weight_g
    ]
    return sorted(options, key=lambda option: (option.amount, option.latest))


def methods_for(
    rows: Sequence[DeliveryMethod], territory: str, region: str = ""
) -> list[DeliveryMethod]:
    """Return the method of each speed offered at a destination.

    The row that names the region has priority, then that of the territory, then the one without.
    """
    places = {"": 1, territory: 2, region_place(territory, region): 3}
    chosen: dict[str, tuple[int, DeliveryMethod]] = {}
    for row in rows:
        rank = max((places.get(place, 0) for place in row.territories or ("",)), default=0)
        if rank > chosen.get(row.code, (0, row))[0]:
            chosen[row.code] = rank, row
    return [row for _, row in chosen.values() if row.is_offered]


def region_place(territory: str, region: str) -> str:
    """Return the name of a region among destinations, such as US-HI; a code may have it already."""
    if not region or region.startswith(f"{territory}-"):
        return region or territory
    return f"{territory}-{region}"


def delivery_price(method: DeliveryMethod, goods: Decimal, weight_g: int) -> Decimal:
    """Return the price of a method for a goods value and a weight."""
    if method.free_over is not None and goods >= method.free_over:
        return FREE
    reached = [step for step in method.steps if step[0] <= weight_g and step[1] <= goods]
    return max(reached, key=lambda step: step[:2])[2] if reached else method.amount


def _served(market: Market) -> Sequence[str]:
    codes = getattr(market, "ship_to_codes", None)
    return codes if codes is not None else list(market.ship_to.values_list("code", flat=True))


def _methods(market: Market) -> list[DeliveryMethod]:
    return list(DeliveryMethod.objects.filter(market=market))


def _option(method: DeliveryMethod, market: Market, consignment: Consignment) -> DeliveryOption:
    weekdays, observed = tuple(method.working_days), method.observes_holidays
    at, zone = consignment.at, market.time_zone
    return DeliveryOption(
        code=method.code,
        name=str(method.get_code_display()),
        amount=delivery_price(method, consignment.goods, consignment.weight_g),
        days=(method.days_min, method.days_max),
        received_on=order_day(at, zone, method.cut_off),
        changes_at=next_order_day(at, zone, method.cut_off),
        ready_on=consignment.ready_on,
        sending=WorkCalendar(
            weekdays,
            frozenset(market.closed_days),
            (market.sends_from_id or "") if observed else "",
        ),
        receiving=WorkCalendar(weekdays, (), consignment.territory if observed else ""),
    )


def delivery_name(code: str) -> str:
    """Return the name of a delivery method in the active language; unknown codes unchanged."""
    if code.startswith(PICK_UP):
        return _("Collection at a pick-up point")
    names = dict(DeliveryMethod.Code.choices)
    return str(names.get(code, code))
