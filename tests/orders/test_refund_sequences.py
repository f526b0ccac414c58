"""Money, stock, royalties and state stay consistent after any sequence of refunds.

Each seed is one order (market, tenders, voucher, quantities, sent or not) and one sequence of
refunds of units and delivery, refunds at Stripe's dashboard, refusals and their settlements.
"""

import random
from contextlib import suppress
from decimal import Decimal

import pytest

from shop.commerce.giftcards.redemption import taken_by
from shop.finance.ledger.models import Account, Entry
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.models import RefundFailure
from shop.identity.accounts.models import User
from shop.orders.aftersales.refund_failures import failures_to_settle, retry_refund, settle_refund
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.aftersales.shipments import ShipmentRequest, ship_lines
from shop.orders.aftersales.staff_queries import sales_since
from shop.orders.checkout.placement import begin_payment
from shop.orders.errors import OrderStateConflict, RefundRefused
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.money import to_minor
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import request_for, run_queued_jobs
from tools.testing.factories.vouchers import basket_using, make_voucher, two_articles
from tools.testing.stripe_harness import Sandbox

MARKETS = [("fr", "FR", "EUR"), ("jp", "JP", "JPY"), ("ae", "AE", "AED"), ("us", "US", "USD")]
REFUSAL = {
    "action": "refuse",
    "match": {"method": "POST", "path": "^/v1/refunds$"},
    "times": 1,
    "code": "charge_disputed",
}
STEPS = 6


class Story:
    """One order and what happens to it, all drawn from one seed."""

    def __init__(self, world: RightsWorld, stripe: Sandbox, seed: int) -> None:
        self.dice, self.shop, self.stripe = random.Random(seed), world, stripe
        self.clerk: User = UserFactory(role=User.Role.STAFF, is_staff=True)
        self.order = self._paid_order(seed)

    def _paid_order(self, seed: int) -> Order:
        market, territory, currency = MARKETS[seed % len(MARKETS)]
        place = {"market": market, "territory": territory}
        code = "TENTH" if self.dice.random() < 0.5 else ""
        if code:
            make_voucher(percent=Decimal(self.dice.choice(["14.29", "33.33", "10"])))
        agreement = self.shop.agreement(royalty_rate=Decimal("0.123"))
        articles = two_articles(self.shop, agreement=agreement)
        basket = basket_using(code, *articles, quantity=self.dice.randint(1, 3), **place)
        if worth := self.dice.choice([None, "7", "31", "100000"]):
            card = make_gift_card(worth, currency).card
            Basket.objects.filter(pk=basket.pk).update(gift_card=card)
            basket.refresh_from_db()
        order = begin_payment(request_for(basket, **place)).order
        if order.to_pay:
            pay(self.stripe, order)
            settle_payment(attempt_of(order).pk)
        self.work()
        order.refresh_from_db()
        assert order.status == OrderState.PAID
        if self.dice.random() < 0.3:
            lines = [line.pk for line in order.lines.all()]
            parcel = ShipmentRequest(order.number, lines[: self.dice.randint(1, 2)], "other")
            ship_lines(request=parcel, licensee=self.shop.licensee, by_id=self.clerk.pk)
        return order

    def work(self) -> None:
        for _ in range(3):
            run_queued_jobs()

    def refund_units(self, step: int) -> None:
        units = {}
        for line in self.order.lines.all():
            left = line.quantity - line.refunded_units
            if left and self.dice.random() < 0.7:
                units[line.pk] = self.dice.randint(1, left)
        delivery = self.dice.random() < 0.5
        key = f"step-{step}"
        refund_part(RefundRequest(key, self.order.number, units, delivery, "x", self.clerk.pk))

    def refund_at_stripe(self) -> None:
        self.work()
        attempt = attempt_of(self.order)
        left = to_minor(attempt.amount, attempt.currency) - self.given_back()
        if left > 0 and not failures_to_settle().exists():
            body = {"amount": self.dice.randint(1, left)}
            self.stripe.control("POST", f"intents/{attempt.intent_id}/refund", body)
            deliver_events(self.stripe, "refund.", "charge.refund")

    def settle_failure(self) -> None:
        failure = failures_to_settle().first()
        if failure is None:
            return
        if self.dice.random() < 0.5:
            retry_refund(failure_id=failure.pk, by_id=self.clerk.pk)
        else:
            settlement = RefundFailure.Settlement.TRANSFER
            settle_refund(
                failure_id=failure.pk, settlement=settlement, reference="T", by_id=self.clerk.pk
            )

    def step(self, number: int) -> None:
        kind = self.dice.choice(["units", "units", "units", "refused", "stripe", "settle"])
        with suppress(RefundRefused, OrderStateConflict):
            if kind == "stripe":
                self.refund_at_stripe()
            elif kind == "settle":
                self.settle_failure()
            else:
                if kind == "refused":
                    self.stripe.control("POST", "faults", REFUSAL)
                self.refund_units(number)
        if self.dice.random() < 0.7 or kind == "refused":
            self.work()
        self.stripe.control("DELETE", "faults")

    def given_back(self) -> int:
        rows = self.stripe.control("GET", "ledger")["refunds"]
        return sum(row["amount"] for row in rows if row["status"] != "failed")

    def check(self) -> None:
        self.order.refresh_from_db()
        attempt, order = attempt_of(self.order), self.order
        assert [
            f"{rule.name}: {rule.detail}" for rule in check_invariants() if not rule.holds
        ] == []
        assert self.given_back() <= to_minor(attempt.amount, attempt.currency)
        assert 0 <= taken_by(order) <= order.gift_card_amount
        assert order.refunded_incl_tax <= order.total_incl_tax
        whole = order.refunded_incl_tax == order.total_incl_tax
        assert (order.status in {OrderState.REFUND_DUE, OrderState.REFUNDED}) is whole
        takings = sum(row.total for row in sales_since(order.date_placed))
        assert takings == (0 if whole else order.total_incl_tax - order.refunded_incl_tax)

    def finish(self) -> None:
        """Refund all that is left; nothing may be left in any account of the order."""
        self.work()
        while failures_to_settle().exists():
            self.settle_failure()
            self.work()
        units = {
            line.pk: line.quantity - line.refunded_units
            for line in self.order.lines.all()
            if line.quantity > line.refunded_units
        }
        for delivery in (True, False):
            request = RefundRequest(
                f"rest-{delivery}", self.order.number, units, delivery, "x", self.clerk.pk
            )
            with suppress(RefundRefused, OrderStateConflict):
                refund_part(request)
                break
        self.work()
        self.check()


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_refunds_keeps_the_books(
    world: RightsWorld, stripe: Sandbox, seed: int
) -> None:
    story = Story(world, stripe, seed)
    for number in range(STEPS):
        story.step(number)
        story.check()
    story.finish()
    assert story.order.status == OrderState.REFUNDED
    for account in (Account.SALES, Account.SHIPPING, Account.TAX, Account.OWED):
        amounts = Entry.objects.filter(account=account).values_list("amount", flat=True)
        assert sum(amounts) == 0
    assert reconcile_balance().differences == ()
