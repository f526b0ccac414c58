"""Discounts are split exactly, and refunds of promoted orders give back what was paid."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shop.commerce.promotions.allocation import PricedLine, apply_promotions
from shop.commerce.promotions.terms import (
    Asks,
    Floor,
    Gives,
    MarketPromotions,
    ProductKey,
    Promotion,
    Scope,
)
from shop.finance.payments.models import Refund
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.placement import begin_payment
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import OrderState
from shop.platform.core.money import minor_digits, part_of
from tests.orders.sandbox import attempt_of, pay
from tests.promotions.test_reductions import NOW
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for, run_queued_jobs
from tools.testing.factories.promotions import make_promotion
from tools.testing.stripe_harness import Sandbox

CENTS = st.integers(1, 9_999)


@st.composite
def promotions(draw: st.DrawFn, digits: int) -> list[Promotion]:
    """Return up to four promotions of any kind."""
    made = []
    for pk in range(draw(st.integers(1, 4))):
        gives = draw(st.sampled_from(sorted(Gives)))
        percentages = {Gives.PERCENTAGE, Gives.FREE_UNITS, Gives.DELIVERY}
        value = (
            Decimal(draw(st.integers(1, 10_000))) / 100
            if gives in percentages
            else Decimal(draw(CENTS)).scaleb(-digits)
        )
        is_set = gives in {Gives.FREE_UNITS, Gives.SET_PRICE}
        units = draw(st.integers(2, 4)) if is_set else draw(st.integers(1, 3))
        asks = (
            Asks.UNITS
            if gives == Gives.FREE_UNITS
            else draw(st.sampled_from([Asks.UNITS, Asks.DIFFERENT]))
        )
        made.append(
            Promotion(
                pk=pk,
                titles={"en": "Any"},
                begin=NOW,
                end=None,
                scope=Scope(
                    everything=draw(st.booleans()),
                    products=frozenset(draw(st.sets(st.integers(0, 4)))),
                ),
                asks=asks,
                asks_for=Decimal(units),
                gives=gives,
                gives_value=value,
                free=draw(st.integers(1, units - 1)) if gives == Gives.FREE_UNITS else 0,
                priority=draw(st.integers(-1, 1)),
                exclusive=draw(st.booleans()),
                stacking_group=draw(st.sampled_from(["", "a"])),
            )
        )
    return made


@given(data=st.data(), currency=st.sampled_from(["EUR", "JPY"]))
@settings(max_examples=80, deadline=None)
def test_a_discount_is_exact_and_never_below_a_minimum_price_or_nothing(
    data: st.DataObject, currency: str
) -> None:
    digits = minor_digits(currency)
    lines = [
        PricedLine(
            ProductKey(product, 1),
            Decimal(data.draw(CENTS)).scaleb(-digits),
            data.draw(st.integers(1, 5)),
        )
        for product in range(data.draw(st.integers(1, 4)))
    ]
    floor = Decimal(data.draw(st.integers(0, 500))).scaleb(-digits)
    market = MarketPromotions(currency, floors=(Floor(1, None, floor),))
    applied = apply_promotions(lines, market, data.draw(promotions(digits)))
    for place, line in enumerate(lines):
        off = sum((each.by_line[place] for each in applied), Decimal(0))
        worth = line.amount * line.quantity
        assert off >= 0
        assert off == round(off, digits)
        assert worth - off >= min(worth, floor * line.quantity)
        parts = [
            part_of(worth - off, n, n + 1, line.quantity, currency) for n in range(line.quantity)
        ]
        assert sum(parts) == worth - off
        on_line = [each.promotion for each in applied if each.by_line[place]]
        assert all(a.combines_with(b) for a in on_line for b in on_line if a is not b)


def test_units_are_refunded_at_what_was_paid_and_all_of_them_give_everything(
    world: RightsWorld, stripe: Sandbox
) -> None:
    agreement = world.agreement()
    articles = [
        world.product(sku=f"PIN-{n}", agreement=agreement, prices={"fr": Decimal(price)})
        for n, price in enumerate(["19.99", "7.01"])
    ]
    make_promotion("Third", gives_value=Decimal("33.33"))
    make_promotion("Five", gives="Absolute", gives_value=Decimal("5.01"))
    make_promotion("Delivery", gives="Shipping percentage", gives_value=Decimal(50))
    order = begin_payment(request_for(basket_with(*articles, quantity=3))).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    clerk = UserFactory(is_staff=True)
    for number in range(3):
        units = {line.pk: 1 for line in order.lines.all()}
        refund_part(
            RefundRequest(f"key-{number}", order.number, units, number == 2, "test", clerk.pk)
        )
        run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    refunds = Refund.objects.filter(attempt__order=order).values_list("amount", flat=True)
    assert sum(refunds) == order.total_incl_tax
    assert [found.name for found in check_invariants() if not found.holds] == []
