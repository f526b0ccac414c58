"""Parts of a discounted order add up to what was paid, in each currency."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.finance.ledger.models import Entry
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.models import Refund
from shop.platform.core.money import part_of
from tests.orders.test_refunds import broken, give_back, given_back, paid_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox


@pytest.mark.parametrize(
    ("market", "territory", "minor"),
    [("fr", "FR", 100), ("jp", "JP", 1), ("ae", "AE", 100), ("us", "US", 100)],
)
def test_parts_of_a_discounted_order_go_back_to_the_minor_unit(
    world: RightsWorld, stripe: Sandbox, market: str, territory: str, minor: int
) -> None:
    order = paid_order(world, stripe, market=market, territory=territory)
    parts = [
        give_back(order, {0: 1}, key="refund-1"),
        give_back(order, {0: 1, 1: 2}, key="refund-2"),
        give_back(order, {0: 1, 1: 1}, key="refund-3", delivery=bool(order.shipping_incl_tax)),
    ]
    run_queued_jobs()
    assert sum(part.amount for part in parts) == order.total_incl_tax
    assert given_back(stripe) == [int(part.amount * minor) for part in parts]
    assert reconcile_balance().differences == ()
    assert broken() == []
    assert set(Refund.objects.values_list("state", flat=True)) == {Refund.State.SENT}
    earned = dict.fromkeys(("SALES", "SHIPPING", "TAX", "OWED"), 0)
    for account, amount in Entry.objects.values_list("account", "amount"):
        if account in earned:
            earned[account] += amount
    assert earned == dict.fromkeys(earned, 0)


@given(
    amount=st.decimals(0, 10**6, places=2),
    cuts=st.lists(st.integers(1, 9), min_size=1, max_size=6),
    currency=st.sampled_from(["EUR", "AED"]),
)
def test_parts_of_an_amount_are_the_amount(amount: Decimal, cuts: list[int], currency: str) -> None:
    total = sum(cuts)
    ends = [0]
    for cut in cuts:
        ends.append(ends[-1] + cut)
    parts = [part_of(amount, begin, end, total, currency) for begin, end in pairwise(ends)]
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
