"""Staff give back a part of an order: they see the sum first; a second click changes nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from shop.commerce.markets.models import TaxRate
from shop.finance.payments.models import Refund, RefundFailure
from shop.identity.accounts.models import User
from shop.identity.notices.models import Notice
from shop.orders.aftersales.staff_queries import sales_since
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import signed_in, staff_with
from tests.orders.sandbox import attempt_of, pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox


@pytest.fixture
def paid(order: Order, stripe: Sandbox) -> Order:
    """Return a paid order of two units."""
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    return order


def form_of(client: Client, order: Order) -> tuple[str, dict[str, str]]:
    """Open the form; return its address and what a clerk would send of it for one unit."""
    address = f"/dashboard/orders/{order.number}/refund/"
    page = client.get(address)
    assert page.status_code == 200
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page.text)
    assert key
    line = order.lines.get().pk
    return address, {"key": key[1], f"line_{line}": "1", "reason": "A seam is open."}


def test_a_clerk_sees_the_sum_and_then_gives_it_back_once(staff: Client, paid: Order) -> None:
    address, said = form_of(staff, paid)
    shown = staff.post(address, said)
    assert "€20.00" in shown.text
    assert not Refund.objects.exists()
    for _ in range(2):
        done = staff.post(address, {**said, "confirm": "1"}, follow=True)
        assert done.status_code == 200
    assert "A seam is open." in done.text
    assert Refund.objects.count() == 1
    run_queued_jobs()
    assert "Refunded" in staff.get(f"/dashboard/orders/{paid.number}/").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"line": "3"}, "less than or equal to 2"),
        ({"line": "-1"}, "greater than or equal to 0"),
        ({"line": "many"}, "Enter a whole number."),
        ({"line": ""}, "Choose at least one unit or the delivery cost."),
        ({"reason": ""}, "This field is required."),
        ({"key": "x"}, "This form has expired."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    staff: Client, paid: Order, changes: dict[str, str], sentence: str
) -> None:
    address, said = form_of(staff, paid)
    line = next(name for name in said if name.startswith("line_"))
    sent = said | {line if name == "line" else name: value for name, value in changes.items()}
    answer = staff.post(address, {**sent, "confirm": "1"})
    assert answer.status_code == 422
    assert sentence in answer.text
    if "reason" not in changes:
        assert "A seam is open." in answer.text
    assert not Refund.objects.exists()


def test_who_only_reads_orders_gives_nothing_back(paid: Order) -> None:
    reader = signed_in(email="reader@example.org", role=User.Role.STAFF, is_staff=True)
    user = User.objects.get(email="reader@example.org")
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    assert reader.get(f"/dashboard/orders/{paid.number}/").status_code == 200
    assert "Partial refund" not in reader.get(f"/dashboard/orders/{paid.number}/").text
    assert reader.get(f"/dashboard/orders/{paid.number}/refund/").status_code == 403


def test_a_failed_refund_is_seen_and_settled_from_the_order(
    staff: Client, paid: Order, stripe: Sandbox
) -> None:
    address, said = form_of(staff, paid)
    staff.post(address, {**said, "confirm": "1"})
    rule = {
        "action": "refuse",
        "match": {"method": "POST", "path": "^/v1/refunds$"},
        "code": "charge_disputed",
        "message": "Charge has been charged back; cannot issue a refund.",
    }
    stripe.control("POST", "faults", rule)
    run_queued_jobs()
    page = staff.get(f"/dashboard/orders/{paid.number}/")
    assert "Charge has been charged back; cannot issue a refund." in page.text
    assert "Refund failed" in page.text
    failure = RefundFailure.objects.get()
    form = f"/dashboard/refunds/failed/{failure.pk}/"
    assert form in page.text
    assert paid.number in staff.get("/dashboard/refunds/failed/").text
    without = staff.post(form, {"settlement": "TRANSFER", "reference": ""})
    assert without.status_code == 422
    assert "Enter the reference of the bank transfer." in without.text
    answer = staff.post(form, {"settlement": "TRANSFER", "reference": "SEPA 17"}, follow=True)
    assert "Paid by bank transfer, SEPA 17" in answer.text
    assert "Refunded by other means" in answer.text
    again = staff.post(form, {"settlement": "RETRY"})
    assert again.status_code == 422
    assert "A colleague has already settled this refund." in again.text


def test_disputes_are_listed_with_the_day_their_answer_is_due(
    staff: Client, paid: Order, stripe: Sandbox
) -> None:
    assert "Refund an amount" in staff.get(f"/dashboard/orders/{paid.number}/").text
    opened = stripe.control("POST", f"intents/{attempt_of(paid).intent_id}/dispute", {})
    deliver_events(stripe, "charge.dispute.")
    due = datetime.fromtimestamp(opened["evidence_details"]["due_by"], UTC)
    (notice,) = Notice.objects.filter(code="dispute.opened")
    assert notice.data["due"] == f"{due:%Y-%m-%d %H:%M} UTC"
    for address in ("/dashboard/disputes/", f"/dashboard/orders/{paid.number}/"):
        page = staff.get(address).text
        assert f"{due:%Y-%m-%d %H:%M}" in page
        assert "Needs response" in page
    assert "Refund an amount" not in page  # a disputed order cannot be refunded
    stripe.control("POST", f"disputes/{opened['id']}/close", {"won": False})
    deliver_events(stripe, "charge.dispute.")
    assert Notice.objects.filter(code="dispute.closed").count() == 1
    assert "lost" in staff.get("/dashboard/disputes/").text


def test_the_overview_names_what_waits_and_what_takings_hold(
    staff: Client, paid: Order, stripe: Sandbox
) -> None:
    stripe.control("POST", f"intents/{attempt_of(paid).intent_id}/dispute", {"amount": 1000})
    deliver_events(stripe, "charge.dispute.")
    TaxRate.objects.filter(territory="DE", tax_class="book").delete()
    page = staff.get("/dashboard/").text
    assert "Disputes to answer: 1, the first by" in page
    assert "Destinations with missing or ending tax rates: 1" in page
    assert "Failed refunds to settle" not in page
    (taken,) = sales_since(paid.date_placed)
    assert (taken.market, taken.disputed, taken.by_gift_card) == ("France", 10, 0)
    assert taken.total == paid.total_incl_tax
    reader = staff_with("order.view_order", email="reads@example.org").get("/dashboard/").text
    assert "Disputes to answer" not in reader
