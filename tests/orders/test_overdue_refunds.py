"""Money that is owed and that no job sends any more is found, sent once, and missed after a day."""

from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from shop.finance.payments.models import Refund
from shop.orders.aftersales.overdue_refunds import queue_overdue_refunds
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.settlement import settle_payment
from shop.orders.tasks import send_refund
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

RULE = "no refund is overdue by more than a day"


def owed(world: RightsWorld, stripe: Sandbox, age: timedelta) -> Refund:
    """Return a refund of that age whose job was given up."""
    order: Order = waiting_order(world.product(stock=5))
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    request = RefundRequest(
        "key-1", order.number, {order.lines.get().pk: 1}, False, "broken", UserFactory().pk
    )
    refund = refund_part(request)
    ProcrastinateJob.objects.filter(task_name=send_refund.name).delete()
    Refund.objects.update(created_at=database_now() - age)
    return refund


def broken() -> list[str]:
    return [finding.name for finding in check_invariants() if not finding.holds]


def test_a_refund_without_a_job_is_queued_once_and_sent_once(
    world: RightsWorld, stripe: Sandbox
) -> None:
    refund = owed(world, stripe, timedelta(hours=1))
    assert queue_overdue_refunds() == 1
    assert queue_overdue_refunds() == 0  # it waits already
    run_queued_jobs()
    assert len(stripe.control("GET", "ledger")["refunds"]) == 1
    assert Refund.objects.get(pk=refund.pk).state == Refund.State.SENT
    assert queue_overdue_refunds() == 0


def test_a_young_refund_is_left_to_its_job(world: RightsWorld, stripe: Sandbox) -> None:
    owed(world, stripe, timedelta(minutes=59))
    assert queue_overdue_refunds() == 0
    assert broken() == []


def test_a_refund_that_nobody_sends_for_a_day_is_missed(
    world: RightsWorld, stripe: Sandbox
) -> None:
    owed(world, stripe, timedelta(days=1, minutes=1))
    assert broken() == [RULE]
    queue_overdue_refunds()
    run_queued_jobs()
    assert broken() == []


def test_a_refund_that_went_through_is_found_when_its_key_is_forgotten(
    world: RightsWorld, stripe: Sandbox
) -> None:
    """The answer was lost, and the next try comes when Stripe has forgotten the key."""
    refund = owed(world, stripe, timedelta(days=2))
    queue_overdue_refunds()
    run_queued_jobs()
    Refund.objects.update(state=Refund.State.DUE, sent_at=None)
    assert stripe.control("DELETE", "keys")["forgotten"]
    send_refund(refund_id=refund.pk)
    assert len(stripe.control("GET", "ledger")["refunds"]) == 1
