"""A buyer cancels an order that is not paid: Stripe first, then stock, basket and all counts."""

import pytest

from shop.commerce.inventory.models import Reservation
from shop.finance.payments.errors import PaymentUnavailable
from shop.orders.aftersales.order_status import OrderStatus, status_summary
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.errors import BasketNotOpen, OrderNotCancellable
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.cancellation import cancel_unpaid_order
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from tests.orders.sandbox import attempt_of, confirm, decline, pay, status_at_stripe
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import (
    basket_with,
    destination,
    request_for,
    run_queued_jobs,
    units,
    waiting_order,
)
from tools.testing.factories.vouchers import basket_using, make_voucher
from tools.testing.stripe_harness import Sandbox


def stored(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def quantities(basket: Basket | None) -> dict[str, int]:
    assert basket is not None
    return dict(basket.lines.values_list("product__upc", "quantity"))


def test_a_cancelled_order_gives_back_its_stock_and_opens_its_basket(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product, quantity=3)
    basket = cancel_unpaid_order(order=order)
    assert stored(order).status == OrderState.CANCELLED
    assert status_summary(order).status == OrderStatus.CANCELLED
    assert status_at_stripe(stripe, order) == "canceled"
    assert units(product) == (10, 0, 0)
    assert basket is not None
    assert (basket.pk, basket.status) == (order.basket_id, Basket.OPEN)
    assert quantities(basket) == {product.upc: 3}
    assert all(rule.holds for rule in check_invariants())


def test_a_repeated_cancellation_returns_the_same_basket(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product, quantity=3)
    first, second = cancel_unpaid_order(order=order), cancel_unpaid_order(order=order)
    assert first == second
    assert quantities(second) == {product.upc: 3}
    assert units(product) == (10, 0, 0)


def test_the_opened_basket_can_be_ordered_again_and_the_old_order_no_longer_opens_it(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product, quantity=3)
    basket = cancel_unpaid_order(order=order)
    assert basket is not None
    again = begin_payment(request_for(basket, key="key-2")).order
    assert cancel_unpaid_order(order=order) is None
    assert stored(again).status == OrderState.PENDING
    assert Basket.objects.get(pk=basket.pk).status == Basket.SUBMITTED
    with pytest.raises(BasketNotOpen) as refused:
        place_order(request_for(basket, key="key-3"))
    assert refused.value.data["order"] == again.number
    assert units(product) == (10, 3, 0)


@pytest.mark.parametrize("with_account", [True, False])
def test_the_articles_join_the_basket_begun_meanwhile(
    world: RightsWorld, stripe: Sandbox, *, with_account: bool
) -> None:
    product, other = world.product(stock=10), world.product(sku="MUG-1", stock=10)
    ordered = basket_with(product, quantity=2)
    user = UserFactory() if with_account else None
    Basket.objects.filter(pk=ordered.pk).update(owner=user)
    order = begin_payment(request_for(ordered)).order
    begun = Basket(market=ordered.market, ship_to_id="FR", owner=user)
    add_to_basket(basket=begun, product=other, quantity=1, destination=destination())
    for _ in range(2):
        basket = cancel_unpaid_order(order=order, into=None if with_account else begun)
        assert basket == begun
        assert quantities(basket) == {product.upc: 2, other.upc: 1}


def test_a_paid_order_is_not_cancelled(world: RightsWorld, stripe: Sandbox) -> None:
    """The news of the payment has not come yet: Stripe's answer brings it."""
    product = world.product(stock=10)
    order = waiting_order(product, quantity=3)
    pay(stripe, order)
    with pytest.raises(OrderNotCancellable) as refused:
        cancel_unpaid_order(order=order)
    assert refused.value.data["reason"] == "paid"
    assert stored(order).status == OrderState.PAID
    assert units(product) == (10, 0, 3)
    assert Basket.objects.get(pk=order.basket_id).status == Basket.SUBMITTED


def test_an_order_whose_payment_a_bank_decides_about_is_not_cancelled(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product, quantity=3)
    confirm(stripe, order, "pm_card_sandboxProcessing")
    for _ in range(2):
        with pytest.raises(OrderNotCancellable) as refused:
            cancel_unpaid_order(order=order)
        assert refused.value.data["reason"] == "processing"
    assert stored(order).status == OrderState.PENDING
    assert units(product) == (10, 3, 0)


@pytest.mark.parametrize("action", ["reset_before", "status_500_before", "429"])
def test_nothing_changes_while_stripe_does_not_answer(
    world: RightsWorld, stripe: Sandbox, action: str
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product, quantity=3)
    fault = {"action": action, "match": {"path": "/cancel$"}, "times": 1}
    stripe.control("POST", "faults", fault)
    with pytest.raises(PaymentUnavailable):
        cancel_unpaid_order(order=order)
    assert stored(order).status == OrderState.PENDING
    assert units(product) == (10, 3, 0)
    cancel_unpaid_order(order=order)
    assert units(product) == (10, 0, 0)


def test_an_order_without_an_intent_is_cancelled_too(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product(stock=10)
    order = place_order(request_for(basket_with(product))).order
    cancel_unpaid_order(order=order)
    assert stored(order).status == OrderState.CANCELLED
    assert units(product) == (10, 0, 0)


def test_an_order_with_a_declined_card_is_cancelled_too(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=10)
    order = waiting_order(product)
    decline(stripe, order, "pm_card_chargeDeclined")
    cancel_unpaid_order(order=order)
    assert units(product) == (10, 0, 0)


def test_money_that_comes_after_a_cancellation_goes_back(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product(stock=10))
    cancel_unpaid_order(order=order)
    assert settle_payment(attempt_of(order).pk).status == OrderState.CANCELLED
    run_queued_jobs()
    assert all(rule.holds for rule in check_invariants())


def test_voucher_and_gift_card_are_free_again_and_stay_in_the_basket(
    world: RightsWorld, stripe: Sandbox
) -> None:
    voucher = make_voucher(most_uses=1)
    order = begin_payment(request_for(basket_using("TENTH", world.product(stock=10)))).order
    basket = cancel_unpaid_order(order=order)
    assert basket is not None
    assert basket.voucher_code == "TENTH"
    voucher.refresh_from_db()
    assert begin_payment(request_for(basket, key="key-2")).order.voucher_code == "TENTH"


def test_a_persons_limit_is_free_again(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product(stock=10, limit_per_person=1)
    basket = cancel_unpaid_order(order=waiting_order(product))
    assert basket is not None
    again = begin_payment(request_for(basket, key="key-2")).order
    assert again.status == OrderState.PENDING
    assert Reservation.objects.filter(state=Reservation.State.HELD).count() == 1
