"""Choice of the warehouse: examples, and properties of any stock and any basket."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.commerce.inventory.routing import (
    AvailableUnits,
    Candidate,
    Place,
    RequestedUnits,
    count_available,
    promise,
    route,
)

LYON, OSAKA, ATHENS = Place(False, 10, 1), Place(True, 20, 2), Place(True, 30, 3)
JUNE, JULY = date(2027, 6, 5), date(2027, 7, 5)
MUG, SCARF = 1, 2


def test_one_location_that_has_the_whole_basket_comes_before_better_ones_that_have_not() -> None:
    stock = {
        MUG: [Candidate(11, LYON, 9), Candidate(12, OSAKA, 9)],
        SCARF: [Candidate(21, LYON, 1), Candidate(22, OSAKA, 9)],
    }
    routed = route([RequestedUnits(MUG, 1), RequestedUnits(SCARF, 2)], stock)
    assert routed is not None
    assert routed.units == {MUG: {12: 1}, SCARF: {22: 2}}


def test_else_each_line_comes_from_the_best_location_that_has_it_whole() -> None:
    stock = {
        MUG: [Candidate(11, LYON, 1), Candidate(12, OSAKA, 2), Candidate(13, ATHENS, 9)],
        SCARF: [Candidate(21, LYON, 5)],
    }
    routed = route([RequestedUnits(MUG, 2), RequestedUnits(SCARF, 2)], stock)
    assert routed is not None
    assert routed.units == {MUG: {12: 2}, SCARF: {21: 2}}


def test_else_a_line_is_split_in_the_order_of_ranks() -> None:
    stock = {MUG: [Candidate(13, ATHENS, 2), Candidate(12, OSAKA, 2), Candidate(11, LYON, 1)]}
    routed = route([RequestedUnits(MUG, 4)], stock)
    assert routed is not None
    assert routed.units == {MUG: {11: 1, 12: 2, 13: 1}}
    assert routed.main_record(MUG) == 12


def test_the_buyers_country_comes_before_a_lower_rank() -> None:
    far = Place(abroad=True, rank=1, location_id=9)
    routed = route([RequestedUnits(MUG, 1)], {MUG: [Candidate(19, far, 5), Candidate(11, LYON, 5)]})
    assert routed is not None
    assert routed.units == {MUG: {11: 1}}


@pytest.mark.parametrize(
    ("quantity", "ships_on"), [(1, None), (2, None), (3, JUNE), (4, JULY), (5, JULY), (6, "none")]
)
def test_a_line_is_promised_from_the_shelf_or_whole_from_the_earliest_day_that_can(
    quantity: int, ships_on: date | str | None
) -> None:
    stock = [
        Candidate(1, LYON, 2),
        Candidate(2, OSAKA, 2, JULY),
        Candidate(3, LYON, 3, JUNE),
    ]
    promised = promise(MUG, quantity, stock)
    assert (promised.ships_on if promised else "none") == ships_on
    assert count_available(stock) == AvailableUnits(in_stock=2, announced=5, ships_on=JUNE)


def test_a_pre_order_takes_no_unit_from_the_shelf_and_none_of_a_later_day() -> None:
    stock = {
        MUG: [
            Candidate(1, LYON, 9),
            Candidate(2, LYON, 9, JULY),
            Candidate(3, OSAKA, 9, JUNE),
        ]
    }
    routed = route([RequestedUnits(MUG, 3, JUNE)], stock)
    assert routed is not None
    assert routed.units == {MUG: {3: 3}}


def test_it_is_known_whether_other_records_could_give_the_same() -> None:
    alone = route([RequestedUnits(MUG, 1)], {MUG: [Candidate(1, LYON, 2), Candidate(2, OSAKA, 0)]})
    choice = route([RequestedUnits(MUG, 1)], {MUG: [Candidate(1, LYON, 2), Candidate(2, OSAKA, 1)]})
    assert (alone and alone.settled, choice and choice.settled) == (True, False)


places = st.sampled_from([LYON, OSAKA, ATHENS, Place(False, 30, 4)])
days = st.sampled_from([None, None, JUNE, JULY])
kinds = st.lists(st.tuples(places, st.integers(0, 5), days), max_size=6)
stocks = st.lists(kinds, min_size=1, max_size=3)
quantities = st.lists(st.integers(1, 8), min_size=3, max_size=3)
Stock = dict[int, list[Candidate]]


def given_stock(kinds: Sequence[Sequence[tuple[Place, int, date | None]]]) -> Stock:
    return {
        product: [
            Candidate(product * 100 + number, place, free, day)
            for number, (place, free, day) in enumerate(records)
        ]
        for product, records in enumerate(kinds)
    }


@given(stocks, quantities, days)
def test_any_basket_is_filled_whole_within_what_is_free_or_not_at_all(
    kinds: list[list[tuple[Place, int, date | None]]], numbers: list[int], day: date | None
) -> None:
    stock = given_stock(kinds)
    requested = [RequestedUnits(product, numbers[product], day) for product in stock]
    routed = route(requested, stock)
    fitting = {
        product: [
            one
            for one in records
            if (one.ships_on is None) == (day is None) and (one.ships_on or JUNE) <= (day or JUNE)
        ]
        for product, records in stock.items()
    }
    free = {product: sum(one.free for one in records) for product, records in fitting.items()}
    possible = all(free[want.product_id] >= want.quantity for want in requested)
    assert (routed is not None) == possible
    if routed is None:
        return
    assert route(requested, {p: list(reversed(stock[p])) for p in stock}) == routed
    for want in requested:
        units = routed.units[want.product_id]
        known = {one.record_id: one.free for one in fitting[want.product_id]}
        assert sum(units.values()) == want.quantity
        assert all(0 < given <= known[record] for record, given in units.items())


@given(stocks, quantities)
def test_a_basket_that_one_location_can_fill_is_never_split(
    kinds: list[list[tuple[Place, int, date | None]]], numbers: list[int]
) -> None:
    stock = given_stock(kinds)
    requested = [RequestedUnits(product, numbers[product]) for product in stock]

    def whole(place: Place) -> bool:
        return all(
            sum(
                one.free
                for one in stock[want.product_id]
                if one.place == place and one.ships_on is None
            )
            >= want.quantity
            for want in requested
        )

    able = sorted({one.place for records in stock.values() for one in records if whole(one.place)})
    routed = route(requested, stock)
    if able:
        assert routed is not None
        where = {one.record_id: one.place for records in stock.values() for one in records}
        assert {where[record] for record in routed.by_record} == {able[0]}


@given(kinds, st.integers(1, 12))
def test_what_is_promised_can_be_routed(
    records: list[tuple[Place, int, date | None]], quantity: int
) -> None:
    stock = given_stock([records])
    promised = promise(0, quantity, stock[0])
    assert (promised is not None) == (count_available(stock[0]).most >= quantity)
    assert promised is None or route([promised], stock) is not None
