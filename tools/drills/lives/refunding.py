"""Rules of money: refunds by staff and at Stripe, refusals, disputes, goodwill, the books."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.finance.invoices.tax_reports import tax_report
from shop.finance.ledger.models import Account, Entry, Journal
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.models import Dispute, PaymentAttempt, RefundFailure
from shop.orders.aftersales.amount_refunds import AmountRefundRequest, refund_amount
from shop.orders.aftersales.refund_failures import retry_refund, settle_refund
from shop.orders.aftersales.refund_split import refundable_amounts
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.casework.disputes import DisputeAnswerRequest, accept_dispute, answer_dispute
from shop.orders.casework.goodwill import GoodwillRequest, give_goodwill_card
from shop.orders.payment.dispute_alerts import sync_disputes
from shop.oscar.order.models import Order, OrderState
from shop.platform.core.money import from_minor, to_minor
from tests.orders.stripe_events import deliver_events
from tools.drills.lives.base import PICK, LifeBase, choose

SOLD = (OrderState.PAID, OrderState.FULFILLED)
NAMESPACE = UUID(int=2026)
REFUSAL = {
    "action": "refuse",
    "match": {"method": "POST", "path": "^/v1/refunds$"},
    "times": 1,
    "code": "charge_disputed",
}
EVENTS = ("refund.", "charge.refund", "charge.dispute.")
BETWEEN_COMPARISONS, BETWEEN_VERDICTS = 10, 6
BOOKED = {Account.SALES, Account.SHIPPING, Account.DUTY, Account.TAX}
EVER = date(2020, 1, 1), date(2040, 1, 1)


class Refunding(LifeBase):
    """Staff, the payment provider and the bookkeeper."""

    @precondition(lambda self: self.facts["sold"])
    @rule(pick=PICK, some=PICK, delivery=st.booleans())
    def refund_units(self, pick: int, some: int, delivery: bool) -> None:  # noqa: FBT001  a drawn value
        """Refund units and delivery as staff."""
        order = self.pick_order(pick, status__in=SOLD)
        if order is not None:
            with self.step("refund units"):
                units = self.pick_units(order, some) if some else {}
                by = self.shop.clerk.pk
                refund_part(RefundRequest(self.key(), order.number, units, delivery, "r", by))

    @precondition(lambda self: self.facts["sold"])
    @rule(pick=PICK, cents=st.sampled_from([1, 100, 333, 1234, 2500, 99999]), rest=st.booleans())
    def refund_free_amount(self, pick: int, cents: int, rest: bool) -> None:  # noqa: FBT001  a drawn value
        """Refund a free amount, or all that is left of the price."""
        order = self.pick_order(pick, status__in=SOLD)
        if order is not None:
            with self.step("refund amount"):
                amount = from_minor(cents, order.currency)
                if rest and cents == 1:
                    amount = order.total_incl_tax - order.refunded_incl_tax
                by = self.shop.clerk.pk
                refund_amount(AmountRefundRequest(self.key(), order.number, amount, "r", by))

    @precondition(lambda self: self.facts["sold"])
    @rule(pick=PICK, amount=st.sampled_from(["1", "5", "500"]))
    def give_goodwill(self, pick: int, amount: str) -> None:
        """Give the buyer a gift card."""
        order = self.pick_order(pick, status__in=SOLD)
        if order is not None:
            with self.step("goodwill card"):
                key, by = uuid5(NAMESPACE, self.key()), self.shop.clerk.pk
                give_goodwill_card(GoodwillRequest(key, order.number, Decimal(amount), "r", by))

    @precondition(lambda self: self.facts["jobs"])
    @rule(refused=st.sampled_from([False, False, False, True]))
    def do_jobs(self, refused: bool) -> None:  # noqa: FBT001  a drawn value
        """Run the queue; the payment provider may refuse a refund."""
        with self.step("jobs: refused" if refused else "jobs"):
            if refused:
                self.shop.sandbox.control("POST", "faults", REFUSAL)
            self.work()
            if refused:
                self.shop.sandbox.control("DELETE", "faults")

    @precondition(lambda self: self.facts["failures"])
    @rule(again=st.booleans())
    def settle_failure(self, again: bool) -> None:  # noqa: FBT001  a drawn value
        """Retry a refused refund, or record that it was paid by transfer."""
        failure = RefundFailure.objects.filter(settlement="").order_by("pk").first()
        if failure is None:
            return
        with self.step("failure: retry" if again else "failure: transfer"):
            by = {"failure_id": failure.pk, "by_id": self.shop.clerk.pk}
            if again:
                retry_refund(**by)
            else:
                settle_refund(settlement="TRANSFER", reference="T-1", **by)

    @precondition(lambda self: self.facts["sold"] and not self.facts["failures"])
    @rule(pick=PICK, cents=st.sampled_from([1, 500, 100000]))
    def refund_at_stripe(self, pick: int, cents: int) -> None:
        """Refund by hand in Stripe's dashboard, at most what is left; the shop hears of it."""
        attempt = self._charged(pick)
        if attempt is None:
            return
        with self.step("refund at Stripe"):
            self.work()
            order = Order.objects.get(pk=attempt.order_id)
            left = to_minor(refundable_amounts(order, attempt).card, attempt.currency)
            if left > 0 and not Dispute.objects.filter(attempt=attempt).exists():
                body = {"amount": min(cents, left)}
                self.shop.sandbox.control("POST", f"intents/{attempt.intent_id}/refund", body)
            deliver_events(self.shop.sandbox, *EVENTS)

    @precondition(lambda self: self.facts["sold"] and not self.facts["disputes"])
    @rule(pick=PICK)
    def dispute(self, pick: int) -> None:
        """Let the buyer's bank open a dispute over what the shop still has."""
        attempt = self._charged(pick)
        if attempt is None or Dispute.objects.filter(attempt=attempt).exists():
            return
        with self.step("dispute"):
            self.work()
            rows = self.shop.sandbox.control("GET", "ledger")["refunds"]
            if not any(row["payment_intent"] == attempt.intent_id for row in rows):
                self.shop.sandbox.control("POST", f"intents/{attempt.intent_id}/dispute", {})
            deliver_events(self.shop.sandbox, *EVENTS)
            sync_disputes()

    @precondition(lambda self: self.facts["disputes"] and self.number >= self.judged_at)
    @rule(pick=PICK, end=st.sampled_from(["answer", "accept", "won", "lost"]))
    def end_dispute(self, pick: int, end: str) -> None:
        """Answer a dispute or accept it, or let the bank decide."""
        dispute = choose(Dispute.objects.filter(closed_at=None).order_by("pk"), pick)
        if dispute is None:
            return
        self.judged_at = self.number + BETWEEN_VERDICTS
        with self.step(f"dispute: {end}"):
            key, by = uuid5(NAMESPACE, self.key()), self.shop.clerk.pk
            if end == "answer":
                answer_dispute(DisputeAnswerRequest(key, dispute.pk, "It was delivered.", by))
            elif end == "accept":
                accept_dispute(dispute_id=dispute.pk, by_id=by)
            else:
                body = {"status": end}
                self.shop.sandbox.control("POST", f"disputes/{dispute.pk}/close", body)
            deliver_events(self.shop.sandbox, *EVENTS)
            sync_disputes()

    @precondition(lambda self: self.number - self.compared_at > BETWEEN_COMPARISONS)
    @rule()
    def compare_books(self) -> None:
        """Do what is open, then compare the books, Stripe, the invoices and the tax report."""
        with self.step("compare books"):
            self.compare()

    def compare(self) -> None:
        """Compare to the cent. Raises `AssertionError`."""
        self.compared_at, self.is_changed = self.number, True
        self.work()
        report = reconcile_balance(in_flight=timedelta(0))
        if report.differences:
            raise AssertionError("; ".join(map(str, report.differences)))
        compare_tax_report()

    def _charged(self, pick: int) -> PaymentAttempt | None:
        attempts = PaymentAttempt.objects.filter(
            state=PaymentAttempt.State.SUCCEEDED, intent_id__isnull=False, order__status__in=SOLD
        )
        return choose(attempts.order_by("pk"), pick)


def compare_tax_report() -> None:
    """Compare the tax report with the ledger. Raises `AssertionError`."""
    reported: dict[tuple[str, str], int] = {}
    for row in tax_report(*EVER):
        for name, part in (("net", row.net), ("tax", row.tax)):
            key = row.currency, name
            reported[key] = reported.get(key, 0) + to_minor(part, row.currency)
    booked: dict[tuple[str, str], int] = {}
    documented = (Journal.Kind.CHARGE, Journal.Kind.REFUND_AGREED)
    entries = Entry.objects.filter(journal__kind__in=documented, journal__order__isnull=False)
    for account, currency, amount in entries.values_list("account", "journal__currency", "amount"):
        if account in BOOKED:
            key = currency, "tax" if account == Account.TAX else "net"
            booked[key] = booked.get(key, 0) - amount
    reported, booked = without_zeros(reported), without_zeros(booked)
    if reported != booked:
        raise AssertionError(f"tax report {reported}, books {booked}")


def without_zeros[Key](amounts: dict[Key, int]) -> dict[Key, int]:
    """Return the amounts that are not zero."""
    return {key: amount for key, amount in amounts.items() if amount}
