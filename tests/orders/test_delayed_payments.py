"""A bank that takes days: stock stays reserved meanwhile, and the buyer is told the result."""

from datetime import timedelta
from typing import Any

import pytest
import stripe as stripe_client
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from licensing.services import place_hold
from shop.commerce.inventory.models import Reservation
from shop.finance.payments import gateway
from shop.finance.payments.errors import PaymentUnavailable
from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.order_links import order_token, order_url
from shop.orders.denials.revocation import process_denials
from shop.orders.models import CountedUnits, OutgoingMessage
from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders
from shop.orders.payment.settlement import apply_intent, settle_payment
from shop.orders.tasks import send_late_refusal
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import clock_now, database_now
from tests.orders.sandbox import attempt_of, confirm, force, status_at_stripe
from tests.orders.test_giving_up import let_the_hold_end, status
from tests.orders.test_settlement import COURIERS, Courier, is_paid_once
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, units, waiting_order
from tools.testing.stripe_harness import Sandbox

Mails = list[EmailMultiAlternatives]
SLOW = "pm_card_sandboxProcessing"


@pytest.fixture
def slow_bank(stripe: Sandbox) -> Sandbox:
    """Return a sandbox whose slow payments end when a test ends them."""
    stripe.control("POST", "settings", {"processing_seconds": 600})
    return stripe


def processing_order(sandbox: Sandbox, product: Any, **changes: Any) -> Order:
    """Return an order whose payment is processing at the bank."""
    order = waiting_order(product, **changes)
    confirm(sandbox, order, SLOW)
    settle_payment(attempt_of(order).pk)
    return Order.objects.get(pk=order.pk)


def page_of(order: Order, prefix: str = "en-fr") -> str:
    answer = Client().get(f"/{prefix}/order/{order_token(order)}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_stock_is_kept_beyond_the_hold_while_the_bank_decides(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    product = world.product()
    order = processing_order(slow_bank, product)
    assert attempt_of(order).state == PaymentAttempt.State.PROCESSING
    assert timedelta(days=7) - (order.hold_expires_at - order.date_placed) < timedelta(minutes=1)
    assert Reservation.objects.get(order=order).expires_at == order.hold_expires_at
    let_the_hold_end(order)
    sweep_expired_orders()
    order.refresh_from_db()
    assert order.status == OrderState.PENDING
    assert order.hold_expires_at > database_now() + timedelta(days=6)
    assert units(product) == (10, 1, 0)
    assert broken_rules() == []


def test_a_hold_that_ends_before_anybody_heard_of_the_processing_is_kept_too(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    product = world.product()
    order = waiting_order(product)
    confirm(slow_bank, order, SLOW)
    let_the_hold_end(order)
    sweep_expired_orders()
    assert (status(order), units(product)) == ("PENDING", (10, 1, 0))
    assert attempt_of(order).state == PaymentAttempt.State.PROCESSING


def test_the_page_says_that_the_payment_is_being_processed(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    order = processing_order(slow_bank, world.product())
    page = page_of(order)
    assert "Your payment is being processed" in page
    assert "stay reserved until then" in page
    assert "Pay now" not in page
    assert "Ihre Zahlung wird bearbeitet" in page_of(order, "de-de")
    answer = Client().get(f"/en-fr/pay/{order_token(order)}/")
    assert answer.headers["Location"].endswith("/return/")


@pytest.mark.parametrize("courier", COURIERS)
def test_a_later_success_pays_the_order(
    world: RightsWorld, slow_bank: Sandbox, courier: Courier
) -> None:
    product = world.product()
    order = processing_order(slow_bank, product)
    force(slow_bank, order, "succeed")
    courier(order)
    courier(order)
    assert is_paid_once(order)
    assert units(product) == (10, 0, 1)
    assert "We have received your payment." in page_of(order)


@pytest.mark.parametrize("courier", COURIERS)
def test_a_later_refusal_frees_the_stock_and_is_told_once(
    world: RightsWorld, slow_bank: Sandbox, courier: Courier, mailoutbox: Mails
) -> None:
    product = world.product(title="Enamel pin")
    order = processing_order(slow_bank, product)
    force(slow_bank, order, "fail")
    courier(order)
    courier(order)
    assert (status(order), status_at_stripe(slow_bank, order)) == ("CANCELLED", "canceled")
    attempt = attempt_of(order)
    assert (attempt.state, attempt.decline_code) == ("CANCELLED", "generic_decline")
    assert units(product) == (10, 0, 0)
    assert broken_rules() == []
    run_queued_jobs()
    send_late_refusal(order_id=order.pk)
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert mail.subject == f"Your payment for order {order.number} did not go through"
    ((html, _kind),) = mail.alternatives
    for text in (mail.body, str(html)):
        for fact in (order.number, "Enamel pin", "Nothing was charged", order_url(order)):
            assert fact in text
    page = page_of(order)
    assert "Your payment did not go through" in page
    assert "Nothing was charged" in page


@pytest.mark.parametrize(
    ("market", "territory", "language"),
    [("de", "DE", "de"), ("jp", "JP", "ja"), ("ae", "AE", "ar")],
)
def test_the_refusal_is_told_in_the_language_of_the_order(
    world: RightsWorld,
    slow_bank: Sandbox,
    mailoutbox: Mails,
    market: str,
    territory: str,
    language: str,
) -> None:
    place: dict[str, Any] = {"market": market, "territory": territory, "language": language}
    order = processing_order(slow_bank, world.product(), **place)
    force(slow_bank, order, "fail")
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    with translation.override(language):
        subject = gettext("Your payment for order %(number)s did not go through")
        heading = gettext("Your payment did not go through")
    assert mailoutbox[0].subject == subject % {"number": order.number}
    assert heading in mailoutbox[0].body
    assert f'lang="{language}"' in str(mailoutbox[0].alternatives[0][0])


def test_the_sweeper_tells_a_late_refusal_that_nobody_brought(
    world: RightsWorld, slow_bank: Sandbox, mailoutbox: Mails
) -> None:
    product = world.product()
    order = processing_order(slow_bank, product)
    force(slow_bank, order, "fail")
    let_the_hold_end(order)
    sweep_expired_orders()
    assert (status(order), units(product)) == ("CANCELLED", (10, 0, 0))
    run_queued_jobs()
    assert len(mailoutbox) == 1


def test_stock_is_freed_only_once_stripe_has_cancelled(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    product = world.product()
    order = processing_order(slow_bank, product)
    force(slow_bank, order, "fail")
    fault = {"action": "reset_before", "match": {"path": "/cancel$"}}
    slow_bank.control("POST", "faults", fault)
    with pytest.raises(PaymentUnavailable):
        settle_payment(attempt_of(order).pk)
    assert (status(order), units(product)) == ("PENDING", (10, 1, 0))
    slow_bank.control("POST", "faults", {**fault, "action": "reset_after"})
    with pytest.raises(PaymentUnavailable):
        settle_payment(attempt_of(order).pk)
    assert (status(order), status_at_stripe(slow_bank, order)) == ("PENDING", "canceled")
    PaymentAttempt.objects.update(created_at=database_now() - timedelta(seconds=61))
    reconcile_payments()
    assert (status(order), units(product)) == ("CANCELLED", (10, 0, 0))
    assert OutgoingMessage.objects.filter(order=order, kind="LATE_REFUSAL").exists()


def test_another_card_that_was_quicker_than_the_news_pays(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    order = processing_order(slow_bank, world.product())
    force(slow_bank, order, "fail")
    confirm(slow_bank, order, "pm_card_visa")
    settle_payment(attempt_of(order).pk)
    assert is_paid_once(order)
    assert not OutgoingMessage.objects.filter(kind="LATE_REFUSAL").exists()


def test_another_card_that_is_being_approved_has_ten_minutes(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    order = processing_order(slow_bank, world.product())
    force(slow_bank, order, "fail")
    confirm(slow_bank, order, "pm_card_authenticationRequired")
    settle_payment(attempt_of(order).pk)
    order.refresh_from_db()
    assert attempt_of(order).state == PaymentAttempt.State.CREATED
    assert order.hold_expires_at <= database_now() + timedelta(minutes=10)
    force(slow_bank, order, "authenticate")
    settle_payment(attempt_of(order).pk)
    assert is_paid_once(order)


def test_a_refusal_seen_in_the_middle_of_a_sweep_is_ended_by_the_next_look(
    world: RightsWorld, slow_bank: Sandbox
) -> None:
    order = processing_order(slow_bank, world.product())
    force(slow_bank, order, "fail")
    attempt = attempt_of(order)
    apply_intent(attempt, gateway.fetch_intent(str(attempt.intent_id)))
    assert (status(order), attempt_of(order).state) == ("PENDING", "PROCESSING")
    settle_payment(attempt.pk)
    assert status(order) == OrderState.CANCELLED


def test_an_order_that_was_denied_meanwhile_is_told_that_and_nothing_else(
    world: RightsWorld, slow_bank: Sandbox, mailoutbox: Mails
) -> None:
    product = world.product()
    order = processing_order(slow_bank, product)
    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=product.pk)
    process_denials()
    assert (status(order), units(product)) == ("PENDING", (10, 1, 0))
    force(slow_bank, order, "fail")
    settle_payment(attempt_of(order).pk)
    process_denials()
    assert (status(order), units(product)) == ("CANCELLED", (10, 0, 0))
    run_queued_jobs()
    (mail,) = mailoutbox
    assert "has been cancelled" in mail.subject


def test_a_limited_article_is_paid_with_nothing_that_takes_time(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product(limit_per_person=1))
    found = stripe.client().v1.payment_intents.retrieve(str(attempt_of(order).intent_id))
    assert (found.payment_method_types, found.capture_method) == (["card"], "manual")
    assert found.automatic_payment_methods is None
    with pytest.raises(stripe_client.InvalidRequestError):
        confirm(stripe, order, SLOW)
    assert status_at_stripe(stripe, order) == "requires_payment_method"
    assert CountedUnits.objects.filter(order=order).exists()
