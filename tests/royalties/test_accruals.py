"""A paid order accrues royalties at the rates of its day; a refund reverses them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from licensing.models import Agreement, Grant, Property, RightsDecisionLog
from licensing.services import (
    GrantTerms,
    activate_agreement,
    add_grant,
    define_territory_set,
    draft_agreement,
)
from shop.commerce.inventory.services import release_sold
from shop.finance.ledger.services import post_refund_agreed
from shop.finance.royalties.models import FxRate, RoyaltyAccrual, RoyaltyConversion
from shop.finance.royalties.services import (
    accrue_order,
    complete_conversions,
    record_rate,
    reverse_accruals,
)
from shop.orders.checkout.placement import begin_payment
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.expiry import expire_order
from shop.orders.payment.settlement import settle_payment
from shop.orders.payment.state_machine import move_order
from shop.orders.tasks import refund_late_payment
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.periods import Period
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld, sign
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory
from tools.testing.factories.orders import basket_with, request_for, waiting_order
from tools.testing.stripe_harness import Sandbox


def agreement_of(world: RightsWorld, *marks: Property, **terms: Any) -> Agreement:
    """Activate an agreement with a grant for each mark, which may have its own rate."""
    grant_rates = terms.pop("grant_rates", {})
    agreement = draft_agreement(
        number=f"R-{Agreement.objects.count() + 1}",
        licensor=terms.pop("licensor", world.holder),
        licensee=world.licensee,
        term=Period(SINCE, UNTIL),
        royalty_rate=terms.pop("royalty_rate", Decimal("0.12")),
        created_by_id=world.author_id,
    )
    Agreement.objects.filter(pk=agreement.pk).update(**terms)
    everywhere = define_territory_set(code="ALL", name="All")
    for mark in marks:
        grant = add_grant(
            agreement=agreement,
            grant=GrantTerms(
                [mark], [world.category], everywhere, _channels(), Period(SINCE, UNTIL)
            ),
        )
        Grant.objects.filter(pk=grant.pk).update(royalty_rate=grant_rates.get(mark))
    agreement.refresh_from_db()
    sign(agreement, date(2025, 1, 1))
    activate_agreement(agreement=agreement, by_id=world.officer_id, at=SINCE)
    return agreement


def _channels() -> list[Any]:
    from licensing.rules.channels import Channel

    return [Channel.WEB, Channel.APP]


def paid(stripe: Sandbox, order: Order) -> Order:
    """Pay an order and let the shop handle the result."""
    pay(stripe, order)
    return settle_payment(attempt_of(order).pk)


def stored_rate(order_day: date, rate: str = "0.94") -> None:
    FxRate.objects.create(
        day=order_day, base="EUR", quote="CHF", rate=Decimal(rate), source="A test"
    )


@pytest.fixture
def today() -> date:
    return datetime.now(UTC).date()


def test_a_paid_line_earns_its_agreements_rate_of_the_net(
    world: RightsWorld, stripe: Sandbox, today: date
) -> None:
    stored_rate(today)
    agreement = agreement_of(
        world, world.mark, marketing_fund_rate=Decimal("0.02"), common_fund_rate=Decimal("0.01")
    )
    order = paid(stripe, waiting_order(world.product(agreement=agreement), quantity=3))
    row = RoyaltyAccrual.objects.get()
    assert row.order_line == order.lines.get()
    assert (row.agreement, row.licensor) == (agreement, world.holder)
    assert row.grant == agreement.grants.get()
    # three at 20.00 and 5.00 delivery, 20 % of tax in both
    assert (row.gross, row.tax, row.shipping) == (
        Decimal("65.00"),
        Decimal("10.83"),
        Decimal("4.17"),
    )
    assert (row.discounts, row.net, row.rate) == (Decimal(0), Decimal("50.00"), Decimal("0.12"))
    assert (row.earned, row.currency) == (Decimal("6.00"), "EUR")
    assert (row.marketing_fund, row.common_fund) == (Decimal("1.00"), Decimal("0.50"))
    assert (row.fx_day, row.fx_rate, row.fx_source) == (today, Decimal("0.94"), "A test")
    assert (row.settled, row.settled_in) == (Decimal("5.64"), "CHF")
    assert all(finding.holds for finding in check_invariants())


def test_nothing_is_earned_before_the_money_is_there(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    assert not RoyaltyAccrual.objects.exists()
    expire_order(order)
    assert not RoyaltyAccrual.objects.exists()


def test_hearing_of_a_payment_twice_earns_once(world: RightsWorld, stripe: Sandbox) -> None:
    order = paid(stripe, waiting_order(world.product()))
    settle_payment(attempt_of(order).pk)
    assert RoyaltyAccrual.objects.count() == 1
    with pytest.raises(IntegrityError, match="a_line_earns_once"), transaction.atomic():
        accrue_order(order=order)


def test_two_holders_share_a_line_each_at_its_own_rate(world: RightsWorld, stripe: Sandbox) -> None:
    other = RightsHolderFactory()
    mascot = PropertyFactory(holder=other)
    first = agreement_of(world, world.mark)
    second = agreement_of(world, mascot, licensor=other, royalty_rate=Decimal("0.0825"))
    product = world.product(marks=[world.mark, mascot], agreement=first, approved=False)
    version = product.versions.get()
    for holder in (world.holder, other):
        world.approve(version, holder)
    world.refresh(product)
    paid(stripe, waiting_order(product))
    rows = {row.agreement_id: row for row in RoyaltyAccrual.objects.all()}
    assert (rows[first.pk].earned, rows[second.pk].earned) == (Decimal("2.00"), Decimal("1.38"))
    assert rows[second.pk].licensor == other
    assert rows[first.pk].net == rows[second.pk].net == Decimal("16.67")
    assert all(finding.holds for finding in check_invariants())


def test_an_agreement_with_several_marks_of_a_product_counts_once_at_its_dearest_rate(
    world: RightsWorld, stripe: Sandbox
) -> None:
    mascot = PropertyFactory(holder=world.holder)
    agreement = agreement_of(
        world,
        world.mark,
        mascot,
        grant_rates={world.mark: Decimal("0.10"), mascot: Decimal("0.15")},
    )
    paid(stripe, waiting_order(world.product(marks=[world.mark, mascot], agreement=agreement)))
    row = RoyaltyAccrual.objects.get()
    assert (row.rate, row.earned) == (Decimal("0.15"), Decimal("2.50"))


def test_without_an_exchange_rate_the_sale_stands_and_is_converted_later(
    world: RightsWorld, stripe: Sandbox, today: date
) -> None:
    agreement = agreement_of(world, world.mark)
    order = paid(stripe, waiting_order(world.product(agreement=agreement)))
    assert order.status == OrderState.PAID
    row = RoyaltyAccrual.objects.get()
    assert (row.earned, row.currency) == (Decimal("2.00"), "EUR")
    assert (row.fx_rate, row.fx_source, row.settled, row.settled_in) == (None, "", None, "CHF")
    assert complete_conversions() == 0
    record_rate(day=today, base="EUR", quote="CHF", rate=Decimal("0.95"), source="A late test")
    late = RoyaltyConversion.objects.get(accrual=row)
    assert (late.settled, late.fx_source) == (Decimal("1.90"), "A late test")
    assert complete_conversions() == 0


@pytest.mark.parametrize("currency", ["EUR", "KWD"])
def test_an_agreement_in_the_sales_currency_needs_no_rate_and_one_in_dinars_waits(
    world: RightsWorld, stripe: Sandbox, today: date, currency: str
) -> None:
    FxRate.objects.create(day=today, base="EUR", quote="KWD", rate=Decimal("0.33"), source="A test")
    agreement = agreement_of(world, world.mark, currency=currency)
    paid(stripe, waiting_order(world.product(agreement=agreement)))
    row = RoyaltyAccrual.objects.get()
    assert row.settled == (Decimal("2.00") if currency == "EUR" else None)


def test_yen_are_earned_in_whole_yen(world: RightsWorld, stripe: Sandbox) -> None:
    agreement = agreement_of(world, world.mark)
    paid(stripe, waiting_order(world.product(agreement=agreement), market="jp", territory="JP"))
    row = RoyaltyAccrual.objects.get()
    assert (row.net, row.earned, row.currency) == (Decimal(2727), Decimal(327), "JPY")


def test_delivery_is_spread_over_the_lines_and_all_of_them_sum_to_what_was_paid(
    world: RightsWorld, stripe: Sandbox
) -> None:
    agreement = agreement_of(world, world.mark)
    cheap = world.product(sku="A", agreement=agreement, prices={"fr": Decimal("9.99")})
    dear = world.product(sku="B", agreement=agreement, prices={"fr": Decimal("79.99")})
    order = begin_payment(request_for(basket_with(cheap, dear))).order
    paid(stripe, order)
    rows = RoyaltyAccrual.objects.all()
    assert sum(row.gross for row in rows) == order.total_incl_tax
    assert sum(row.net for row in rows) == order.total_excl_tax - order.shipping_excl_tax
    assert [row.shipping for row in rows] == [Decimal("0.46"), Decimal("3.71")]


def test_goods_without_a_mark_earn_nothing(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    RightsDecisionLog.objects.update(basis=["mandate:1"])
    paid(stripe, order)
    assert not RoyaltyAccrual.objects.exists()
    assert all(finding.holds for finding in check_invariants())


def refund(order: Order) -> None:
    """Send back the money of a paid order, as a worker does."""
    move_order(order, expected=OrderState.PAID, to=OrderState.REFUND_DUE)
    post_refund_agreed(order=order, attempt=attempt_of(order))
    release_sold(order=order, reason="refunded")
    refund_late_payment(attempt_id=attempt_of(order).pk)


def test_a_full_refund_takes_back_what_was_earned_at_the_rates_of_the_sale(
    world: RightsWorld, stripe: Sandbox, today: date
) -> None:
    stored_rate(today)
    agreement = agreement_of(world, world.mark, marketing_fund_rate=Decimal("0.02"))
    order = paid(stripe, waiting_order(world.product(agreement=agreement)))
    FxRate.objects.update(rate=Decimal("0.5"))
    refund(order)
    sale, back = RoyaltyAccrual.objects.all()
    assert (back.kind, back.reverses) == ("REVERSAL", sale)
    for name in ("gross", "tax", "shipping", "net", "earned", "marketing_fund", "settled"):
        assert getattr(back, name) == -getattr(sale, name)
    assert (back.rate, back.fx_rate, back.fx_day) == (sale.rate, Decimal("0.94"), today)
    assert reverse_accruals(order=order) == []
    assert all(finding.holds for finding in check_invariants())


def without_its_accrual(order: Order) -> None:
    RoyaltyAccrual.objects.all().delete()


def without_its_reversal(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(status=OrderState.REFUNDED)


@pytest.mark.parametrize(
    ("breach", "told"),
    [
        (
            without_its_accrual,
            "every paid line has one accrual for each agreement it was sold under",
        ),
        (without_its_reversal, "the royalties of a refunded order are reversed, to the cent"),
    ],
)
def test_what_is_missing_is_found(
    world: RightsWorld, stripe: Sandbox, breach: Callable[[Order], None], told: str
) -> None:
    order = paid(stripe, waiting_order(world.product(agreement=agreement_of(world, world.mark))))
    breach(order)
    found = {finding.name: finding for finding in check_invariants()}
    assert not found[told].holds
    assert order.number in found[told].detail


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"net": Decimal(1)}, "net_is_gross_without_its_deductions"),
        ({"earned": Decimal(-1)}, "a_sale_earns_nothing_below_zero"),
        ({"fx_rate": Decimal(1)}, "what_is_settled_has_an_exchange_rate"),
        ({"kind": "REVERSAL"}, "a_reversal_names_what_it_takes_back"),
    ],
)
def test_the_database_refuses_what_cannot_be(
    world: RightsWorld, stripe: Sandbox, changes: dict[str, Any], rule: str
) -> None:
    paid(stripe, waiting_order(world.product()))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        RoyaltyAccrual.objects.update(**changes)


def test_a_day_has_one_rate_for_a_pair(world: RightsWorld, today: date) -> None:
    stored_rate(today)
    with pytest.raises(IntegrityError, match="a_day_has_one"), transaction.atomic():
        stored_rate(today, "0.95")
