"""Partial refunds: exact to the minor unit, made once, with all their consequences."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.errors import PaymentUnavailable
from shop.finance.payments.models import Refund, StripeEvent
from shop.finance.royalties.models import RoyaltyAccrual
from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from shop.orders.aftersales.order_status import status_summary
from shop.orders.aftersales.overdue_refunds import queue_overdue_refunds
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.aftersales.shipments import ShipmentRequest, lines_to_pack, ship_lines
from shop.orders.aftersales.staff_queries import orders_by_status, sales_since
from shop.orders.checkout.placement import begin_payment
from shop.orders.denials.revocation import process_denials, refund_held_order
from shop.orders.errors import IdempotencyClash, OrderStateConflict, RefundRefused
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import HeldOrder, OutgoingMessage
from shop.orders.payment.settlement import settle_payment
from shop.orders.tasks import send_message, send_refund
from shop.oscar.order.models import Order, OrderState
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import request_for, run_queued_jobs, units
from tools.testing.factories.vouchers import basket_using, make_voucher, two_articles
from tools.testing.stripe_harness import Sandbox


def broken() -> list[str]:
    return [f"{rule.name}: {rule.detail}" for rule in check_invariants() if not rule.holds]


def paid_order(
    world: RightsWorld,
    stripe: Sandbox,
    *,
    market: str = "fr",
    territory: str = "FR",
) -> Order:
    """Return a paid order of three units of each of two articles, with a seventh off."""
    make_voucher(percent=Decimal("14.29"))
    place = {"market": market, "territory": territory}
    agreement = world.agreement(royalty_rate=Decimal("0.123"))
    articles = two_articles(world, agreement=agreement)
    basket = basket_using("TENTH", *articles, quantity=3, **place)
    order = begin_payment(request_for(basket, **place)).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.PAID
    return order


@pytest.fixture(scope="module")
def paid(build_paid: Callable[..., tuple[Any, Any]]) -> tuple[tuple[RightsWorld, Order], Any]:
    """Build a shop with a paid order once for all tests of the module."""
    return build_paid(lambda world, stripe: (world, paid_order(world, stripe)))


@pytest.fixture
def prepared(
    db: None, stripe: Sandbox, paid: tuple[tuple[RightsWorld, Order], Any]
) -> tuple[RightsWorld, Order]:
    """Return a copy of the shop and its order, which Stripe knows."""
    built, at_stripe = paid
    stripe.control("PUT", "state", at_stripe)
    return deepcopy(built)


@pytest.fixture
def order(prepared: tuple[RightsWorld, Order]) -> Order:
    """Return the paid order of two articles."""
    return prepared[1]


def give_back(
    order: Order, numbers: Mapping[int, int], *, key: str = "refund-1", **changes: Any
) -> Refund:
    """Refund units of lines, named by their place in the order."""
    lines = list(order.lines.order_by("pk"))
    fields = {"delivery": False, "reason": "broken"} | changes
    clerk = User.objects.filter(email="clerk@example.org").first()
    by = clerk or UserFactory(email="clerk@example.org")
    units_of = {lines[place].pk: count for place, count in numbers.items()}
    return refund_part(RefundRequest(key, order.number, units_of, by_id=by.pk, **fields))


def given_back(stripe: Sandbox) -> list[int]:
    """Return the amounts of the refunds at Stripe."""
    return [refund["amount"] for refund in stripe.control("GET", "ledger")["refunds"]]


def test_units_that_were_not_sent_are_for_sale_again(order: Order) -> None:
    product = order.lines.order_by("pk")[0].product
    assert units(product) == (10, 0, 3)
    give_back(order, {0: 2})
    assert units(product) == (10, 0, 1)
    give_back(order, {0: 1}, key="refund-2")
    assert units(product) == (10, 0, 0)
    run_queued_jobs()
    assert broken() == []


def test_what_its_units_earned_is_taken_back(order: Order) -> None:
    line = order.lines.order_by("pk")[0]
    refund = give_back(order, {0: 1})
    sale, back = RoyaltyAccrual.objects.filter(order_line=line)
    part = refund.lines.get()
    assert (back.reverses, back.refund, back.net) == (sale, refund, -part.excl)
    assert Decimal(0) > back.earned > -sale.earned
    assert (back.rate, back.fx_rate, back.fx_day) == (sale.rate, sale.fx_rate, sale.fx_day)


def test_the_same_request_gives_back_once(order: Order, stripe: Sandbox) -> None:
    assert give_back(order, {0: 1}) == give_back(order, {0: 1})
    with pytest.raises(IdempotencyClash):
        give_back(order, {0: 2})
    run_queued_jobs()
    run_queued_jobs()
    assert len(given_back(stripe)) == 1
    assert broken() == []


@pytest.mark.parametrize(
    ("numbers", "changes", "reason"),
    [
        ({0: 4}, {}, "too_many"),
        ({0: -1}, {}, "too_many"),
        ({}, {}, "nothing"),
        ({0: 1}, {"reason": "  "}, "no_reason"),
    ],
)
def test_what_cannot_be_given_back_is_refused_with_its_reason(
    order: Order,
    numbers: dict[int, int],
    changes: dict[str, Any],
    reason: str,
) -> None:
    with pytest.raises(RefundRefused) as refusal:
        give_back(order, numbers, **changes)
    assert refusal.value.data["reason"] == reason
    assert not Refund.objects.exists()
    assert broken() == []


def test_delivery_goes_back_once_and_an_order_that_is_not_paid_not_at_all(
    prepared: tuple[RightsWorld, Order],
) -> None:
    world, order = prepared
    assert give_back(order, {}, delivery=True).amount == order.shipping_incl_tax
    with pytest.raises(RefundRefused):
        give_back(order, {}, key="refund-2", delivery=True)
    waiting = begin_payment(request_for(basket_using("", world.product(sku="X")), key="k9")).order
    with pytest.raises(OrderStateConflict):
        give_back(waiting, {0: 1}, key="refund-3")


@pytest.mark.parametrize("sent_first", [True, False])
def test_what_a_part_left_goes_back_when_the_whole_does(
    order: Order, stripe: Sandbox, *, sent_first: bool
) -> None:
    give_back(order, {0: 1})
    if sent_first:
        run_queued_jobs()
    by = User.objects.get(email="clerk@example.org")
    held = HeldOrder.objects.create(order=order, denied=[])
    refund_held_order(held=held, by_id=by.pk)
    assert broken() == []
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert sum(given_back(stripe)) == order.total_incl_tax * 100
    assert reconcile_balance().differences == ()
    assert broken() == []
    assert process_denials() == 0


@pytest.mark.parametrize("action", ["status_500_after", "status_500_before", "reset_after", "429"])
def test_a_refund_that_stripe_answers_badly_is_sent_once(
    order: Order, stripe: Sandbox, action: str
) -> None:
    earlier = give_back(order, {1: 1}, key="refund-0")
    run_queued_jobs()
    refund = give_back(order, {0: 1})
    fault = {"action": action, "match": {"method": "POST", "path": "^/v1/refunds$"}, "times": 1}
    stripe.control("POST", "faults", fault)
    for _ in range(3):
        try:
            send_refund(refund_id=refund.pk)
        except PaymentUnavailable:
            continue
    refund.refresh_from_db()
    if action != "status_500_before":  # which Stripe keeps for a day: the job tries on
        assert refund.state == Refund.State.SENT
        amounts = [int(earlier.amount * 100), int(refund.amount * 100)]
        assert given_back(stripe) == amounts
    assert broken() == []


def test_the_buyer_is_told_once_what_goes_back(order: Order) -> None:
    mail.outbox.clear()
    refund = give_back(order, {0: 1}, delivery=False)
    run_queued_jobs()
    run_queued_jobs()
    (sent,) = mail.outbox
    assert order.number in sent.subject
    assert f"€{refund.amount}" in sent.body
    assert f"€{refund.amount}" in str(sent.alternatives[0][0])


def test_an_app_sees_what_goes_back(order: Order, client: Client) -> None:
    refund = give_back(order, {0: 1})
    body = client.get(f"/api/v1/orders/{order_token(order)}/").json()
    assert body["refunded"] == str(refund.amount)


def test_parts_that_reach_the_total_end_the_order_as_refunded(order: Order) -> None:
    product = order.lines.order_by("pk")[0].product
    give_back(order, {0: 3, 1: 3})
    order.refresh_from_db()
    assert order.status == OrderState.PAID
    give_back(order, {}, key="refund-2", delivery=True)
    order.refresh_from_db()
    assert order.status == OrderState.REFUND_DUE
    assert units(product) == (10, 0, 0)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert sales_since(order.date_placed) == []
    assert broken() == []


def test_takings_are_without_what_was_refunded(order: Order) -> None:
    refund = give_back(order, {0: 1})
    (taken,) = sales_since(order.date_placed)
    assert (taken.orders, taken.total) == (1, order.total_incl_tax - refund.amount)


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("sequence", list(permutations(["first", "second", "delivery"])))
def test_parts_end_the_order_in_any_order_before_and_after_it_is_sent(
    prepared: tuple[RightsWorld, Order], sequence: tuple[str, ...], *, sent: bool
) -> None:
    world, order = prepared
    if sent:
        clerk = UserFactory(email="packer@example.org")
        lines = [line.pk for line in order.lines.all()]
        parcel = ShipmentRequest(order.number, lines, "other")
        ship_lines(request=parcel, licensee=world.licensee, by_id=clerk.pk)
    for part in sequence:
        numbers = {"first": {0: 3}, "second": {1: 3}, "delivery": {}}[part]
        give_back(order, numbers, key=part, delivery=part == "delivery")
        if sequence.index(part) == 0:
            run_queued_jobs()
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert broken() == []


def test_an_order_that_still_counts_as_paid_is_ended_by_the_hourly_job(order: Order) -> None:
    """As an order that was refunded in parts before such orders ended: its row says PAID."""
    give_back(order, {0: 3, 1: 3}, delivery=True)
    run_queued_jobs()
    Order.objects.filter(pk=order.pk).update(status=OrderState.PAID)
    assert any("refunds reach its total" in name for name in broken())
    queue_overdue_refunds()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert broken() == []


def test_a_disputed_payment_is_not_refunded_until_the_dispute_is_won(order: Order) -> None:
    intent = attempt_of(order).intent_id
    for number, (status, refused) in enumerate(
        [("needs_response", True), ("lost", True), ("won", False)]
    ):
        StripeEvent.objects.create(
            id=f"evt_{number}",
            type="charge.dispute.updated",
            intent_id=intent,
            payload={"data": {"object": {"id": "dp_1", "status": status}}},
            received_at=order.date_placed + timedelta(seconds=number),
        )
        if refused:
            with pytest.raises(RefundRefused) as refusal:
                give_back(order, {0: 1})
            assert refusal.value.data["reason"] == "disputed"
        else:
            assert give_back(order, {0: 1}).amount > 0


def test_a_fully_refunded_order_is_paid_nowhere(
    prepared: tuple[RightsWorld, Order], client: Client
) -> None:
    world, order = prepared
    mail.outbox.clear()
    give_back(order, {0: 3, 1: 3}, delivery=True)
    run_queued_jobs()
    order.refresh_from_db()
    assert status_summary(order).label == "Refunded"
    assert orders_by_status()[OrderState.PAID] == 0
    assert orders_by_status()[OrderState.REFUNDED] == 1
    body = client.get(f"/api/v1/orders/{order_token(order)}/").json()
    assert (body["status"], body["refunded"]) == ("REFUNDED", str(order.total_incl_tax))
    assert [line["refunded_units"] for line in body["lines"]] == [3, 3]
    page = client.get(f"/en-fr/order/{order_token(order)}/").text
    assert "Your order has been refunded" in page
    assert "We have received your payment" not in page
    assert "expected" not in page
    assert not lines_to_pack(world.licensee).exists()
    (sent,) = mail.outbox
    assert "Your whole order has now been refunded." in sent.body
    assert "Your whole order has now been refunded." in str(sent.alternatives[0][0])


def test_an_order_of_which_only_the_delivery_is_kept_says_so(
    prepared: tuple[RightsWorld, Order], client: Client
) -> None:
    world, order = prepared
    give_back(order, {0: 3, 1: 3})
    run_queued_jobs()
    order.refresh_from_db()
    assert status_summary(order).label == "Items refunded"
    page = client.get(f"/en-fr/order/{order_token(order)}/").text
    facts = ("Your items have been refunded", "does not include the delivery cost.", "expected")
    assert [fact in page for fact in facts] == [True, True, False]
    assert not lines_to_pack(world.licensee).exists()


def test_an_order_refunded_as_a_whole_tells_the_amount_on_page_api_and_mail(
    order: Order, client: Client
) -> None:
    held = HeldOrder.objects.create(order=order, denied=[])
    refund_held_order(held=held, by_id=UserFactory().pk)
    mail.outbox.clear()
    for _ in range(2):
        run_queued_jobs()
    body = client.get(f"/api/v1/orders/{order_token(order)}/").json()
    assert (body["status"], body["refunded"]) == ("REFUNDED", str(order.total_incl_tax))
    send_message(OutgoingMessage.objects.get(kind="REFUND").pk)  # a job may run twice
    refunds = [sent for sent in mail.outbox if "refund" in sent.subject]
    assert len(refunds) == 1
    assert f"€{order.total_incl_tax}" in refunds[0].body
