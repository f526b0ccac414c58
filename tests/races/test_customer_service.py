"""Two clerks act on one order at the same moment: one of them wins, and no money is lost."""

from decimal import Decimal
from functools import partial

from shop.finance.payments.models import Refund
from shop.orders.aftersales.amount_refunds import AmountRefundRequest, refund_amount
from shop.orders.aftersales.shipments import ShipmentRequest, ship_lines
from shop.orders.casework.fraud import refund_order, release_order
from shop.orders.errors import HeldOrderDecided, RefundRefused
from shop.orders.models import HeldOrder
from shop.orders.payment.dispute_alerts import sync_disputes
from shop.orders.payment.settlement import settle_payment
from shop.orders.returns.outcomes import refund_case
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order
from tests.orders.sandbox import attempt_of, confirm
from tests.races.moments import Moment, in_the_middle
from tests.races.together import broken_rules
from tests.returns.conftest import asked, inspected, policy
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox


def paid_order(world: RightsWorld, stripe: Sandbox, card: str = "pm_card_visa") -> Order:
    order = waiting_order(world.product(stock=5))
    confirm(stripe, order, card)
    settle_payment(attempt_of(order).pk)
    return Order.objects.get(pk=order.pk)


def test_two_amounts_above_the_total_are_not_both_refunded(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    order, clerk = paid_order(committed_world, stripe), UserFactory()
    amount = order.total_incl_tax - Decimal("1.00")
    first, second = [
        partial(refund_amount, AmountRefundRequest(key, order.number, amount, "Late.", clerk.pk))
        for key in ("a", "b")
    ]
    won, lost = in_the_middle(first, Moment('INSERT INTO "payments_refund"'), second)
    assert isinstance(won, Refund)
    assert isinstance(lost, RefundRefused)
    run_queued_jobs()
    assert len(stripe.control("GET", "ledger")["refunds"]) == 1
    assert broken_rules() == []


def test_a_held_order_is_released_or_refunded_but_not_both(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(committed_world, stripe, "pm_card_riskLevelElevated")
    held, clerk = HeldOrder.objects.get(order=order), UserFactory()
    release = partial(release_order, held=held, by_id=clerk.pk, note="Called.")
    refund = partial(refund_order, held=held, by_id=clerk.pk, note="Stolen.")
    _, lost = in_the_middle(release, Moment('UPDATE "ordering_heldorder"'), refund)
    assert isinstance(lost, HeldOrderDecided)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == "PAID"
    assert stripe.control("GET", "ledger")["refunds"] == []
    assert broken_rules() == []


def test_a_return_that_is_disputed_meanwhile_is_not_refunded(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    order, clerk = paid_order(committed_world, stripe), UserFactory()
    parcel = ShipmentRequest(order.number, [order.lines.get().pk], "other")
    ship_lines(request=parcel, licensee=committed_world.licensee, by_id=clerk.pk)
    policy(order)
    case = request_return(asked(order))
    inspected(case, clerk)
    stripe.control("POST", f"intents/{attempt_of(order).intent_id}/dispute", {})
    refund = partial(refund_case, case, by_id=clerk.pk)
    _, lost = in_the_middle(sync_disputes, Moment('INSERT INTO "payments_dispute"'), refund)
    assert isinstance(lost, RefundRefused)
    assert lost.data["reason"] == "disputed"
    run_queued_jobs()
    assert stripe.control("GET", "ledger")["refunds"] == []
    assert broken_rules() == []
