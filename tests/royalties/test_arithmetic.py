"""Royalties to the cent: shares sum to the total, gross sums to what was paid."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.finance.royalties.arithmetic import SoldLine, Terms, convert, line_amounts, shares_of
from shop.platform.core.money import round_money

CURRENCIES = st.sampled_from(["EUR", "JPY"])
RATES = st.decimals(0, "0.3", places=5)


def money(amount: object, currency: str) -> Decimal:
    return round_money(Decimal(str(amount)), currency)


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[SoldLine], Decimal, Decimal, str]:
    """Draw lines with discounts and tax, a delivery and a currency."""
    currency = draw(CURRENCIES)
    cents = st.integers(0, 10_000_000)
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        full = money(draw(cents), currency)
        excl = money(full / (1 + draw(RATES)), currency)
        left = money(excl * draw(st.decimals(0, 1, places=2)), currency)
        lines.append(SoldLine(full_incl=full, full_excl=excl, excl=left))
    shipping = money(draw(st.integers(0, 9_999)), currency)
    return lines, shipping, money(shipping / (1 + draw(RATES)), currency), currency


@given(orders())
def test_what_was_paid_is_spread_over_the_lines_to_the_cent(
    order: tuple[list[SoldLine], Decimal, Decimal, str],
) -> None:
    lines, shipping_incl, shipping_excl, currency = order
    found = line_amounts(lines, shipping_incl, shipping_excl, currency)
    assert sum(line.gross for line in found) == sum(x.full_incl for x in lines) + shipping_incl
    assert sum(line.shipping for line in found) == shipping_excl
    for line, amounts in zip(lines, found, strict=True):
        assert amounts.net == line.excl
        assert min(amounts.gross, amounts.tax, amounts.shipping, amounts.discounts) >= 0


@given(st.integers(0, 10_000_000), st.lists(RATES, max_size=6), CURRENCIES)
def test_the_shares_of_a_line_sum_to_its_royalties_to_the_cent(
    cents: int, rates: list[Decimal], currency: str
) -> None:
    net = money(Decimal(cents) / 100, currency)
    terms = [Terms(number, rate, rate / 10, rate / 20) for number, rate in enumerate(rates)]
    shares = shares_of(net, terms, currency)
    assert [share.terms for share in shares] == terms
    unit = Decimal(1) if currency == "JPY" else Decimal("0.01")
    for part, factor in (("earned", 1), ("marketing_fund", 10), ("common_fund", 20)):
        amounts = [getattr(share, part) for share in shares]
        whole = round_money(net * sum(rates, Decimal(0)) / factor, currency)
        assert sum(amounts) == whole
        for amount, rate in zip(amounts, rates, strict=True):
            assert abs(amount - net * rate / factor) < 2 * unit
            assert amount == round_money(amount, currency)


@given(
    st.integers(0, 1_000_000), st.permutations([Decimal("0.12"), Decimal("0.07"), Decimal("0.03")])
)
def test_the_order_of_agreements_moves_at_most_a_cent(cents: int, rates: list[Decimal]) -> None:
    net = Decimal(cents) / 100
    terms = [Terms(position, rate) for position, rate in enumerate(rates)]
    shares = {share.terms.rate: share.earned for share in shares_of(net, terms, "EUR")}
    straight = [Terms(position, rate) for position, rate in enumerate(sorted(rates))]
    for share in shares_of(net, straight, "EUR"):
        assert abs(share.earned - shares[share.terms.rate]) <= Decimal("0.01")


def test_two_holders_of_a_shirt() -> None:
    terms = [Terms(1, Decimal("0.12"), Decimal("0.02")), Terms(2, Decimal("0.0825"))]
    first, second = shares_of(Decimal("16.67"), terms, "EUR")
    assert (first.earned, second.earned) == (Decimal("2.00"), Decimal("1.38"))
    assert (first.marketing_fund, second.marketing_fund) == (Decimal("0.33"), Decimal("0.00"))


def test_two_equal_holders_of_an_odd_cent() -> None:
    shares = shares_of(
        Decimal("0.50"), [Terms(1, Decimal("0.05")), Terms(2, Decimal("0.05"))], "EUR"
    )
    assert sorted(share.earned for share in shares) == [Decimal("0.02"), Decimal("0.03")]


def test_a_line_that_nobody_licenses_earns_nothing() -> None:
    assert shares_of(Decimal(100), [], "EUR") == []


def test_delivery_of_free_goods_is_spread_evenly() -> None:
    free = SoldLine(Decimal(0), Decimal(0), Decimal(0))
    found = line_amounts([free, free], Decimal("6.00"), Decimal("5.00"), "EUR")
    assert [line.shipping for line in found] == [Decimal("2.50"), Decimal("2.50")]
    assert [line.net for line in found] == [Decimal(0), Decimal(0)]


@pytest.mark.parametrize(
    ("amount", "rate", "currency", "converted"),
    [
        ("2.00", "0.94", "CHF", "1.88"),
        ("-2.00", "0.94", "CHF", "-1.88"),
        ("3.49", "163", "JPY", "569"),
    ],
)
def test_an_amount_is_converted_and_rounded_once(
    amount: str, rate: str, currency: str, converted: str
) -> None:
    assert convert(Decimal(amount), Decimal(rate), currency) == Decimal(converted)
