"""Voluntary returns, exchanges and claims: each unit goes back once, into money and stock books."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail

from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Location, StockMovement
from shop.finance.royalties.models import RoyaltyAccrual
from shop.identity.accounts.models import User
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.aftersales.shipments import lines_to_pack, ready_to_send
from shop.orders.checkout.placement import begin_payment
from shop.orders.errors import RefundRefused
from shop.orders.models import HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.orders.returns.errors import ReturnRefused, ReturnStateConflict
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import (
    approve_case,
    refund_case,
    reject_case,
    replace_case,
)
from shop.orders.returns.replacements import other_sizes
from shop.orders.returns.requests import cancel_request, request_return
from shop.orders.returns.returnable import returnable_lines
from shop.orders.returns.staff_lists import figures_of
from shop.oscar.order.models import Order, OrderState
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import clock_now
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tests.returns.conftest import (
    asked,
    broken,
    inspected,
    paid_back,
    paid_order,
    policy,
    send_order,
    sent_order,
    work,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for, units
from tools.testing.stripe_harness import Sandbox

RESTOCK, QUARANTINE, WRITE_OFF = (
    ("NEW", "RESTOCK"),
    ("OPENED", "QUARANTINE"),
    ("DAMAGED", "WRITE_OFF"),
)


def refusal_of(order: Order, **changes: Any) -> str:
    with pytest.raises(ReturnRefused) as refusal:
        request_return(asked(order, **changes))
    return str(refusal.value.data["reason"])


def test_a_return_ends_with_the_price_of_its_units_and_without_the_delivery(
    order: Order, clerk: User
) -> None:
    case = request_return(asked(order))
    assert request_return(asked(order)) == case
    inspected(case, clerk)
    refund_case(case, by_id=clerk.pk)
    assert paid_back(order) == Decimal("20.00")
    assert (order.status, order.lines.get().refunded_units) == (OrderState.FULFILLED, 1)
    with pytest.raises(ReturnStateConflict):
        refund_case(case, by_id=clerk.pk)
    second = request_return(asked(order, key="return-2"))
    inspected(second, clerk)
    refund_case(second, by_id=clerk.pk)
    assert paid_back(order) == Decimal("40.00")
    assert order.status == OrderState.FULFILLED  # the delivery is not refunded
    assert refusal_of(order, key="return-3") == "too_many"
    work()
    assert broken() == []


def test_each_unit_goes_into_stock_quarantine_or_the_write_offs(order: Order, clerk: User) -> None:
    product = order.lines.get().product
    before = units(product)
    case = request_return(asked(order, 2))
    inspected(case, clerk, QUARANTINE, WRITE_OFF)
    kinds = list(StockMovement.objects.order_by("pk").values_list("kind", "in_stock"))[-5:]
    assert kinds[0] == ("RETURNED", 1)
    assert sorted(kinds[1:]) == sorted(
        [("TRANSFERRED", -1), ("TRANSFERRED", 1), ("RETURNED", 1), ("ADJUSTED", -1)]
    )
    assert not Location.objects.get(code="QUARANTINE").active
    main = StockRecord.objects.get(product=product, location__code="MAIN")
    assert (main.num_in_stock, 0, 0) == before
    assert StockRecord.objects.get(product=product, location__code="QUARANTINE").num_in_stock == 1
    assert broken() == []


def test_lost_value_is_kept_with_its_tax_and_its_royalty(world: RightsWorld, clerk: User) -> None:
    agreement = world.agreement(royalty_rate=Decimal("0.10"))
    order = sent_order(world, world.product(sku="WORN", agreement=agreement))
    policy(order)
    line = order.lines.get()
    case = request_return(asked(order, 2))
    inspected(case, clerk, ("USED", "WRITE_OFF"), ("NEW", "RESTOCK"))
    with pytest.raises(RefundRefused):
        refund_case(case, by_id=clerk.pk, withheld={line.pk: Decimal("40.01")})
    refund = refund_case(case, by_id=clerk.pk, withheld={line.pk: Decimal("10.00")})
    assert refund.amount == Decimal("30.00")
    part = refund.lines.get()
    assert (part.units, part.incl, part.excl) == (2, Decimal("30.00"), Decimal("25.00"))
    left = sum(row.net for row in RoyaltyAccrual.objects.filter(order_line=line))
    assert left == line.line_price_excl_tax - Decimal("25.00")
    work()
    assert broken() == []


def test_nothing_is_kept_of_units_that_are_as_new(order: Order, clerk: User) -> None:
    case = request_return(asked(order))
    inspected(case, clerk)
    with pytest.raises(ReturnRefused) as refusal:
        refund_case(case, by_id=clerk.pk, withheld={order.lines.get().pk: Decimal("1.00")})
    assert refusal.value.data["reason"] == "as_new"


def test_a_missing_unit_is_not_refunded_and_can_be_sent_later(order: Order, clerk: User) -> None:
    case = request_return(asked(order, 2))
    inspected(case, clerk, RESTOCK, ("MISSING", "NONE"))
    refund_case(case, by_id=clerk.pk)
    assert paid_back(order) == Decimal("20.00")
    (each,) = returnable_lines(order, clock_now())
    assert each.left == 1
    assert broken() == []


@pytest.mark.parametrize(
    ("days_ago", "fields", "reason"),
    [
        (60, {}, "too_late"),
        (0, {"days": 0, "exclusion": "PERSONALIZED"}, "excluded"),
    ],
)
def test_a_return_that_is_late_or_excluded_is_refused_but_a_defect_is_not(
    world: RightsWorld, days_ago: int, fields: dict[str, Any], reason: str
) -> None:
    late = sent_order(world, days_ago=days_ago)
    policy(late, **fields)
    assert refusal_of(late) == reason
    claim = request_return(asked(late, reason="DEFECTIVE"))
    assert (claim.kind, claim.state, claim.postage) == ("WARRANTY", "REQUESTED", "SHOP")


def test_what_was_not_bought_sent_or_paid_is_not_returned(world: RightsWorld) -> None:
    order = paid_order(world)
    policy(order)
    assert refusal_of(order) == "not_sent"
    send_order(world, order)
    assert refusal_of(order, units={0: 1}) == "unknown_line"
    assert refusal_of(order, units={}) == "nothing"
    assert refusal_of(order, reason="") == "no_reason"
    line = order.lines.get().pk
    assert refusal_of(order, units={line: 3}) == "too_many"
    Order.objects.filter(pk=order.pk).update(status=OrderState.REFUNDED)
    assert refusal_of(order) == "refunded"


def test_units_refunded_by_staff_are_not_refunded_again(order: Order, clerk: User) -> None:
    case = request_return(asked(order, 2))
    inspected(case, clerk)
    line = order.lines.get().pk
    refund_part(RefundRequest("r-1", order.number, {line: 1}, False, "a gift", clerk.pk))
    with pytest.raises(RefundRefused):
        refund_case(case, by_id=clerk.pk)
    reject_case(case, reason="Refunded before.", by_id=clerk.pk)
    work()
    assert "Refunded before." in mail.outbox[-1].body
    assert paid_back(order) == Decimal("20.00")
    assert broken() == []


def test_a_disputed_payment_is_not_refunded(
    world: RightsWorld, stripe: Sandbox, clerk: User
) -> None:
    basket = basket_with(world.product(sku="DISPUTED"), quantity=1)
    order = begin_payment(request_for(basket, key="disputed")).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    work()
    order.refresh_from_db()
    policy(send_order(world, order))
    case = request_return(asked(order))
    inspected(case, clerk)
    stripe.control("POST", f"intents/{attempt_of(order).intent_id}/dispute", {})
    deliver_events(stripe, "charge.dispute.")
    with pytest.raises(RefundRefused) as refusal:
        refund_case(case, by_id=clerk.pk)
    assert refusal.value.data["reason"] == "disputed"
    case.refresh_from_db()
    assert case.state == "INSPECTED"


def test_an_exchange_reserves_the_other_size_at_once_and_ships_after_the_return(
    order: Order, clerk: User, world: RightsWorld
) -> None:
    line = order.lines.get()
    (other,) = other_sizes(line)
    case = request_return(asked(order, reason="TOO_SMALL", exchange={line.pk: other}))
    assert case.kind == "EXCHANGE"
    replacement = Order.objects.get(replaces_case=case)
    assert (replacement.status, replacement.total_incl_tax) == (OrderState.PAID, 0)
    assert units(other) == (10, 0, 1)
    waiting = lines_to_pack(world.licensee).filter(order=replacement)
    assert ready_to_send(waiting) == []
    inspected(case, clerk)
    replace_case(case, by_id=clerk.pk)
    assert len(ready_to_send(waiting.all())) == 1
    send_order(world, replacement)
    assert units(other) == (9, 0, 0)
    assert paid_back(order) == 0
    work()
    assert broken() == []


def test_an_exchange_does_not_count_as_another_order_of_its_buyer(
    settings: Any, limits: None, order: Order
) -> None:
    settings.ENV = settings.ENV.with_values({"FRAUD_ORDERS_PER_DAY": 1})
    line = order.lines.get()
    (other,) = other_sizes(line)
    request_return(asked(order, reason="TOO_SMALL", exchange={line.pk: other}))
    assert not HeldOrder.objects.exists()


def test_a_cancelled_exchange_gives_the_other_size_back(order: Order, clerk: User) -> None:
    line = order.lines.get()
    (other,) = other_sizes(line)
    case = request_return(asked(order, reason="TOO_SMALL", exchange={line.pk: other}))
    cancel_request(case, by_id=None)
    assert units(other) == (10, 0, 0)
    assert Order.objects.get(replaces_case=case).status == OrderState.REFUNDED
    assert request_return(asked(order, key="again")).state == "APPROVED"
    work()
    assert broken() == []


def test_another_article_or_one_that_is_sold_out_is_no_exchange(
    order: Order, world: RightsWorld
) -> None:
    line = order.lines.get()
    (other,) = other_sizes(line)
    foreign = world.product(sku="OTHER-1")
    assert refusal_of(order, exchange={line.pk: foreign}) == "no_variant"
    StockRecord.objects.filter(product=other).update(num_held=10)
    with pytest.raises(OutOfStock):
        request_return(asked(order, exchange={line.pk: other}))
    assert not ReturnCase.objects.exists()


def test_a_lost_parcel_is_sent_again_or_refunded_with_its_delivery(
    order: Order, clerk: User
) -> None:
    case = request_return(asked(order, 2, reason="NOT_ARRIVED"))
    assert (case.kind, case.state) == ("LOST", "REQUESTED")
    with pytest.raises(ReturnStateConflict):
        refund_case(case, by_id=clerk.pk)
    approve_case(case, by_id=clerk.pk)
    refund_case(case, by_id=clerk.pk)
    assert paid_back(order) == order.total_incl_tax
    work()
    assert broken() == []


def test_a_defective_unit_is_replaced_free_of_charge(order: Order, clerk: User) -> None:
    case = request_return(asked(order, reason="DEFECTIVE"))
    approve_case(case, by_id=clerk.pk)
    work()
    case.refresh_from_db()
    assert case.drop_off_code == case.number
    assert case.number in mail.outbox[-1].body
    inspected(case, clerk, WRITE_OFF)
    replacement = replace_case(case, by_id=clerk.pk)
    assert replacement.lines.get().product == order.lines.get().product
    assert refusal_of(order, units={order.lines.get().pk: 2}, key="r-2") == "too_many"
    work()
    assert broken() == []


def test_staff_see_how_much_a_customer_returns(order: Order, clerk: User) -> None:
    case = request_return(asked(order))
    inspected(case, clerk)
    refund_case(case, by_id=clerk.pk)
    figures = figures_of(order)
    assert (figures.orders, figures.bought, figures.returned, figures.cases) == (1, 2, 1, 1)
    assert figures.rate == Decimal("0.5")


def test_an_exchanged_unit_that_comes_back_is_refunded_at_its_price(
    order: Order, clerk: User, world: RightsWorld
) -> None:
    line = order.lines.get()
    (other,) = other_sizes(line)
    first = request_return(asked(order, reason="TOO_SMALL", exchange={line.pk: other}))
    inspected(first, clerk)
    replacement = replace_case(first, by_id=clerk.pk)
    send_order(world, replacement)
    second = request_return(asked(replacement, key="return-2"))
    inspected(second, clerk)
    refund = refund_case(second, by_id=clerk.pk)
    assert (refund.amount, paid_back(order)) == (Decimal("20.00"), Decimal("20.00"))
    assert units(other) == (10, 0, 0)
    (left,) = returnable_lines(order, clock_now())
    assert left.left == 1
    third = request_return(asked(order, key="return-3"))
    inspected(third, clerk)
    refund_case(third, by_id=clerk.pk)
    assert paid_back(order) == Decimal("40.00")
    work()
    assert broken() == []


def test_an_exchange_of_which_a_unit_is_missing_sends_as_many_as_came(
    order: Order, clerk: User
) -> None:
    line = order.lines.get()
    (other,) = other_sizes(line)
    case = request_return(asked(order, 2, reason="TOO_SMALL", exchange={line.pk: other}))
    assert units(other) == (10, 0, 2)
    inspected(case, clerk, RESTOCK, ("MISSING", "NONE"))
    replace_case(case, by_id=clerk.pk)
    assert units(other) == (10, 0, 1)
    work()
    assert broken() == []


def test_a_parcel_without_its_units_is_neither_replaced_nor_refunded(
    order: Order, clerk: User
) -> None:
    case = request_return(asked(order, reason="DEFECTIVE"))
    approve_case(case, by_id=clerk.pk)
    inspected(case, clerk, ("MISSING", "NONE"))
    for decide in (replace_case, refund_case):
        with pytest.raises((ReturnRefused, RefundRefused)):
            decide(case, by_id=clerk.pk)
    reject_case(case, reason="The parcel was empty.", by_id=clerk.pk)
    assert broken() == []
