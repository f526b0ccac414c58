"""Unpaid orders: Stripe cancels first, and the stock is released only after its answer."""

from datetime import timedelta
from time import sleep

import pytest
from django.core.management import call_command

from shop.finance.payments.errors import PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.placement import begin_payment, open_intent, place_order
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment import expiry
from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, confirm, pay, status_at_stripe
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, request_for, units, waiting_order
from tools.testing.stripe_harness import Sandbox

CREATE, CANCEL = "^/v1/payment_intents$", "/cancel$"


def let_the_hold_end(order: Order) -> None:
    """Make the order as old as one whose hold is over."""
    before = database_now() - timedelta(seconds=1)
    Order.objects.filter(pk=order.pk).update(hold_expires_at=before)


def status(order: Order) -> str:
    """Return the order's state as stored."""
    return Order.objects.get(pk=order.pk).status


def fault(sandbox: Sandbox, action: str, path: str, times: int = 1) -> None:
    """Make calls of a path fail."""
    sandbox.control("POST", "faults", {"action": action, "match": {"path": path}, "times": times})


def test_an_expired_order_is_cancelled_at_stripe_and_its_stock_released(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product, quantity=3)
    let_the_hold_end(order)
    assert sweep_expired_orders() == 1
    assert status(order) == OrderState.EXPIRED
    assert status_at_stripe(stripe, order) == "canceled"
    assert attempt_of(order).state == PaymentAttempt.State.CANCELLED
    assert units(product) == (10, 0, 0)
    assert all(finding.holds for finding in check_invariants())
    assert sweep_expired_orders() == 0


def test_an_order_whose_hold_lasts_is_left_alone(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    assert sweep_expired_orders() == 0
    assert status(order) == OrderState.PENDING
    assert status_at_stripe(stripe, order) == "requires_payment_method"


@pytest.mark.parametrize("action", ["reset_before", "status_500_before", "429"])
def test_stock_stays_held_while_stripe_does_not_answer(
    world: RightsWorld, stripe: Sandbox, action: str
) -> None:
    product = world.product()
    order = waiting_order(product)
    let_the_hold_end(order)
    fault(stripe, action, CANCEL)
    sweep_expired_orders()
    assert status(order) == OrderState.PENDING
    assert units(product) == (10, 1, 0)
    sweep_expired_orders()
    assert status(order) == OrderState.EXPIRED
    assert units(product) == (10, 0, 0)


def test_a_cancellation_whose_answer_was_lost_is_found_by_the_next_sweep(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    let_the_hold_end(order)
    fault(stripe, "reset_after", CANCEL)
    sweep_expired_orders()
    assert (status(order), status_at_stripe(stripe, order)) == ("PENDING", "canceled")
    sweep_expired_orders()
    assert status(order) == OrderState.EXPIRED
    assert units(product) == (10, 0, 0)


def test_an_order_that_turns_out_to_be_paid_is_paid_not_given_up(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    pay(stripe, order)
    let_the_hold_end(order)
    sweep_expired_orders()
    assert status(order) == OrderState.PAID
    assert units(product) == (10, 0, 1)


def test_an_order_whose_bank_still_decides_is_kept(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product()
    order = waiting_order(product)
    stripe.control("POST", "settings", {"processing_seconds": 600})
    confirm(stripe, order, "pm_card_sandboxProcessing")
    let_the_hold_end(order)
    sweep_expired_orders()
    assert status(order) == OrderState.PENDING
    assert units(product) == (10, 1, 0)


def test_one_order_in_trouble_does_not_stop_the_sweep_of_others(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    unknown = waiting_order(product, key="unknown")
    stripe.control("POST", "reset")
    known = waiting_order(product, key="known")
    for order in (unknown, known):
        let_the_hold_end(order)
    assert sweep_expired_orders() == 2
    assert (status(unknown), status(known)) == ("PENDING", "EXPIRED")
    assert units(product) == (10, 1, 0)


def test_an_order_without_an_intent_is_given_up_too(world: RightsWorld, stripe: Sandbox) -> None:
    product = world.product()
    order = place_order(request_for(basket_with(product))).order
    let_the_hold_end(order)
    sweep_expired_orders()
    assert status(order) == OrderState.EXPIRED
    assert [i["status"] for i in stripe.control("GET", "ledger")["intents"]] == ["canceled"]
    assert units(product) == (10, 0, 0)


@pytest.mark.parametrize(("action", "intents"), [("reset_after", 1), ("reset_before", 0)])
def test_an_intent_whose_answer_was_lost_is_taken_up_by_the_next_try(
    world: RightsWorld, stripe: Sandbox, action: str, intents: int
) -> None:
    request = request_for(basket_with(world.product()))
    fault(stripe, action, CREATE)
    with pytest.raises(PaymentUnavailable):
        begin_payment(request)
    order = Order.objects.get()
    assert attempt_of(order).state == PaymentAttempt.State.NEW
    assert len(stripe.control("GET", "ledger")["intents"]) == intents
    begin_payment(request)
    assert attempt_of(order).state == PaymentAttempt.State.CREATED
    assert len(stripe.control("GET", "ledger")["intents"]) == 1
    assert open_intent(order).id == attempt_of(order).intent_id


def test_a_failure_that_stripe_replays_holds_no_stock_for_ever(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    fault(stripe, "status_500_after", CREATE)
    fault(stripe, "429", "search")
    with pytest.raises(PaymentUnavailable):
        begin_payment(request_for(basket_with(product)))
    order = Order.objects.get()
    let_the_hold_end(order)
    sweep_expired_orders()
    assert status(order) == OrderState.EXPIRED
    assert units(product) == (10, 0, 0)
    assert [i["status"] for i in stripe.control("GET", "ledger")["intents"]] == ["canceled"]


def test_a_failure_that_stripe_replays_does_not_stop_the_buyer(
    world: RightsWorld, stripe: Sandbox
) -> None:
    fault(stripe, "status_500_after", CREATE)
    order = begin_payment(request_for(basket_with(world.product()))).order
    assert attempt_of(order).intent_id == open_intent(order).id


def test_after_a_day_a_lost_intent_is_searched_never_made_again(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    fault(stripe, "reset_after", CREATE)
    with pytest.raises(PaymentUnavailable):
        begin_payment(request_for(basket_with(product)))
    order = Order.objects.get()
    let_the_hold_end(order)
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(hours=25))
    sweep_expired_orders()
    assert status(order) == OrderState.EXPIRED
    assert [i["status"] for i in stripe.control("GET", "ledger")["intents"]] == ["canceled"]


def test_after_a_day_an_intent_that_never_was_is_not_made(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = place_order(request_for(basket_with(world.product()))).order
    let_the_hold_end(order)
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(hours=25))
    sweep_expired_orders()
    assert status(order) == OrderState.EXPIRED
    assert stripe.control("GET", "ledger")["intents"] == []


def test_the_reconciler_asks_only_about_payments_older_than_a_minute(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product())
    pay(stripe, order)
    assert reconcile_payments() == 0
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(seconds=61))
    assert reconcile_payments() == 1
    assert status(order) == OrderState.PAID
    assert reconcile_payments() == 0


def test_one_payment_in_trouble_does_not_stop_the_reconciler(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product()
    waiting_order(product, key="unknown")
    stripe.control("POST", "reset")
    paid = waiting_order(product, key="paid")
    pay(stripe, paid)
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(seconds=61))
    assert reconcile_payments() == 2
    assert status(paid) == OrderState.PAID


def test_who_was_asked_about_already_lets_others_go_first(
    world: RightsWorld, stripe: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unpaid orders beyond one run's number of checks do not delay other payments."""
    monkeypatch.setattr(expiry, "MOST_ASKED", 2)
    product = world.product()
    for number in range(2):
        waiting_order(product, key=f"never pays {number}")
    paid = waiting_order(product, key="paid")
    pay(stripe, paid)
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(seconds=61))
    assert reconcile_payments() == 2
    assert status(paid) == OrderState.PENDING
    assert reconcile_payments() == 1
    assert status(paid) == OrderState.PAID
    assert reconcile_payments() == 0
    assert reconcile_payments(hurry=True) == 2


@pytest.mark.parametrize(
    ("state", "seconds", "asked"),
    [("CREATED", 40, 0), ("CREATED", 60, 1), ("PROCESSING", 270, 0), ("PROCESSING", 300, 1)],
)
def test_a_payment_is_asked_about_again_after_a_while(
    world: RightsWorld, stripe: Sandbox, state: str, seconds: int, asked: int
) -> None:
    waiting_order(world.product())
    now = database_now()
    PaymentAttempt.objects.update(
        created_at=now - timedelta(hours=1), asked_at=now - timedelta(seconds=seconds), state=state
    )
    assert reconcile_payments() == asked


def test_the_command_does_both_and_counts(
    world: RightsWorld, stripe: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    product = world.product()
    expired, paid = waiting_order(product, key="old"), waiting_order(product, key="paid")
    let_the_hold_end(expired)
    pay(stripe, paid)
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(seconds=61))
    call_command("reconcile_payments")
    assert capsys.readouterr().out.splitlines() == [
        "expired orders processed: 1",
        "unsettled payments processed: 1",
    ]
    assert (status(expired), status(paid)) == ("EXPIRED", "PAID")


def test_one_that_fails_keeps_no_other_from_being_looked_at() -> None:
    looked_at: list[int] = []

    def look(number: int) -> None:
        if number == 0:
            raise LookupError
        sleep(0.01)
        looked_at.append(number)

    with pytest.raises(LookupError):
        expiry._each(look, range(12), 2)
    assert sorted(looked_at) == list(range(1, 12))
