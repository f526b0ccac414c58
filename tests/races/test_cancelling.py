"""A buyer cancels while the same order is paid, swept or cancelled: one truth, no unit lost."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from shop.orders.checkout.placement import begin_payment, open_intent
from shop.orders.errors import OrderNotCancellable
from shop.orders.payment.cancellation import cancel_unpaid_order
from shop.orders.payment.expiry import sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tests.races.moments import Moment, in_the_middle
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import request_for, run_queued_jobs, units, waiting_order
from tools.testing.stripe_harness import Sandbox


def buy(stripe: Sandbox, order: Order) -> None:
    """Pay and return; the sandbox refuses payments for a cancelled intent."""
    with suppress(OSError):
        pay(stripe, order)
        settle_payment(attempt_of(order).pk)


@pytest.mark.parametrize("tries", range(3))
def test_cancelling_and_paying_at_once_end_in_one_truth(
    committed_world: RightsWorld, stripe: Sandbox, tries: int
) -> None:
    product = committed_world.product(stock=20)
    orders = [waiting_order(product, key=f"key-{n}") for n in range(4)]
    works = [partial(buy, stripe, order) for order in orders]
    works += [partial(cancel_unpaid_order, order=order) for order in orders]
    all_at_once(works)
    statuses = dict(Order.objects.values_list("number", "status"))
    at_stripe = {
        intent["metadata"]["order"]: intent["status"]
        for intent in stripe.control("GET", "ledger")["intents"]
    }
    expected = {"succeeded": OrderState.PAID, "canceled": OrderState.CANCELLED}
    assert {number: expected[status] for number, status in at_stripe.items()} == statuses
    paid = sum(status == OrderState.PAID for status in statuses.values())
    assert units(product) == (20, 0, paid)
    assert Basket.objects.filter(status=Basket.OPEN).count() == len(orders) - paid
    assert broken_rules() == []


def test_two_cancellations_and_the_sweeper_at_once_release_each_unit_once(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=6)
    order = waiting_order(product, quantity=2)
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))
    cancel = partial(cancel_unpaid_order, order=order)
    all_at_once([cancel, sweep_expired_orders, cancel, sweep_expired_orders])
    assert units(product) == (6, 0, 0)
    basket = Basket.objects.get(pk=order.basket_id)
    assert basket.status == Basket.OPEN
    assert list(basket.lines.values_list("quantity", flat=True)) == [2]
    assert broken_rules() == []


def test_a_payment_that_settles_just_before_the_order_is_locked_wins(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=6)
    order = waiting_order(product, quantity=2)

    def paid_meanwhile() -> None:
        buy(stripe, order)

    refused, _ = in_the_middle(
        partial(cancel_unpaid_order, order=order),
        Moment("payments_paymentattempt"),
        paid_meanwhile,
    )
    assert isinstance(refused, OrderNotCancellable)
    assert Order.objects.get().status == OrderState.PAID
    assert units(product) == (6, 0, 2)
    assert broken_rules() == []


def test_the_payment_page_opened_while_an_order_is_cancelled_takes_no_money_for_good(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=6)
    order = waiting_order(product, quantity=2)
    all_at_once([partial(open_intent, order), partial(cancel_unpaid_order, order=order)])
    run_queued_jobs()
    assert Order.objects.get().status == OrderState.CANCELLED
    assert units(product) == (6, 0, 0)


def test_ordering_again_while_the_cancellation_is_repeated_makes_one_order(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=6)
    order = waiting_order(product, quantity=2)
    basket = cancel_unpaid_order(order=order)
    assert basket is not None
    again = partial(begin_payment, request_for(basket, key="key-2"))
    all_at_once([again, partial(cancel_unpaid_order, order=order), again])
    assert Order.objects.filter(status=OrderState.PENDING).count() == 1
    assert Basket.objects.get(pk=basket.pk).status == Basket.SUBMITTED
    assert units(product) == (6, 2, 0)
    assert broken_rules() == []
