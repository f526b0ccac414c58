"""Generated invoices and refunds: credit notes take exactly what was posted, and end at zero."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shop.finance.invoices.credit_lines import (
    DELIVERY,
    GOODS,
    LineAmounts,
    PostedAmounts,
    credit_lines,
    lines_left,
)
from shop.platform.core.money import allocate

ZERO = Decimal("0.00")
cents = st.integers(1, 50_000).map(lambda minor: Decimal(minor) / 100)
rates = st.sampled_from([Decimal(0), Decimal("0.055"), Decimal("0.2")])


def line_of(position: int, net: Decimal, rate: Decimal, kind: str = GOODS) -> LineAmounts:
    tax = (net * rate).quantize(Decimal("0.01"))
    order_line = position if kind == GOODS else None
    return LineAmounts(kind, order_line, f"{kind} {position}", "", 1, net, net, tax, rate)


def sums(lines: list[LineAmounts]) -> PostedAmounts:
    goods = sum((line.net for line in lines if line.kind == GOODS), ZERO)
    delivery = sum((line.net for line in lines if line.kind == DELIVERY), ZERO)
    return PostedAmounts(goods, delivery, sum((line.tax for line in lines), ZERO))


@settings(max_examples=60)
@given(
    goods=st.lists(st.tuples(cents, rates), min_size=1, max_size=4),
    delivery=st.tuples(cents, rates),
    shares=st.lists(st.integers(1, 9), max_size=4),
)
def test_amounts_are_taken_to_the_cent_until_nothing_is_left(
    goods: list[tuple[Decimal, Decimal]], delivery: tuple[Decimal, Decimal], shares: list[int]
) -> None:
    invoiced = [line_of(position, *line) for position, line in enumerate(goods)]
    invoiced.append(line_of(9, *delivery, kind=DELIVERY))
    credited: list[LineAmounts] = []
    for share in shares:
        left = sums(lines_left(invoiced, credited))
        amount = (left.total * share / 10).quantize(Decimal("0.01"))
        if amount <= 0:
            continue
        # As the ledger splits a free amount between goods, delivery and tax.
        parts = allocate(amount, [left.goods, left.delivery, left.tax], "EUR")
        posted = PostedAmounts(*parts)
        lines = credit_lines(lines_left(invoiced, credited), posted, [], "EUR")
        assert sums(lines) == posted
        assert all(line.net >= 0 and line.tax >= 0 for line in lines)
        credited += lines
    rest = sums(lines_left(invoiced, credited))
    if rest.total:
        lines = credit_lines(lines_left(invoiced, credited), rest, [], "EUR")
        assert sums(lines) == rest
        credited += lines
    assert all(line.net == line.tax == 0 for line in lines_left(invoiced, credited))
