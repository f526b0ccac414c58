"""The advance pays first, and a guarantee is due once, on the last day of its year."""

from datetime import date
from decimal import Decimal

from shop.finance.royalties.recoupment import Guarantee, sum_period

GUARANTEE = Guarantee(2026, Decimal("500.00"), date(2026, 12, 31))
ROYALTIES = {
    date(2026, 2, 1): Decimal("120.00"),
    date(2026, 5, 1): Decimal("90.00"),
    date(2026, 8, 1): Decimal("-30.00"),  # more came back than was sold
    date(2026, 11, 1): Decimal("80.00"),
}
QUARTERS = [
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
    (date(2026, 10, 1), date(2026, 12, 31)),
]


def test_the_advance_pays_first_and_the_shortfall_is_due_when_its_year_ends() -> None:
    terms = {"advance": Decimal("150.00"), "guarantees": [GUARANTEE]}
    sums = [sum_period(ROYALTIES, *quarter, **terms) for quarter in QUARTERS]
    assert [row.advance_before for row in sums] == [150, 30, 0, 0]
    assert [row.recouped for row in sums] == [120, 30, 0, 0]
    assert [[short.amount for short in row.shortfalls] for row in sums] == [[], [], [], [240]]
    # 260 of royalties and 240 that are missing from 500, less the advance
    assert [row.due for row in sums] == [0, 60, -30, 320]
    year = sum_period(ROYALTIES, date(2026, 1, 1), date(2026, 12, 31), **terms)
    assert year.due == sum(row.due for row in sums) == 350
    assert (year.royalties, year.advance_before, year.advance_after) == (260, 150, 0)


def test_refunds_restore_the_advance_and_a_reached_guarantee_adds_nothing() -> None:
    early = date(2026, 2, 1), date(2026, 8, 1)
    royalties = dict(zip(early, (Decimal("60.00"), Decimal("-60.00")), strict=True))
    later = sum_period(
        royalties,
        date(2026, 7, 1),
        date(2026, 12, 31),
        advance=Decimal("100.00"),
        guarantees=[Guarantee(2026, Decimal(0), date(2026, 12, 31))],
    )
    assert (later.advance_before, later.advance_after, later.recouped) == (40, 100, -60)
    assert (later.due, [row.amount for row in later.shortfalls]) == (0, [0])
