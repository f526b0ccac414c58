"""Refunds of orders partly paid by gift card: first to the charged card, then to the gift card."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.db.models import Sum

from catalog.models import Product
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.services import disable_gift_card
from shop.finance.ledger.models import Entry
from shop.finance.ledger.order_statement import build_order_statement
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.payments.errors import PaymentUnavailable
from shop.finance.payments.models import Refund
from shop.identity.accounts.models import User
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.placement import begin_payment
from shop.orders.denials.revocation import refund_held_order
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.orders.tasks import send_refund
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import request_for, run_queued_jobs
from tools.testing.factories.vouchers import basket_using, make_voucher, two_articles
from tools.testing.stripe_harness import Sandbox

CURRENCIES = {"fr": "EUR", "jp": "JPY", "ae": "AED"}


@pytest.fixture(scope="module")
def shared_shop(build_once: Callable[..., RightsWorld]) -> RightsWorld:
    """Build a shop that sells two articles, for all tests of the module."""

    def build(world: RightsWorld) -> RightsWorld:
        two_articles(world)
        return world

    return build_once(build)


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker of that shop."""
    return shared_world


def broken() -> list[str]:
    return [f"{one.name}: {one.detail}" for one in check_invariants() if not one.holds]


def paid_order(stripe: Sandbox, on_it: str, market: str = "fr", territory: str = "FR") -> Order:
    """Return a paid order of twice two articles with a seventh off, a part of it by a card."""
    make_voucher(percent=Decimal("14.29"))
    card = make_gift_card(on_it, CURRENCIES[market]).card
    place = {"market": market, "territory": territory}
    basket = basket_using("TENTH", *Product.objects.order_by("upc"), quantity=2, **place)
    Basket.objects.filter(pk=basket.pk).update(gift_card=card)
    basket.refresh_from_db()
    order = begin_payment(request_for(basket, **place)).order
    if order.to_pay:
        pay(stripe, order)
        settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.PAID
    return order


def give_back(order: Order, numbers: Mapping[int, int], **changes: Any) -> Refund:
    lines = list(order.lines.order_by("pk"))
    clerk = User.objects.filter(email="clerk@example.org").first()
    by = clerk or UserFactory(email="clerk@example.org")
    fields = {"delivery": False, "reason": "broken", "key": f"refund-{numbers}"} | changes
    units = {lines[place].pk: count for place, count in numbers.items()}
    return refund_part(RefundRequest(order_number=order.number, units=units, by_id=by.pk, **fields))


def sent_by_stripe(stripe: Sandbox) -> list[int]:
    return [refund["amount"] for refund in stripe.control("GET", "ledger")["refunds"]]


def card_of(order: Order) -> GiftCard:
    assert order.gift_card is not None
    return order.gift_card


def balances(order: Order) -> dict[str, int]:
    rows = Entry.objects.filter(journal__order=order).values_list("account")
    return {account: total for account, total in rows.annotate(total=Sum("amount")) if total}


@pytest.mark.parametrize(
    ("market", "territory", "on_it", "minor"),
    [("fr", "FR", "30.01", 100), ("jp", "JP", "5001", 1), ("ae", "AE", "111.11", 100)],
)
def test_parts_go_back_to_what_was_charged_first_and_then_to_the_card(
    world: RightsWorld, stripe: Sandbox, market: str, territory: str, on_it: str, minor: int
) -> None:
    order = paid_order(stripe, on_it, market, territory)
    charged = order.to_pay
    assert balance(card_of(order)) == 0
    first = give_back(order, {0: 1})
    second = give_back(order, {0: 1, 1: 1})
    third = give_back(order, {1: 1}, delivery=bool(order.shipping_incl_tax))
    parts = [first, second, third]
    assert broken() == []
    run_queued_jobs()
    assert sum(part.amount for part in parts) == order.total_incl_tax
    assert sum(part.card_amount for part in parts) == charged
    assert first.card_amount == min(first.amount, charged)
    assert third.gift_card_amount == third.amount
    assert sum(sent_by_stripe(stripe)) == int(charged * minor)
    assert balance(card_of(order)) == Decimal(on_it)
    assert balances(order) == {}
    assert reconcile_balance().differences == ()
    assert broken() == []


@pytest.mark.parametrize("part_first", [True, False])
@pytest.mark.parametrize("on_it", ["30.00", "500.00"])
def test_the_whole_goes_back_by_the_means_it_came_by(
    world: RightsWorld, stripe: Sandbox, on_it: str, *, part_first: bool
) -> None:
    order = paid_order(stripe, on_it)
    before = balance(card_of(order))
    if part_first:
        give_back(order, {0: 1})
    held = HeldOrder.objects.create(order=order, denied=[])
    refund_held_order(held=held, by_id=UserFactory().pk)
    assert broken() == []
    run_queued_jobs()
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.REFUNDED
    assert balance(card_of(order)) == before + order.gift_card_amount
    assert sum(sent_by_stripe(stripe)) == int(order.to_pay * 100)
    assert build_order_statement(order).balances == []
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_a_refund_that_stripe_did_not_take_leaves_the_card_alone(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(stripe, "60.00")
    refund = give_back(order, {0: 1, 1: 1})
    assert refund.card_amount > 0
    assert refund.gift_card_amount > 0
    fault = {"action": "429", "match": {"method": "POST", "path": "^/v1/refunds$"}, "times": 1}
    stripe.control("POST", "faults", fault)
    with pytest.raises(PaymentUnavailable):
        send_refund(refund_id=refund.pk)
    assert balance(card_of(order)) == 0
    assert broken() == []
    for _ in range(2):
        send_refund(refund_id=refund.pk)
    assert balance(card_of(order)) == refund.gift_card_amount
    assert sent_by_stripe(stripe) == [int(refund.card_amount * 100)]
    assert broken() == []


def test_the_buyer_is_told_what_goes_where(world: RightsWorld, stripe: Sandbox) -> None:
    order = paid_order(stripe, "60.00")
    mail.outbox.clear()
    refund = give_back(order, {0: 1, 1: 1})
    run_queued_jobs()
    (sent,) = mail.outbox
    for text in (str(sent.body), str(sent.alternatives[0][0])):
        assert f"€{refund.gift_card_amount}" in text
        assert f"€{refund.card_amount}" in text
        assert f"•••• {card_of(order).last4}" in text
    assert "It can take a few days" in str(sent.body)


def test_money_that_comes_back_to_an_ended_card_can_be_used(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(stripe, "500.00")
    now = database_now()
    GiftCard.objects.filter(pk=order.gift_card_id).update(valid_until=now - timedelta(days=1))
    give_back(order, {0: 1})
    run_queued_jobs()
    card = GiftCard.objects.get()
    assert card.valid_until is not None
    assert card.valid_until >= now + timedelta(days=90)


def test_what_comes_back_to_a_disabled_card_is_seen_and_written_off(
    world: RightsWorld, stripe: Sandbox
) -> None:
    order = paid_order(stripe, "500.00")
    card, by = card_of(order), card_of(order).issued_by_id
    disable_gift_card(card=card, reason="Lost.", by_id=by)
    refund = give_back(order, {0: 1})
    run_queued_jobs()
    assert balance(card) == refund.amount
    assert broken() == []
    disable_gift_card(card=card, reason="Made another.", by_id=by)
    assert balance(card) == 0
    card.refresh_from_db()
    assert card.disabled_for == "Lost."
    assert broken() == []


@pytest.mark.parametrize("sent", [True, False])
def test_a_refund_that_gives_the_card_a_cent_too_much_is_found(
    world: RightsWorld, stripe: Sandbox, *, sent: bool
) -> None:
    order = paid_order(stripe, "30.00")
    refund = give_back(order, {0: 2, 1: 2}, delivery=bool(order.shipping_incl_tax))
    if sent:
        run_queued_jobs()
    assert refund.gift_card_amount == 30
    assert broken() == []
    Refund.objects.update(gift_card_amount=Decimal("30.01"))
    assert broken() != []
