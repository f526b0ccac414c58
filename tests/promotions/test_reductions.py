"""Reductions against the lowest price of 30 days (Directive 98/6/EC Art. 6a; CJEU C-330/23)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from shop.commerce.pricing.history import PricePeriod
from shop.commerce.promotions.reductions import find_reduction
from shop.commerce.promotions.terms import (
    Asks,
    Gives,
    MarketPromotions,
    ProductKey,
    Promotion,
    Scope,
)

NOW = datetime(2026, 12, 1, tzinfo=UTC)
KEY = ProductKey(7, 3)
type Days = tuple[int | None, int | None]
type Price = tuple[int | None, int | None, str, bool]
REGULAR = False
SALE = True


def day(number: int | None) -> datetime | None:
    return None if number is None else NOW + timedelta(days=number)


def promotion(pk: int, begin: int, end: int | None, percent: str) -> Promotion:
    starts = day(begin)
    assert starts is not None
    return Promotion(
        pk=pk,
        titles={"en": "Sale"},
        begin=starts,
        end=day(end),
        scope=Scope(),
        asks=Asks.UNITS,
        asks_for=Decimal(1),
        gives=Gives.PERCENTAGE,
        gives_value=Decimal(percent),
    )


def shown(
    prices: list[Price], promotions: list[tuple[int, int | None, str]], days: int = 30
) -> tuple[str, str | None, int] | None:
    """Return price, prior price and percent at day 0; None without a reduction."""
    history = [
        PricePeriod(day(begin), day(end), Decimal(amount), is_sale)
        for begin, end, amount, is_sale in prices
    ]
    of_market = MarketPromotions(
        "EUR",
        tuple(promotion(number, *each) for number, each in enumerate(promotions, 1)),
        compares_days=days,
    )
    found = find_reduction(history, KEY, of_market, NOW)
    if found is None:
        return None
    return str(found.price), str(found.prior) if found.prior else None, found.percent


ALWAYS: list[Price] = [(None, None, "100.00", REGULAR)]
SINCE_MARCH: list[Price] = [(-270, None, "100.00", REGULAR)]


@pytest.mark.parametrize(
    ("prices", "promotions", "expected"),
    [
        # 1. A stable price, reduced by a promotion.
        (SINCE_MARCH, [(-5, 5, "20")], ("80.00", "100.00", 20)),
        # 2. The price has no known beginning; the promotion has one.
        (ALWAYS, [(-5, 5, "20")], ("80.00", "100.00", 20)),
        # 3. No promotion runs.
        (SINCE_MARCH, [], None),
        # 4. It ended at this instant; 5. it begins at this instant.
        (SINCE_MARCH, [(-9, 0, "20")], None),
        (SINCE_MARCH, [(0, 9, "20")], ("80.00", "100.00", 20)),
        # 6. Aldi Süd: 1.69 before, 1.29 for some days within the 30, now 1.29 again: no reduction.
        (
            [(-90, -20, "1.69", REGULAR), (-20, -10, "1.29", SALE), (-10, 0, "1.69", REGULAR),
             (0, 6, "1.29", SALE)],
            [],
            ("1.29", None, 0),
        ),
        # 7. Aldi Süd, pineapples: the last price was 1.69, the lowest 1.39; the claim is from 1.39.
        (
            [(-90, -20, "1.69", REGULAR), (-20, -10, "1.39", SALE), (-10, 0, "1.69", REGULAR),
             (0, 6, "1.29", SALE)],
            [],
            ("1.29", "1.39", 7),
        ),
        # 8. The lower price was more than 30 days ago.
        (
            [(-90, -40, "100.00", REGULAR), (-40, -31, "70.00", SALE), (-31, 0, "100.00", REGULAR),
             (0, 9, "80.00", SALE)],
            [],
            ("80.00", "100.00", 20),
        ),
        # 9. It ended exactly 30 days ago: outside of the half-open window.
        (
            [(-40, -30, "70.00", SALE), (-30, 0, "100.00", REGULAR), (0, 9, "80.00", SALE)],
            [],
            ("80.00", "100.00", 20),
        ),
        # 10. It was in force for one day of the window.
        (
            [(-40, -29, "90.00", SALE), (-29, 0, "100.00", REGULAR), (0, 9, "80.00", SALE)],
            [],
            ("80.00", "90.00", 11),
        ),
        # 11. Raised shortly before the reduction: the lower price before the rise counts.
        (
            [(-90, -10, "80.00", REGULAR), (-10, None, "120.00", REGULAR)],
            [(-2, 9, "25")],
            ("90.00", None, 0),
        ),
        # 12. Raised shortly before, and the reduction goes below the old price.
        (
            [(-90, -10, "80.00", REGULAR), (-10, None, "120.00", REGULAR)],
            [(-2, 9, "40")],
            ("72.00", "80.00", 10),
        ),
        # 13. A progressive reduction without a gap: compared with the price before its first step.
        (
            [(-90, -12, "100.00", REGULAR), (-12, -6, "90.00", SALE), (-6, 9, "80.00", SALE)],
            [],
            ("80.00", "100.00", 20),
        ),
        # 14. The same by promotions.
        (SINCE_MARCH, [(-12, -6, "10"), (-6, 9, "20")], ("80.00", "100.00", 20)),
        # 15. A sale price with a promotion on top.
        (
            [(-90, -12, "100.00", REGULAR), (-12, 9, "90.00", SALE)],
            [(-6, 9, "10")],
            ("81.00", "100.00", 19),
        ),
        # 16. A gap of a day ends the progressive reduction: the first step is the lowest price.
        (SINCE_MARCH, [(-12, -6, "10"), (-5, 9, "20")], ("80.00", "90.00", 11)),
        # 17. A reduction that is made smaller is a new one, against the lower price before.
        (SINCE_MARCH, [(-12, -6, "30"), (-6, 9, "20")], ("80.00", None, 0)),
        # 18. A long reduction keeps the prior price from before its begin.
        (SINCE_MARCH, [(-120, 9, "20")], ("80.00", "100.00", 20)),
        # 19. On sale for less than 30 days: the lowest price since the first day.
        ([(-10, None, "100.00", REGULAR)], [(-2, 9, "20")], ("80.00", "100.00", 20)),
        # 20. Reduced from the first day: there is no prior price, so nothing is announced.
        ([(-10, None, "100.00", REGULAR)], [(-10, 9, "20")], ("80.00", None, 0)),
        # 21. Not sold for a while: the price before the gap is in the window.
        (
            [(-60, -20, "70.00", REGULAR), (-5, None, "100.00", REGULAR)],
            [(-2, 9, "20")],
            ("80.00", None, 0),
        ),
        # 22. A permanent cut is no announced reduction.
        ([(-90, -5, "100.00", REGULAR), (-5, None, "80.00", REGULAR)], [], None),
        # 23. Two promotions at once are one reduction.
        (SINCE_MARCH, [(-5, 9, "20"), (-5, 9, "10")], ("72.00", "100.00", 28)),
        # 24. A promotion of the past within the window lowers the prior price.
        (SINCE_MARCH, [(-25, -20, "15"), (-1, 9, "20")], ("80.00", "85.00", 5)),
        # 25. The percentage is rounded down: 33.34 off 100 is announced as 33.
        (SINCE_MARCH, [(-5, 9, "33.34")], ("66.66", "100.00", 33)),
        # 26. A "sale" price above the one before is no reduction.
        ([(-90, -5, "80.00", REGULAR), (-5, 9, "90.00", SALE)], [], ("90.00", None, 0)),
    ],
)  # fmt: skip
def test_the_prior_price_is_the_lowest_of_thirty_days(
    prices: list[Price],
    promotions: list[tuple[int, int | None, str]],
    expected: tuple[str, str | None, int] | None,
) -> None:
    assert shown(prices, promotions) == expected


@pytest.mark.parametrize(
    ("prices", "promotions", "expected"),
    [
        (SINCE_MARCH, [(-25, -20, "15"), (-1, 9, "20")], ("80.00", "100.00", 20)),
        (
            [(-90, -20, "1.69", REGULAR), (-20, -10, "1.29", SALE), (-10, 0, "1.69", REGULAR),
             (0, 6, "1.29", SALE)],
            [],
            ("1.29", "1.69", 23),
        ),
    ],
)  # fmt: skip
def test_other_markets_compare_with_the_regular_price(
    prices: list[Price],
    promotions: list[tuple[int, int | None, str]],
    expected: tuple[str, str | None, int] | None,
) -> None:
    assert shown(prices, promotions, days=0) == expected
