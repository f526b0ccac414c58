"""Buyers withdraw within 14 days of the delivery; a second declaration is the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core import mail

from shop.identity.accounts.models import User
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import refund_case
from shop.orders.returns.requests import Withdrawal, find_buyers_order, withdraw
from shop.orders.returns.rules import Policy, last_delivery, return_window, withdrawal_end
from shop.oscar.order.models import Order, OrderState
from tests.returns.conftest import broken, inspected, paid_back, policy, sent_order, work
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import units


@pytest.fixture
def order(world: RightsWorld) -> Order:
    sent = sent_order(world)
    work()
    mail.outbox.clear()
    return sent


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
        withdraw(declared(order, line_1=1))


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
