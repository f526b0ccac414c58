"""Two clerks, the job and Stripe's event meet at one failed refund: it is settled once."""

from functools import partial

from shop.finance.payments.models import Refund, RefundFailure
from shop.identity.accounts.models import User
from shop.orders.aftersales.provider_refunds import sync_refunds
from shop.orders.aftersales.refund_failures import retry_refund, settle_refund
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.payment.settlement import settle_payment
from shop.orders.tasks import send_refund
from shop.platform.core.errors import DomainError
from tests.orders.sandbox import attempt_of, pay
from tests.races.moments import Moment, in_the_middle
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

REFUSED = {
    "action": "refuse",
    "match": {"method": "POST", "path": "^/v1/refunds$"},
    "times": 1,
    "code": "charge_disputed",
}
STATE_READ = 'SELECT "payments_refund"."id", "payments_refund"."state" FROM'


def agreed_refund(world: RightsWorld, stripe: Sandbox) -> Refund:
    """Return a refund of a paid article that was not sent yet."""
    order = waiting_order(world.product(stock=5))
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    clerk = UserFactory(role=User.Role.STAFF, is_staff=True)
    units = {order.lines.get().pk: 1}
    return refund_part(RefundRequest("key", order.number, units, False, "broken", clerk.pk))


def test_a_refusal_that_another_process_met_is_not_tried_again(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    refund = agreed_refund(committed_world, stripe)
    stripe.control("POST", "faults", REFUSED)
    send = partial(send_refund, refund_id=refund.pk)
    in_the_middle(send, Moment(STATE_READ), send)
    refund.refresh_from_db()
    assert refund.state == Refund.State.FAILED
    assert RefundFailure.objects.get().settlement == ""
    (charge,) = stripe.control("GET", "ledger")["charges"]
    assert charge["amount_given_back"] == 0


def test_a_failed_refund_is_settled_once(committed_world: RightsWorld, stripe: Sandbox) -> None:
    refund = agreed_refund(committed_world, stripe)
    order, clerk = refund.attempt.order, UserFactory(role=User.Role.STAFF, is_staff=True)
    # Whichever request comes first is refused: the sandbox picks the fault before it waits.
    stripe.control("POST", "faults", REFUSED | {"times": 2})
    all_at_once([partial(send_refund, refund_id=refund.pk) for _ in range(2)])
    stripe.control("DELETE", "faults")
    refund.refresh_from_db()
    assert refund.state == Refund.State.FAILED  # Stripe repeats a refusal under the same key
    failure = RefundFailure.objects.get()
    retry = partial(retry_refund, failure_id=failure.pk, by_id=clerk.pk)
    transfer = partial(
        settle_refund, failure_id=failure.pk, settlement="TRANSFER", reference="T", by_id=clerk.pk
    )
    follow = partial(sync_refunds, attempt_of(order).pk)
    results = all_at_once([retry, transfer, retry, transfer, follow])
    refused = [result for result in results[:4] if isinstance(result, DomainError)]
    assert [error.data["reason"] for error in refused] == ["settled"] * 3
    run_queued_jobs()
    refund.refresh_from_db()
    assert refund.state in {Refund.State.SENT, Refund.State.SETTLED}
    assert broken_rules() == []
