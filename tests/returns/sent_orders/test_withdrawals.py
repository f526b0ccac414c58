"""Buyers withdraw within 14 days of the delivery; a second declaration is the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core import mail

from shop.commerce.fulfillment.calendars import WorkCalendar
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.markets.models import Market
from shop.finance.invoices.issuing import issue_due_documents
from shop.finance.invoices.models import TaxDocument
from shop.identity.accounts.models import User
from shop.orders.aftersales.shipments import lines_to_pack, ready_to_send
from shop.orders.errors import ShipmentRefused
from shop.orders.models import HeldOrder, PersonCount
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import refund_case
from shop.orders.returns.requests import Withdrawal, find_buyers_order, withdraw
from shop.orders.returns.rules import Policy, last_delivery, return_window, withdrawal_end
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.returns.conftest import (
    broken,
    inspected,
    paid_back,
    paid_order,
    policy,
    send_order,
    sent_order,
    work,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import units


def declared(order: Order, key: str = "w-1", **units: int) -> Withdrawal:
    chosen = {int(pk.removeprefix("line_")): count for pk, count in units.items()}
    return Withdrawal(key, order.pk, "Ada Example", order.guest_email, chosen)


def test_a_withdrawal_has_a_receipt_and_ends_with_the_price_and_the_delivery(
    order: Order, clerk: User
) -> None:
    case = withdraw(declared(order))
    work()
    assert (case.state, case.name) == ("APPROVED", "Ada Example")
    (receipt,) = mail.outbox
    assert receipt.to == [order.guest_email]
    assert order.number in receipt.subject
    assert f"{case.declared_at:%H:%M}"[3:] in receipt.body  # the minutes, in every time zone
    assert "2 x Enamel pin" in receipt.body
    product = order.lines.get().product
    inspected(case, clerk)
    assert units(product) == (10, 0, 0)
    refund_case(case, by_id=clerk.pk)
    work()
    assert paid_back(order) == order.total_incl_tax
    assert order.status == OrderState.REFUNDED
    assert order.gift_card.balance == Decimal(100_000)
    assert broken() == []


def test_a_repeated_declaration_is_the_same_withdrawal(order: Order) -> None:
    first = withdraw(declared(order))
    assert withdraw(declared(order)) == first
    assert withdraw(declared(order, "w-2")) == first
    line = order.lines.get().pk
    assert withdraw(declared(order, "w-3", **{f"line_{line}": 2})) == first
    work()
    assert ReturnCase.objects.count() == len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("days_ago", "fields", "reason"),
    [
        (40, {}, "too_late"),
        (0, {"days": 0, "exclusion": "PERSONALIZED"}, "excluded"),
    ],
)
def test_late_and_personalized_goods_are_refused_with_the_reason(
    world: RightsWorld, days_ago: int, fields: dict[str, object], reason: str
) -> None:
    late = sent_order(world, days_ago=days_ago)
    if fields:
        policy(late, **fields)
    with pytest.raises(ReturnRefused) as refusal:
        withdraw(declared(late))
    assert refusal.value.data["reason"] == reason
    assert not ReturnCase.objects.exists()


def test_no_more_is_withdrawn_than_was_bought(order: Order) -> None:
    line = order.lines.get().pk
    for count, reason in ((3, "too_many"), (-1, "too_many"), (0, "nothing")):
        with pytest.raises(ReturnRefused) as refusal:
            withdraw(declared(order, **{f"line_{line}": count}))
        assert refusal.value.data["reason"] == reason
    with pytest.raises(ReturnRefused):
        withdraw(declared(order, **{f"line_{line + 1}": 1}))


@pytest.mark.parametrize(
    ("number", "email", "is_found"),
    [
        ("{number}", "ADA@example.org ", True),
        (" {lower} ", "ada@example.org", True),
        ("{compact}", "ada@example.org", True),
        ("{number}", "eve@example.org", False),
        ("{number}", "", False),
        ("MS-0000-0000-00", "ada@example.org", False),
    ],
)
def test_an_order_is_found_however_its_number_is_typed(
    order: Order, number: str, email: str, *, is_found: bool
) -> None:
    typed = number.format(
        number=order.number, lower=order.number.lower(), compact=order.number.replace("-", "")[2:]
    )
    assert (find_buyers_order(typed, email) == order) is is_found


def test_the_period_counts_from_the_last_delivery_and_ends_on_a_working_day() -> None:
    assert withdrawal_end(date(2026, 11, 3)) == date(2026, 11, 17)
    assert withdrawal_end(date(2026, 11, 7)) == date(2026, 11, 23)  # 21 November is a Saturday
    # 14 days later is 25 December, a Friday and a public holiday in France; Monday 28 is none.
    assert withdrawal_end(date(2026, 12, 11), WorkCalendar(country="FR")) == date(2026, 12, 28)
    assert last_delivery([date(2026, 1, 2), date(2026, 3, 4)]) == date(2026, 3, 4)
    assert last_delivery([date(2026, 1, 2), None]) is None
    day = date(2026, 11, 3)
    window = return_window(area="EEA", policy=Policy(30), delivered=day, all_delivered=day)
    assert (window.withdrawal_until, window.return_until) == (
        date(2026, 11, 17),
        date(2026, 12, 3),
    )
    assert window.may_withdraw(date(2026, 11, 17))
    assert not window.may_withdraw(date(2026, 11, 18))
    assert replace(window, withdrawal_until=None, is_delivered=False).may_withdraw(day)
    abroad = return_window(area="US", policy=Policy(30), delivered=day, all_delivered=day)
    assert not abroad.may_withdraw(day)
    assert abroad.may_return(date(2026, 12, 3))
    assert not abroad.may_return(date(2026, 12, 4))


def test_what_was_not_packed_is_refunded_at_once_and_not_sent(world: RightsWorld) -> None:
    order = paid_order(world)
    product = order.lines.get().product
    case = withdraw(declared(order))
    work()
    case.refresh_from_db()
    assert (case.state, paid_back(order)) == ("REFUNDED", order.total_incl_tax)
    assert units(product) == (10, 0, 0)
    assert order.status == OrderState.REFUNDED
    assert broken() == []


def test_a_part_that_was_sent_comes_back_before_its_refund(world: RightsWorld, clerk: User) -> None:
    pin, scarf = world.product(sku="A-1"), world.product(sku="B-1")
    order = paid_order(world, pin, scarf, quantity=1)
    send_order(world, order, lines=["A-1"])
    case = withdraw(declared(order))
    case.refresh_from_db()
    assert (case.state, paid_back(order)) == ("APPROVED", Decimal("20.00"))
    inspected(case, clerk)
    refund_case(case, by_id=clerk.pk)
    work()
    assert paid_back(order) == order.total_incl_tax  # with the delivery
    assert broken() == []


def test_express_delivery_is_refunded_at_the_price_of_the_standard_one(
    world: RightsWorld, clerk: User
) -> None:
    DeliveryMethod.objects.create(
        market=Market.objects.get(code="fr"),
        code="express",
        amount=Decimal("19.90"),
        days_min=1,
        days_max=1,
    )
    express = {"delivery_code": "express", "expected_minor": 5990, "expected_to_pay": 0}
    order = sent_order(world, **express)
    assert order.shipping_incl_tax == Decimal("19.90")
    # Three euros of these are customs duty, with its tax.
    order.snapshot["duty"] = {"status": "CHARGED", "amount": "2.50", "tax": "0.50", "detail": ""}
    order.save(update_fields=["snapshot"])
    case = withdraw(declared(order))
    inspected(case, clerk)
    refund = refund_case(case, by_id=clerk.pk)
    standard = DeliveryMethod.objects.get(market=order.market, code="standard").amount
    assert refund.amount == Decimal("40.00") + standard + Decimal("3.00")
    issue_due_documents()
    note = TaxDocument.objects.get(order=order, kind="CREDIT_NOTE")
    assert note.gross == refund.amount
    work()
    assert broken() == []


def test_units_that_came_back_no_longer_count_against_the_limit_per_person(
    world: RightsWorld, clerk: User
) -> None:
    product = world.product(sku="LIMITED", limit_per_person=2)
    order = sent_order(world, product)
    line = order.lines.get()
    case = withdraw(declared(order, **{f"line_{line.pk}": 1}))
    inspected(case, clerk)
    refund_case(case, by_id=clerk.pk)
    line.refresh_from_db()
    assert (line.refunded_units, line.uncounted_units) == (1, 1)
    assert set(PersonCount.objects.values_list("units", flat=True)) == {1}
    work()
    assert broken() == []


def test_an_order_on_hold_waits_for_staff_and_is_not_packed(
    world: RightsWorld, clerk: User
) -> None:
    order = paid_order(world)
    hold = HeldOrder.objects.create(order=order, denied=[])
    case = withdraw(declared(order))
    assert (case.state, paid_back(order)) == ("APPROVED", 0)
    HeldOrder.objects.filter(pk=hold.pk).update(
        decision="SHIP", decided_by=clerk, decided_at=database_now(), reference="R-1"
    )
    assert ready_to_send(lines_to_pack(world.licensee).filter(order=order)) == []
    with pytest.raises(ShipmentRefused) as refusal:
        send_order(world, order)
    assert refusal.value.data["reason"] == "awaits_return"
    refund_case(case, by_id=clerk.pk)
    work()
    assert paid_back(order) == order.total_incl_tax
    assert broken() == []
