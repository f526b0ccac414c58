"""Delivery is priced by destination, weight and value, and dated by working days and cut-off."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from shop.commerce.fulfillment.calendars import WorkCalendar, next_order_day, order_day
from shop.commerce.fulfillment.delivery_methods import save_delivery_method, without_delivery
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.fulfillment.services import Consignment, DeliveryOption, delivery_options
from shop.commerce.markets.models import Market

FRIDAY = datetime(2026, 12, 18, 9, tzinfo=UTC)  # 10:00 in Paris
BASTILLE_EVE = datetime(2026, 7, 13, 9, tzinfo=UTC)


@pytest.fixture
def france(db: None) -> Market:
    return Market.objects.get(code="fr")


def add(market: Market, *territories: str, amount: str = "5", **terms: Any) -> DeliveryMethod:
    defaults = {"code": "standard", "days_min": 1, "days_max": 2, "observes_holidays": False}
    method = DeliveryMethod(
        market=market, territories=list(territories), amount=Decimal(amount), **defaults | terms
    )
    return save_delivery_method(method=method, by_id=None)


def options(
    market: Market, territory: str = "FR", goods: int = 30, at: datetime = FRIDAY, **parcel: Any
) -> list[DeliveryOption]:
    return delivery_options(market, Consignment(territory, Decimal(goods), at, **parcel))


def test_the_price_is_that_of_the_heaviest_step_and_its_highest_value(france: Market) -> None:
    add(
        france,
        step_weights=[0, 2000, 2000],
        step_values=[Decimal(50), Decimal(0), Decimal(50)],
        step_amounts=[Decimal(3), Decimal(9), Decimal(7)],
        free_over=Decimal(200),
        most_weight_g=20_000,
    )
    prices = [
        options(france, goods=goods, weight_g=weight)[0].amount
        for goods, weight in ((49, 0), (50, 1999), (49, 2000), (50, 2000), (200, 20_000))
    ]
    assert prices == [5, 3, 9, 7, 0]
    assert options(france, weight_g=20_001) == []


def test_a_region_has_priority_over_its_country_and_that_over_the_rest(db: None) -> None:
    america = Market.objects.get(code="us")
    add(america, amount="5")
    add(america, "US", amount="6")
    add(america, "US-HI", amount="25")
    add(america, "US-AK", amount="0", is_offered=False)
    add(america, code="express", amount="15")
    add(america, "US-HI", code="express", amount="0", is_offered=False)

    def prices(region: str) -> dict[str, Decimal]:
        return {row.code: row.amount for row in options(america, "US", region=region)}

    assert prices("") == {"standard": 6, "express": 15}
    assert prices("NY") == {"standard": 6, "express": 15}
    assert prices("HI") == {"standard": 25}
    assert prices("AK") == {"express": 15}


def test_an_excluded_country_has_no_delivery(france: Market) -> None:
    add(france)
    add(france, "FI", is_offered=False)
    assert options(france, "FI") == []
    assert without_delivery(france, {"FR", "FI"}) == {"FI"}


def test_orders_after_the_cut_off_are_received_on_the_next_day(france: Market) -> None:
    add(france, cut_off=time(14), working_days=[1, 2, 3, 4, 5])
    before = options(france)[0]
    assert (before.earliest, before.latest) == (date(2026, 12, 21), date(2026, 12, 22))
    after = options(france, at=FRIDAY.replace(hour=13))[0]  # 14:00 in Paris
    assert (after.earliest, after.latest) == (date(2026, 12, 22), date(2026, 12, 23))
    assert before.changes_at == FRIDAY.replace(hour=13)
    assert next_order_day(FRIDAY, "Europe/Paris", None) == FRIDAY.replace(hour=23)
    assert order_day(FRIDAY.replace(hour=23), "Europe/Paris", None) == date(2026, 12, 19)


def test_holidays_of_sender_and_destination_and_closed_days_are_skipped(france: Market) -> None:
    france.sends_from_id = "FR"
    france.closed_days = [date(2026, 7, 15)]
    add(france, observes_holidays=True, cut_off=time(8))
    option = options(france, at=BASTILLE_EVE)[0]  # counts from the 14th; leaves on the 16th
    assert option.earliest == date(2026, 7, 17)
    abroad = options(france, "DE", at=datetime(2026, 10, 1, 1, tzinfo=UTC))[0]
    assert abroad.earliest == date(2026, 10, 2)  # the 3rd is a holiday in Germany
    assert options(france, "BE", at=datetime(2026, 7, 20, 1, tzinfo=UTC))[0].earliest == date(
        2026, 7, 22
    )
    assert WorkCalendar(country="FR").is_working(date(2026, 7, 14)) is False
    assert WorkCalendar(country="XX").is_working(date(2026, 7, 14)) is True


def test_a_calendar_without_working_days_ends() -> None:
    assert WorkCalendar(weekdays=()).first_from(date(2026, 7, 14)) == date(2026, 7, 14)


def test_a_pre_order_is_sent_on_its_day(france: Market) -> None:
    add(france)
    option = options(france, ready_on=date(2027, 1, 9))[0]  # a Saturday
    assert option.earliest == date(2027, 1, 12)
    assert option.sent_on(None) == (date(2026, 12, 21), date(2026, 12, 22))
