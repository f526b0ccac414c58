"""Two operations that meet at one exact moment: the second one sees the result of the first."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from licensing.models import RightsDecisionLog
from licensing.services import current_revision, place_hold
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCardOffer, OrderedGiftCard
from shop.commerce.giftcards.purchases import WantedGiftCard, add_card
from shop.commerce.giftcards.services import disable_gift_card
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.markets.models import Market
from shop.commerce.vouchers.errors import VoucherRefused
from shop.commerce.vouchers.models import Voucher
from shop.finance.payments.models import Refund
from shop.orders.aftersales.bought_cards import withdraw_card
from shop.orders.aftersales.refunds import RefundRequest, refund_part
from shop.orders.checkout.order_request import PlacedOrder, PlaceOrder
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.denials.revocation import process_denials
from shop.orders.errors import (
    CardNotWithdrawable,
    NotSellable,
    PersonLimitReached,
    QuoteChanged,
    RefundRefused,
)
from shop.orders.models import DomainEvent, HeldOrder, OutgoingMessage
from shop.orders.payment.expiry import sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tests.races.moments import Moment, in_the_middle
from tests.races.together import all_at_once, broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, basket_paid_by, make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import (
    basket_with,
    request_for,
    run_queued_jobs,
    units,
    waiting_order,
)
from tools.testing.factories.vouchers import basket_using, make_voucher
from tools.testing.stripe_harness import Sandbox

STOCK_TAKEN = "update partner_stockrecord"
ORDER_WRITTEN = 'INSERT INTO "order_order"'
ORDER_LOCKED = 'WHERE "order_order"."id"'


class ChangedMindError(Exception):
    pass


def requests_for(product: object, count: int = 2, **changes: object) -> list[PlaceOrder]:
    return [request_for(basket_with(product), key=f"key-{n}", **changes) for n in range(count)]


def test_the_last_unit_goes_to_the_first_of_two_who_take_it_at_once(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product(stock=1)
    first, second = [partial(place_order, request) for request in requests_for(product)]
    won, lost = in_the_middle(first, Moment(STOCK_TAKEN), second)
    assert isinstance(won, PlacedOrder)
    assert isinstance(lost, OutOfStock)
    assert units(product) == (1, 1, 0)
    assert broken_rules() == []


def test_the_last_unit_is_free_again_when_who_took_it_first_fails(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product(stock=1)
    mine, other = requests_for(product)

    def take_and_fail() -> None:
        with suppress(ChangedMindError), transaction.atomic():
            place_order(mine)
            raise ChangedMindError

    _, won = in_the_middle(take_and_fail, Moment(STOCK_TAKEN), partial(place_order, other))
    assert isinstance(won, PlacedOrder)
    assert units(product) == (1, 1, 0)
    assert broken_rules() == []


def test_the_last_unit_a_person_may_have_is_counted_once(committed_world: RightsWorld) -> None:
    product = committed_world.product(stock=10, limit_per_person=1)
    first, second = [partial(place_order, request) for request in requests_for(product)]
    won, lost = in_the_middle(first, Moment("ordering_personcount"), second)
    assert isinstance(won, PlacedOrder)
    assert isinstance(lost, PersonLimitReached)
    assert units(product) == (10, 1, 0)
    assert broken_rules() == []


def test_the_last_unit_under_a_grants_cap_is_counted_once(committed_world: RightsWorld) -> None:
    agreement = committed_world.agreement(unit_cap=1)
    product = committed_world.product(stock=10, agreement=agreement)
    first, second = [partial(place_order, request) for request in requests_for(product)]
    won, lost = in_the_middle(first, Moment('UPDATE "licensing_'), second)
    assert isinstance(won, PlacedOrder)
    assert isinstance(lost, NotSellable)
    assert lost.data["reason"] == "UNIT_CAP"
    assert units(product) == (10, 1, 0)
    assert broken_rules() == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"most_uses": 1}, "used_up"), ({"once_per_person": True}, "used_by_you")],
)
def test_the_last_use_of_a_voucher_goes_to_the_first_of_two(
    committed_world: RightsWorld, fields: dict[str, Any], reason: str
) -> None:
    make_voucher(**fields)
    product = committed_world.product(stock=10)
    first, second = [
        partial(place_order, request_for(basket_using("TENTH", product), key=f"key-{n}"))
        for n in range(2)
    ]
    won, lost = in_the_middle(first, Moment("update vouchers_voucher"), second)
    assert isinstance(won, PlacedOrder)
    assert isinstance(lost, VoucherRefused)
    assert lost.data["reason"] == reason
    assert units(product) == (10, 1, 0)
    assert Voucher.objects.get().uses == 1
    assert broken_rules() == []


def test_the_last_money_on_a_gift_card_goes_to_the_first_of_two(
    committed_world: RightsWorld,
) -> None:
    card = make_gift_card("20.00").card
    product = committed_world.product(stock=10)
    first, second = [
        partial(place_order, request_for(basket_paid_by(card, product), key=f"key-{n}"))
        for n in range(2)
    ]
    won, lost = in_the_middle(first, Moment('UPDATE "giftcards_giftcard"'), second)
    assert isinstance(won, PlacedOrder)
    assert isinstance(lost, GiftCardRefused)
    assert lost.data["reason"] == "changed"
    assert units(product) == (10, 1, 0)
    assert balance(card) == 0
    assert broken_rules() == []


def test_a_crowd_spends_a_gift_card_no_further_than_it_goes(committed_world: RightsWorld) -> None:
    card = make_gift_card("100.00").card
    product = committed_world.product(stock=10)
    requests = [request_for(basket_paid_by(card, product), key=f"key-{n}") for n in range(8)]
    results = all_at_once([partial(place_order, request) for request in requests])
    placed = [one for one in results if isinstance(one, PlacedOrder)]
    assert (len(placed), balance(card)) == (4, 0)
    lost = [one for one in results if not isinstance(one, PlacedOrder)]
    assert all(isinstance(one, GiftCardRefused | QuoteChanged) for one in lost)
    assert units(product) == (10, 0, 4)
    assert broken_rules() == []


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_bought_gift_card_is_used_or_withdrawn_but_not_both(
    committed_world: RightsWorld, stripe: Sandbox, *, withdrawn_first: bool
) -> None:
    market = Market.objects.get(code="fr")
    GiftCardOffer.objects.create(market=market, amounts="25", least=10, most=200)
    basket = Basket(market=market, ship_to_id="FR")
    add_card(basket=basket, card=WantedGiftCard(Decimal(25)), at=database_now())
    order = begin_payment(request_for(basket, delivery_code="", address={})).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    ordered = OrderedGiftCard.objects.get(gift_card__isnull=False)
    product = committed_world.product(stock=10)
    use = partial(place_order, request_for(basket_paid_by(ordered.gift_card, product), key="key-2"))
    withdraw = partial(withdraw_card, order_number=order.number, public_id=ordered.public_id)
    first, second = (withdraw, use) if withdrawn_first else (use, withdraw)
    won, lost = in_the_middle(first, Moment('UPDATE "giftcards_giftcard"'), second)
    assert isinstance(won, Refund if withdrawn_first else PlacedOrder)
    assert isinstance(lost, GiftCardRefused if withdrawn_first else CardNotWithdrawable)
    assert balance(ordered.gift_card) == 0
    run_queued_jobs()
    assert broken_rules() == []


def test_a_gift_card_that_is_disabled_meanwhile_pays_or_is_ended_but_not_both(
    committed_world: RightsWorld,
) -> None:
    card = make_gift_card("20.00").card
    request = request_for(basket_paid_by(card, committed_world.product()))
    end = partial(disable_gift_card, card=card, reason="Lost.", by_id=card.issued_by_id)
    _, lost = in_the_middle(
        end, Moment('UPDATE "giftcards_giftcard"'), partial(place_order, request)
    )
    assert isinstance(lost, GiftCardRefused)
    assert not Order.objects.exists()
    assert broken_rules() == []


def test_the_last_unit_of_a_line_goes_back_once(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    order = waiting_order(committed_world.product(stock=5))
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    clerk, line = UserFactory(), order.lines.get()
    first, second = [
        partial(
            refund_part,
            RefundRequest(f"key-{n}", order.number, {line.pk: 1}, False, "broken", clerk.pk),
        )
        for n in range(2)
    ]
    won, lost = in_the_middle(first, Moment('INSERT INTO "payments_refund"'), second)
    assert isinstance(won, Refund)
    assert isinstance(lost, RefundRefused)
    run_queued_jobs()
    assert len(stripe.control("GET", "ledger")["refunds"]) == 1
    assert broken_rules() == []


@pytest.mark.parametrize("cancels_first", [True, False])
def test_a_cancellation_and_a_payment_end_in_one_truth(
    committed_world: RightsWorld, stripe: Sandbox, *, cancels_first: bool
) -> None:
    """The payment succeeds while rights are revoked: it is refunded once, and the unit is free."""
    product = committed_world.product(stock=3)
    order = waiting_order(product)
    pay(stripe, order)
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    settle = partial(settle_payment, attempt_of(order).pk)
    first, second = (process_denials, settle) if cancels_first else (settle, process_denials)
    in_the_middle(first, Moment(ORDER_LOCKED), second)
    process_denials()
    run_queued_jobs()
    order.refresh_from_db()
    if order.status == OrderState.PAID:  # it was paid before anybody followed: a person decides
        assert HeldOrder.objects.filter(order=order).count() == 1
    else:
        assert order.status == OrderState.REFUNDED
        assert units(product) == (3, 0, 0)
        (charge,) = stripe.control("GET", "ledger")["charges"]
        assert charge["amount_given_back"] == charge["amount_captured"]
    assert broken_rules() == []


@pytest.mark.parametrize(
    "moment",
    [
        # The sweeper has read what to cancel, and did not ask Stripe yet.
        pytest.param(Moment('AND NOT ("payments_paymentattempt"."state"'), id="before the cancel"),
        pytest.param(Moment(ORDER_LOCKED, before=True), id="before the order's lock"),
        pytest.param(Moment(ORDER_LOCKED), id="under the order's lock"),
    ],
)
def test_a_sweeper_and_a_payments_news_settle_an_order_once(
    committed_world: RightsWorld, stripe: Sandbox, moment: Moment
) -> None:
    product = committed_world.product(stock=3)
    order = waiting_order(product)
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))

    def pays() -> None:
        try:
            pay(stripe, order)
        except OSError:
            return  # it is cancelled already
        finally:
            settle_payment(attempt_of(order).pk)

    in_the_middle(sweep_expired_orders, Moment(moment.text, before=moment.before), pays)
    _one_truth(stripe, order, units(product))


@pytest.mark.parametrize("before", [True, False])
def test_a_payments_news_and_a_sweeper_settle_an_order_once(
    committed_world: RightsWorld, stripe: Sandbox, *, before: bool
) -> None:
    """The reverse order: a fetched intent is applied after the sweeper has run."""
    product = committed_world.product(stock=3)
    order = waiting_order(product)
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))
    pay(stripe, order)
    settle = partial(settle_payment, attempt_of(order).pk)
    in_the_middle(settle, Moment(ORDER_LOCKED, before=before), sweep_expired_orders)
    _one_truth(stripe, order, units(product))


def test_a_sweeper_leaves_an_order_alone_that_a_recall_cancelled_meanwhile(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=3)
    order = waiting_order(product)
    Order.objects.update(hold_expires_at=database_now() - timedelta(seconds=1))
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    # Stripe has cancelled, and the sweeper is about to check the order a last time.
    moment = Moment(ORDER_LOCKED, before=True, earlier=1)
    swept, followed = in_the_middle(sweep_expired_orders, moment, process_denials)
    assert (swept, followed) == (1, 1)
    order.refresh_from_db()
    assert order.status == OrderState.CANCELLED
    assert not DomainEvent.objects.filter(name="order.expired").exists()
    assert units(product) == (3, 0, 0)
    assert broken_rules() == []


def _one_truth(stripe: Sandbox, order: Order, stock: tuple[int, int, int]) -> None:
    order.refresh_from_db()
    (intent,) = stripe.control("GET", "ledger")["intents"]
    if intent["status"] == "succeeded":
        assert (order.status, stock) == (OrderState.PAID, (3, 0, 1))
        assert OutgoingMessage.objects.filter(kind="CONFIRMATION").count() == 1
    else:
        assert (intent["status"], order.status) == ("canceled", OrderState.EXPIRED)
        assert stock == (3, 0, 0)
    assert broken_rules() == []


def test_a_recall_waits_for_the_placement_that_was_decided_before_it(
    committed_world: RightsWorld, stripe: Sandbox
) -> None:
    product = committed_world.product(stock=3)
    (request,) = requests_for(product, 1)
    recall = partial(
        place_hold, kind="RECALL", reason="r", at=database_now(), product_id=product.pk
    )
    placed, _ = in_the_middle(partial(place_order, request), Moment(ORDER_WRITTEN), recall)
    assert isinstance(placed, PlacedOrder)
    (decided_at,) = RightsDecisionLog.objects.values_list("revision", flat=True)
    assert decided_at < (current_revision() or 0)
    process_denials()
    placed.order.refresh_from_db()
    assert placed.order.status == OrderState.CANCELLED
    assert units(product) == (3, 0, 0)
    assert broken_rules() == []


def test_a_placement_waits_for_the_recall_that_was_begun_before_it(
    committed_world: RightsWorld,
) -> None:
    product = committed_world.product(stock=3)
    (request,) = requests_for(product, 1)
    recall = partial(
        place_hold, kind="RECALL", reason="r", at=database_now(), product_id=product.pk
    )
    _, refused = in_the_middle(
        recall, Moment('INSERT INTO "licensing_'), partial(place_order, request)
    )
    assert isinstance(refused, NotSellable)
    assert refused.data["reason"] == "RECALLED"
    assert units(product) == (3, 0, 0)
    assert not Order.objects.exists()
