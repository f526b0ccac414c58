"""Every order's money has a statement from the ledger, whose entries sum to zero."""

from decimal import Decimal

from pytest_django import DjangoAssertNumQueries

from shop.finance.ledger.models import Account
from shop.finance.ledger.order_statement import WORDS, build_order_statement
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.placement import begin_payment
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import basket_paid_by, make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import request_for, run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox


def refunded_order(world: RightsWorld, stripe: Sandbox) -> Order:
    """Return an order of 25 EUR, 15 of it by a gift card, whose article went back."""
    basket = basket_paid_by(make_gift_card().card, world.product())
    order = begin_payment(request_for(basket)).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    refund_part(
        RefundRequest(
            "key", order.number, {order.lines.get().pk: 1}, False, "broken", UserFactory().pk
        )
    )
    run_queued_jobs()
    return order


def test_an_order_is_explained_journal_by_journal_and_each_sums_to_zero(
    world: RightsWorld, stripe: Sandbox, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    order = refunded_order(world, stripe)
    with django_assert_num_queries(2):
        told = build_order_statement(order)
    words = [
        (journal.what, [(entry.description, entry.amount) for entry in journal.entries])
        for journal in told.journals
    ]
    assert words == [
        (
            "Order paid",
            [
                ("Received at Stripe", Decimal("10.00")),
                ("Paid with a gift card", Decimal("15.00")),
                ("Earned by goods, without tax", Decimal("-16.67")),
                ("Earned by delivery, without tax", Decimal("-4.17")),
                ("Tax to pay", Decimal("-4.16")),
            ],
        ),
        (
            "Refund agreed",
            [
                ("Goods taken back, without tax", Decimal("16.67")),
                ("Tax no longer to pay", Decimal("3.33")),
                ("Owed to the buyer", Decimal("-20.00")),
            ],
        ),
        (
            "Refund sent",
            [
                ("Given to the buyer, owed no longer", Decimal("20.00")),
                ("Left our balance at Stripe", Decimal("-10.00")),
                ("Given back to a gift card", Decimal("-10.00")),
            ],
        ),
    ]
    assert told.journals
    assert all(journal.sum == 0 for journal in told.journals)
    assert {balance.account: balance.amount for balance in told.balances} == {
        "Gift cards not used yet": Decimal("5.00"),
        "Delivery sold, net": Decimal("-4.17"),
        "Tax to pay": Decimal("-0.83"),
    }


def test_yen_are_explained_in_whole_yen(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product(), market="jp", territory="JP")
    assert build_order_statement(order).journals == []
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    (paid,) = build_order_statement(order).journals
    assert paid.entries[0].amount == 3005
    assert paid.sum == 0


def test_every_account_has_its_words() -> None:
    assert set(WORDS) == set(Account)


def test_staff_read_it_on_the_page_of_the_order(world: RightsWorld, stripe: Sandbox) -> None:
    staff = signed_in(email="staff@example.org", role="staff", is_staff=True, is_superuser=True)
    order = refunded_order(world, stripe)
    page = staff.get(f"/dashboard/orders/{order.number}/").text
    for words in ("Paid with a gift card", "Given back to a gift card", "Owed to the buyer"):
        assert words in page
    assert "-€16.67" in page
