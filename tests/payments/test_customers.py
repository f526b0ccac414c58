"""A person with an account is one customer of Stripe, which stores their cards."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from shop.finance.payments import gateway
from shop.finance.payments.customers import customer_of, remove_card, saved_cards
from shop.finance.payments.errors import CardNotFound, PaymentUnavailable
from shop.finance.payments.models import StripeCustomer
from shop.identity.accounts.models import User
from shop.orders.checkout.placement import begin_payment, open_intent
from shop.orders.payment.expiry import sweep_expired_orders
from tests.orders.sandbox import attempt_of, confirm, status_at_stripe
from tests.orders.test_giving_up import let_the_hold_end, status
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for, waiting_order
from tools.testing.stripe_harness import Sandbox

CUSTOMERS = {"match": {"path": "/v1/customers$"}}


@pytest.fixture
def fan(world: RightsWorld) -> User:
    return UserFactory()


def customers_at(sandbox: Sandbox) -> list[str]:
    return [found.id for found in sandbox.client().v1.customers.list().data]


def customer_at(sandbox: Sandbox, intent_id: str | None) -> str | None:
    found = sandbox.client().v1.payment_intents.retrieve(str(intent_id)).customer
    return str(found) if found else None


def test_all_orders_of_a_person_are_of_one_customer(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    product = world.product()
    orders = [waiting_order(product, key=key, user_id=fan.pk) for key in ("one", "two")]
    (customer,) = customers_at(stripe)
    assert [customer_at(stripe, attempt_of(order).intent_id) for order in orders] == [customer] * 2
    assert StripeCustomer.objects.get().customer_id == customer
    assert open_intent(orders[0]).customer_id == customer


def test_a_guest_has_no_customer(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    assert customers_at(stripe) == []
    assert not StripeCustomer.objects.exists()
    assert customer_at(stripe, attempt_of(order).intent_id) is None


def test_two_persons_are_two_customers(stripe: Sandbox, fan: User) -> None:
    assert customer_of(fan.pk) != customer_of(UserFactory().pk)


def test_stripe_learns_no_more_of_a_person_than_a_random_id(stripe: Sandbox, fan: User) -> None:
    found = stripe.client().v1.customers.retrieve(customer_of(fan.pk)).to_dict()
    known = StripeCustomer.objects.get()
    assert found["metadata"] == {"person": str(known.public_id)}
    assert (found["email"], found["name"], found["address"]) == (None, None, None)


@pytest.mark.parametrize("action", ["reset_after", "truncate", "reset_before", "429"])
def test_a_lost_answer_makes_no_second_customer(stripe: Sandbox, fan: User, action: str) -> None:
    stripe.control("POST", "faults", {"action": action, **CUSTOMERS})
    with pytest.raises(PaymentUnavailable):
        customer_of(fan.pk)
    assert customer_of(fan.pk) == customer_of(fan.pk)
    assert len(customers_at(stripe)) == 1


def test_an_order_without_a_customer_yet_stands_and_goes_on_with_one(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    request = request_for(basket_with(world.product()), user_id=fan.pk)
    stripe.control("POST", "faults", {"action": "status_500_before", "times": 1, **CUSTOMERS})
    stripe.control("POST", "faults", {"action": "reset_before", "times": 1, **CUSTOMERS})
    with pytest.raises(PaymentUnavailable):
        begin_payment(request)
    assert stripe.control("GET", "ledger")["intents"] == []
    stripe.control("DELETE", "faults")
    stripe.control("POST", "reset")  # Stripe keeps the failure under its key for a day
    placed = begin_payment(request)
    assert customer_at(stripe, placed.attempt.intent_id) == customer_of(fan.pk)


def test_a_lost_intent_of_a_person_is_found_again_and_cancelled(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    fault = {"action": "reset_after", "match": {"path": "^/v1/payment_intents$"}}
    stripe.control("POST", "faults", fault)
    with pytest.raises(PaymentUnavailable):
        waiting_order(world.product(), user_id=fan.pk)
    order = fan.orders.get()
    let_the_hold_end(order)
    sweep_expired_orders()
    assert (status(order), status_at_stripe(stripe, order)) == ("EXPIRED", "canceled")
    assert len(stripe.control("GET", "ledger")["intents"]) == 1


def test_a_customer_deleted_at_stripe_is_replaced(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    gone = customer_of(fan.pk)
    stripe.client().v1.customers.delete(gone)
    assert saved_cards(fan.pk) == []
    order = waiting_order(world.product(), user_id=fan.pk)
    now = customer_of(fan.pk)
    assert now != gone
    assert customer_at(stripe, attempt_of(order).intent_id) == now


def test_a_card_kept_at_payment_is_shown_and_removed(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    assert saved_cards(fan.pk) == []
    order = waiting_order(world.product(), user_id=fan.pk)
    keep: Any = {"payment_method": "pm_card_visa", "return_url": "https://store.example/",
                 "setup_future_usage": "on_session"}  # fmt: skip
    intents = stripe.client().v1.payment_intents
    intents.confirm(str(attempt_of(order).intent_id), keep)
    (card,) = saved_cards(fan.pk)
    assert (card.brand, card.last4) == ("visa", "4242")
    remove_card(fan.pk, card.id)
    assert saved_cards(fan.pk) == []
    with pytest.raises(CardNotFound):
        remove_card(fan.pk, card.id)


def test_without_the_wish_no_card_is_kept(world: RightsWorld, stripe: Sandbox, fan: User) -> None:
    confirm(stripe, waiting_order(world.product(), user_id=fan.pk), "pm_card_visa")
    assert saved_cards(fan.pk) == []


def test_nobody_removes_the_card_of_another(stripe: Sandbox, fan: User) -> None:
    other = UserFactory()
    method = stripe.client().v1.payment_methods
    theirs = method.attach("pm_card_visa", {"customer": customer_of(other.pk)}).id
    with pytest.raises(CardNotFound):
        remove_card(fan.pk, theirs)
    customer_of(fan.pk)
    with pytest.raises(CardNotFound):
        remove_card(fan.pk, theirs)
    assert [card.id for card in saved_cards(other.pk)] == [theirs]


def test_a_person_who_begins_twice_at_once_is_one_customer(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    fan, barrier = UserFactory(), Barrier(4)

    def begin(_: int) -> str:
        barrier.wait(30)
        try:
            return customer_of(fan.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(begin, range(4)))
    assert len(found) == len(customers_at(stripe)) == 1


def test_who_comes_second_uses_the_customer_of_the_first(
    stripe: Sandbox, fan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stripe answers 409 while a call with the same key runs; by then the first has stored it."""

    def beaten(**_: object) -> str:
        StripeCustomer.objects.filter(pk=fan.pk).update(customer_id="cus_first")
        raise PaymentUnavailable

    monkeypatch.setattr(gateway, "create_customer", beaten)
    assert customer_of(fan.pk) == "cus_first"
