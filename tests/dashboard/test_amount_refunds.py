"""Staff refund a free amount: never above what is left, once, with its shares in the ledger."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client

from shop.commerce.giftcards.models import GiftCard
from shop.finance.ledger.models import Account, Entry
from shop.finance.payments.models import Refund
from shop.orders.aftersales.amount_refunds import (
    AmountRefundRequest,
    amount_left,
    quote_amount,
    refund_amount,
)
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.errors import IdempotencyClash, RefundRefused
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox

OTHER_KEY = "0199d1a0-0000-7000-8000-000000000000"


@pytest.fixture
def paid(order: Order, stripe: Sandbox) -> Order:
    """Return a paid order of two units, 40 € with tax and delivery."""
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    mail.outbox.clear()
    order.refresh_from_db()
    return order


def ask(order: Order, amount: str, key: str = "k") -> AmountRefundRequest:
    clerk = UserFactory()
    return AmountRefundRequest(key, order.number, Decimal(amount), "Late parcel.", clerk.pk)


def agreed(order: Order) -> dict[str, int]:
    """Return the entries of the refunds that were agreed, by account."""
    rows = Entry.objects.filter(journal__order=order, journal__kind="REFUND_AGREED")
    return {row.account: row.amount for row in rows}


def test_an_amount_is_taken_off_goods_delivery_and_tax_in_their_shares(paid: Order) -> None:
    quote = quote_amount(paid, Decimal("7.00"))
    assert quote.goods + quote.delivery + quote.tax == Decimal("7.00")
    refund_amount(ask(paid, "7.00"))
    entries = agreed(paid)
    assert entries[Account.OWED] == -700
    assert entries[Account.SALES] == quote.goods * 100
    assert entries[Account.TAX] == quote.tax * 100
    rate = paid.lines.get().tax_rate
    assert abs(quote.tax - Decimal("7.00") * rate / (1 + rate)) < Decimal("0.01")
    run_queued_jobs()
    assert Refund.objects.get().state == "SENT"
    (message,) = mail.outbox
    assert message.to == [paid.guest_email]
    assert "€7.00" in message.body
    assert not [finding for finding in check_invariants() if finding.breaches]


def test_no_amount_above_what_is_left_is_refunded(paid: Order) -> None:
    total = paid.total_incl_tax
    with pytest.raises(RefundRefused) as refused:
        refund_amount(ask(paid, str(total + 1)))
    assert refused.value.data["reason"] == "above_left"
    refund_amount(ask(paid, "5.00"))
    refund_part(
        RefundRequest(
            "unit", paid.number, {paid.lines.get().pk: 1}, False, "seam", 0 or UserFactory().pk
        )
    )
    paid.refresh_from_db()
    left = amount_left(paid).amount
    assert left == total - Decimal("5.00") - Refund.objects.get(key="unit").amount
    with pytest.raises(RefundRefused):
        quote_amount(paid, left + Decimal("0.01"))
    for amount in ("0", "-1", "1.001"):
        with pytest.raises(RefundRefused):
            quote_amount(paid, Decimal(amount))
    refund_amount(ask(paid, str(left), "rest"))
    run_queued_jobs()
    paid.refresh_from_db()
    assert (paid.status, paid.refunded_incl_tax) == ("REFUNDED", total)
    assert not [finding for finding in check_invariants() if finding.breaches]


def test_the_same_request_refunds_once_and_another_under_its_key_is_refused(paid: Order) -> None:
    request = ask(paid, "5.00")
    assert refund_amount(request) == refund_amount(request)
    with pytest.raises(IdempotencyClash):
        refund_amount(ask(paid, "6.00"))
    assert Refund.objects.count() == 1


def test_nothing_is_refunded_while_the_payment_is_disputed(paid: Order, stripe: Sandbox) -> None:
    stripe.control("POST", f"intents/{attempt_of(paid).intent_id}/dispute", {})
    deliver_events(stripe, "charge.dispute.")
    with pytest.raises(RefundRefused) as refused:
        refund_amount(ask(paid, "5.00"))
    assert refused.value.data["reason"] == "disputed"


def test_a_clerk_sees_the_shares_and_then_refunds_once(staff: Client, paid: Order) -> None:
    path = f"/dashboard/orders/{paid.number}/amount/"
    page = staff.get(path).text
    assert "Still refundable" in page
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    assert key
    form = {"key": key[1], "amount": "5.50", "reason": "Late parcel."}
    preview = staff.post(path, form).text
    for fact in ("Goods, without tax", "Unchanged: the units stay sold.", "Refund €5.50"):
        assert fact in preview, fact
    assert not Refund.objects.exists()
    for _ in range(2):
        done = staff.post(path, {**form, "confirm": "1"}, follow=True)
    assert "Amount only, no units" in done.text
    assert Refund.objects.count() == 1
    refused = staff.post(path, {**form, "amount": "999.00"})
    assert refused.status_code == 422
    assert "can still be refunded." in refused.text
    reader = staff_with("order.view_order", email="reads@example.org")
    assert reader.get(path).status_code == 403


def test_a_goodwill_card_is_mailed_once_and_is_in_the_timeline(staff: Client, paid: Order) -> None:
    path = f"/dashboard/orders/{paid.number}/goodwill/"
    key = re.search(r'name="key" value="([0-9a-f-]+)"', staff.get(path).text)
    assert key
    form = {"key": key[1], "amount": "10.00", "reason": "Late parcel."}
    for _ in range(2):
        done = staff.post(path, form, follow=True)
    assert "Goodwill gift card sent" in done.text
    card = GiftCard.objects.get()
    assert (card.issued, card.currency, card.recipient) == (10, "EUR", paid.guest_email)
    assert paid.number in card.reason
    run_queued_jobs()
    assert [message.to for message in mail.outbox] == [[paid.guest_email]]
    above = staff.post(path, {**form, "key": OTHER_KEY, "amount": str(paid.total_incl_tax)})
    assert above.status_code == 422
    assert GiftCard.objects.count() == 1
