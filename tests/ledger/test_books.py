"""The ledger: every movement of money in double entry, equal to Stripe's to the minor unit."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from licensing.services import place_hold
from shop.finance.ledger.models import Account, BalanceTransaction, Entry, Journal
from shop.finance.ledger.services import post_charge
from shop.finance.ledger.stripe_reconciliation import (
    BalanceReport,
    fetch_balance,
    reconcile_balance,
)
from shop.orders.denials.revocation import process_denials, refund_held_order
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import HeldOrder
from shop.orders.payment.expiry import expire_order
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from tests.orders.sandbox import attempt_of, confirm, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

pytestmark = pytest.mark.usefixtures("without_agreements")

NOW = timedelta(0)


def paid(world: RightsWorld, stripe: Sandbox, market: str = "fr", territory: str = "FR") -> Order:
    product = world.product(sku=f"PIN-{territory}")
    order = waiting_order(product, key=f"key-{territory}", market=market, territory=territory)
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    return order


def balances(order: Order) -> dict[str, int]:
    rows = Entry.objects.filter(journal__order=order).values_list("account")
    found = rows.annotate(total=Sum("amount"))
    return {account: total for account, total in found if total}


def books() -> BalanceReport:
    return reconcile_balance(in_flight=NOW)


@pytest.mark.parametrize(
    ("market", "territory", "entries"),
    [
        # 20 EUR with 20 % and 5 EUR delivery with 20 %, in cents.
        ("fr", "FR", {"STRIPE": 2500, "SALES": -1667, "SHIPPING": -417, "TAX": -416}),
        ("jp", "JP", {"STRIPE": 3005, "SALES": -2727, "SHIPPING": -5, "TAX": -273}),
        ("ae", "AE", {"STRIPE": 8500, "SALES": -7619, "SHIPPING": -476, "TAX": -405}),
    ],
)
def test_a_paid_order_is_goods_delivery_and_tax_to_the_minor_unit(
    world: RightsWorld, stripe: Sandbox, market: str, territory: str, entries: dict[str, int]
) -> None:
    order = paid(world, stripe, market, territory)
    assert balances(order) == entries
    report = books()
    assert report.differences == ()
    assert report.ours == report.theirs
    fees = -Entry.objects.filter(account=Account.FEES).aggregate(sum=Sum("amount"))["sum"]
    assert report.ours[order.currency] == entries["STRIPE"] + fees
    assert all(finding.holds for finding in check_invariants())


def test_settling_twice_writes_once(world: RightsWorld, stripe: Sandbox) -> None:
    order = paid(world, stripe)
    settle_payment(attempt_of(order).pk)
    post_charge(order=order, attempt=attempt_of(order))
    assert Journal.objects.filter(order=order).count() == 1


def test_a_refund_of_a_held_order_takes_every_account_back_to_zero(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid(world, stripe)
    place_hold(kind="RECALL", reason="r", at=clock_now(), mark=world.mark)
    process_denials()
    refund_held_order(held=HeldOrder.objects.get(), by_id=world.officer_id)
    assert balances(order)["OWED"] == -2500
    run_queued_jobs()
    assert balances(order) == {}
    assert books().differences == ()
    assert all(finding.holds for finding in check_invariants())


def test_money_for_an_order_that_was_given_up_is_owed_and_goes_back(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(stock=1)
    order = waiting_order(product)
    Order.objects.filter(pk=order.pk).update(hold_expires_at="2026-01-01T00:00:00Z")
    other = waiting_order(world.product(sku="B"), key="other")
    assert other.pk
    attempt = attempt_of(order)
    pay(stripe, order)
    Order.objects.filter(pk=order.pk).update(denied_at=clock_now())
    settle_payment(attempt.pk)
    assert balances(order) == {"STRIPE": 2500, "OWED": -2500}
    run_queued_jobs()
    assert balances(order) == {}
    assert books().differences == ()


def test_an_order_that_nobody_paid_is_in_no_book(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    expire_order(order)
    assert not Journal.objects.exists()
    assert books().ours == {}


def test_a_dispute_and_its_fee_are_written_from_what_stripe_tells(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(world.product())
    confirm(stripe, order, "pm_card_createDispute")
    settle_payment(attempt_of(order).pk)
    report = books()
    assert report.differences == ()
    assert balances(order)["DISPUTES"] == 2500
    assert report.ours == report.theirs
    (dispute,) = stripe.control("GET", "ledger")["disputes"]
    stripe.control("POST", f"disputes/{dispute['id']}/close", {"won": True})
    assert books().differences == ()
    assert "DISPUTES" not in balances(order)


def test_what_was_fetched_is_not_fetched_twice(world: RightsWorld, stripe: Sandbox) -> None:
    paid(world, stripe)
    books()
    before = BalanceTransaction.objects.count(), Entry.objects.count()
    books()
    assert (BalanceTransaction.objects.count(), Entry.objects.count()) == before


def add_cent(row: str) -> None:
    """Change a ledger row directly, which its guards forbid for the application."""
    tables = ("ledger_entry", "ledger_balancetransaction")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(row)
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")
        cursor.execute("set constraints all deferred")


@pytest.mark.parametrize(
    "fault",
    [
        "update ledger_entry set amount = amount + 1 where account = 'STRIPE' and amount > 0",
        "update ledger_balancetransaction set amount = amount + 1 where type = 'charge'",
        "update ledger_balancetransaction set fee = fee + 1",
        "delete from ledger_balancetransaction",
        "update ledger_balancetransaction set type = 'contribution'",
    ],
    ids=["ours", "theirs", "fee", "lost", "unexplained"],
)
def test_a_fault_of_one_cent_in_either_book_is_found(
    world: RightsWorld, stripe: Sandbox, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paid(world, stripe)
    books()
    add_cent(fault)
    if "delete" in fault:
        stripe.control("POST", "reset", {})
    report = books()
    assert report.differences
    with pytest.raises(SystemExit):
        call_command("reconcile_balance", minutes=0)
    if "ledger_entry" in fault:
        broken = [finding.name for finding in check_invariants() if not finding.holds]
        assert "every journal sums to zero" in broken


def test_the_command_tells_both_balances(
    world: RightsWorld, stripe: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    paid(world, stripe)
    call_command("reconcile_balance")
    assert "EUR" in capsys.readouterr().out


def test_a_journal_that_does_not_sum_to_zero_is_refused_by_the_database(world: RightsWorld) -> None:
    def unbalanced() -> None:
        with transaction.atomic():
            journal = Journal.objects.create(key="x", kind=Journal.Kind.FEE, currency="EUR")
            Entry.objects.create(journal=journal, account=Account.FEES, amount=5)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")

    with pytest.raises(IntegrityError, match="sum to 5"):
        unbalanced()


@pytest.mark.parametrize(
    "change",
    [
        "update ledger_entry set amount = 7",
        "delete from ledger_entry",
        "delete from ledger_journal",
    ],
)
def test_the_books_are_only_added_to(world: RightsWorld, stripe: Sandbox, change: str) -> None:
    paid(world, stripe)
    with (
        pytest.raises(IntegrityError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_money_that_is_on_its_way_to_us_is_no_difference_and_hides_none(
    world: RightsWorld, stripe: Sandbox
) -> None:
    paid(world, stripe)
    on_its_way = waiting_order(world.product(sku="B"), key="b")
    pay(stripe, on_its_way)
    assert reconcile_balance(in_flight=timedelta(minutes=10)).differences == ()
    assert [str(one) for one in books().differences] == [
        f"EUR charge of {attempt_of(on_its_way).intent_id}: nothing in the ledger, 25.00 at Stripe"
    ]
    add_cent("update ledger_balancetransaction set fee = fee + 1 where amount = 2500")
    assert reconcile_balance(in_flight=timedelta(minutes=10)).differences


def test_an_interrupted_fetch_leaves_no_gap(world: RightsWorld, stripe: Sandbox) -> None:
    for number in range(3):
        order = waiting_order(world.product(sku=f"P-{number}"), key=f"key-{number}")
        pay(stripe, order)
        settle_payment(attempt_of(order).pk)

    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_balance(interrupt)
    assert BalanceTransaction.objects.count() == 1
    assert fetch_balance() == 2
    assert books().differences == ()
