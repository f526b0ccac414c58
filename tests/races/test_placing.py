"""Buyers who order the same item at the same instant, and one buyer who clicks eight times."""

from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest
from django.db import OperationalError, transaction

from licensing.models import RightsDecisionLog
from licensing.services import current_revision, place_hold
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation
from shop.commerce.inventory.routing import RequestedUnits
from shop.commerce.inventory.services import reserve
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.order_request import PlacedOrder
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.errors import BasketNotOpen, IdempotencyClash, NotSellable
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, empty_order, request_for, units
from tools.testing.stripe_harness import Sandbox


def test_twenty_buyers_of_the_last_five_units_make_five_orders(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product(stock=5)
    requests = [request_for(basket_with(product), key=f"key-{n}") for n in range(20)]
    answers = all_at_once([partial(place_order, request) for request in requests])
    placed = [answer for answer in answers if isinstance(answer, PlacedOrder)]
    refused = [answer for answer in answers if isinstance(answer, OutOfStock)]
    assert (len(placed), len(refused)) == (5, 15)
    assert units(product) == (5, 5, 0)
    assert Order.objects.count() == PaymentAttempt.objects.count() == 5
    assert broken_rules() == []


def test_twenty_reservations_of_five_units_hold_five(committed_world: RightsWorld) -> None:
    product = committed_world.product(stock=5)
    now = database_now()
    orders = [empty_order() for _ in range(20)]

    def hold(order: Order) -> bool:
        with transaction.atomic():
            reserve(order=order, requested=[RequestedUnits(product.pk, 1)], expires_at=now)
        return True

    answers = all_at_once([partial(hold, order) for order in orders])
    assert sum(answer is True for answer in answers) == 5
    assert sum(isinstance(answer, OutOfStock) for answer in answers) == 15
    assert Reservation.objects.count() == 5
    assert units(product) == (5, 5, 0)


def test_baskets_of_the_same_articles_in_other_orders_never_lock_each_other(
    committed_world: RightsWorld,
) -> None:
    products = [committed_world.product(sku=f"PIN-{n}", stock=100) for n in range(3)]
    orders = [products, products[::-1], products[1:] + products[:1]]
    requests = [
        request_for(basket_with(*orders[n % 3], quantity=2), key=f"key-{n}") for n in range(12)
    ]
    answers = all_at_once([partial(place_order, request) for request in requests])
    assert all(isinstance(answer, PlacedOrder) for answer in answers)
    assert [units(product) for product in products] == [(100, 24, 0)] * 3
    assert broken_rules() == []


def test_eight_clicks_with_one_key_are_one_order_and_one_intent(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=10)
    request = request_for(basket_with(product))
    answers = all_at_once([partial(begin_payment, request)] * 8)
    numbers = {answer.order.number for answer in answers if isinstance(answer, PlacedOrder)}
    assert not [answer for answer in answers if isinstance(answer, BasketNotOpen)]
    assert numbers == {Order.objects.get().number}
    assert len(stripe.control("GET", "ledger")["intents"]) == 1
    assert units(product) == (10, 1, 0)
    assert broken_rules() == []


def test_one_basket_under_eight_keys_is_one_order(committed_world: RightsWorld) -> None:
    product = committed_world.product(stock=10)
    basket = basket_with(product)
    requests = [request_for(basket, key=f"key-{n}") for n in range(8)]
    answers = all_at_once([partial(place_order, request) for request in requests])
    assert sum(isinstance(answer, PlacedOrder) for answer in answers) == 1
    assert sum(isinstance(answer, BasketNotOpen) for answer in answers) == 7
    assert units(product) == (10, 1, 0)
    assert broken_rules() == []


def test_two_requests_under_one_key_are_one_order_and_one_clash(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product(stock=10)
    requests = [
        request_for(basket_with(product), key="same", email=f"{name}@example.org")
        for name in ("ada", "eve")
    ]
    answers = all_at_once([partial(place_order, request) for request in requests])
    assert {type(answer) for answer in answers} == {PlacedOrder, IdempotencyClash}
    assert units(product) == (10, 1, 0)


def test_a_recall_among_the_buyers_stops_every_sale_after_it(committed_world: RightsWorld) -> None:
    product = committed_world.product(stock=50)
    requests = [request_for(basket_with(product), key=f"key-{n}") for n in range(12)]
    spare = basket_with(product)

    def recall() -> None:
        for _ in range(5):  # on a busy machine the lock may take longer than it may be waited for
            with suppress(OperationalError), transaction.atomic():
                place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
                return
        raise AssertionError("The recall did not get its lock.")

    works = [partial(place_order, request) for request in requests]
    answers = all_at_once([*works[:4], recall, *works[4:]])
    placed = [answer for answer in answers if isinstance(answer, PlacedOrder)]
    refused = [answer for answer in answers if isinstance(answer, NotSellable)]
    assert len(placed) + len(refused) == 12
    revisions = RightsDecisionLog.objects.values_list("revision", flat=True)
    now = current_revision() or 0
    assert all(revision < now for revision in revisions)
    assert {answer.data["reason"] for answer in refused} <= {"RECALLED"}
    late = replace(requests[0], idempotency_key="late", basket_id=spare.pk)
    assert isinstance(all_at_once([partial(place_order, late)])[0], NotSellable)
    assert broken_rules() == []


def test_a_buyer_who_waited_for_a_recall_is_refused_although_they_began_before_it(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product()
    request = request_for(basket_with(product))

    def recall() -> None:
        place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)

    with transaction.atomic():
        began = database_now()
        all_at_once([recall])
        with pytest.raises(NotSellable):
            place_order(request)
        assert database_now() == began
