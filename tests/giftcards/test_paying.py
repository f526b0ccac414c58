"""Orders paid by gift card, in part or whole, to the minor unit, with all outcomes."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from catalog.models import Product
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.giftcards.errors import GiftCardRefused
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.redemption import AppliedGiftCard, take_gift_card
from shop.commerce.giftcards.services import disable_gift_card
from shop.commerce.inventory.services import release_reserved
from shop.finance.ledger.models import Entry
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.checkout.quotas import release_quotas
from shop.orders.errors import QuoteChanged, TotalTooSmall
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.expiry import sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.orders.payment.state_machine import move_order
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, confirm, force, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, basket_paid_by, make_gift_card
from tools.testing.factories.orders import destination, request_for, run_queued_jobs
from tools.testing.factories.vouchers import make_voucher
from tools.testing.stripe_harness import Sandbox

type Built = tuple[RightsWorld, Product]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with one product for all tests of the module."""
    return build_once(lambda world: (world, world.product()))


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def product(built: Built, db: None) -> Product:
    return deepcopy(built[1])


def broken() -> list[str]:
    return [f"{one.name}: {one.detail}" for one in check_invariants() if not one.holds]


def balances(order: Order) -> dict[str, int]:
    rows = Entry.objects.filter(journal__order=order).values_list("account")
    return {account: total for account, total in rows.annotate(total=Sum("amount")) if total}


def let_expire(order: Order) -> None:
    over = database_now() - timedelta(seconds=1)
    Order.objects.filter(pk=order.pk).update(hold_expires_at=over)


@pytest.mark.parametrize(
    ("on_it", "total", "currency", "part"),
    [
        ("15.00", "25.00", "EUR", "15.00"),
        ("25.00", "25.00", "EUR", "25.00"),
        ("99.00", "25.00", "EUR", "25.00"),
        ("24.80", "25.00", "EUR", "24.50"),  # 20 cents cannot be charged, 50 can
        ("24.50", "25.00", "EUR", "24.50"),
        ("0.10", "0.55", "EUR", "0.05"),
        ("0.10", "0.30", "EUR", "0.00"),  # the rest cannot be charged, whatever the card pays
        ("0.30", "0.30", "EUR", "0.30"),
        ("2980", "3005", "JPY", "2955"),
        ("1000", "3005", "JPY", "1000"),
        ("84.00", "85.00", "AED", "83.00"),
        ("0.00", "25.00", "EUR", "0.00"),
    ],
)
def test_a_card_pays_what_it_can_and_leaves_what_can_be_charged(
    on_it: str, total: str, currency: str, part: str
) -> None:
    card = AppliedGiftCard(1, "WXYZ", Decimal(on_it))
    assert card.part_of(Decimal(total), currency) == Decimal(part)


@pytest.mark.parametrize(
    ("place", "currency", "on_it", "entries"),
    [
        # 20 EUR with 20 % and 5 EUR delivery with 20 %, 15 EUR of it by the card, in cents.
        (
            {"market": "fr", "territory": "FR"},
            "EUR",
            "15.00",
            {"STRIPE": 1000, "GIFT_CARDS": 1500, "SALES": -1667, "SHIPPING": -417, "TAX": -416},
        ),
        (
            {"market": "jp", "territory": "JP"},
            "JPY",
            "1001",
            {"STRIPE": 2004, "GIFT_CARDS": 1001, "SALES": -2727, "SHIPPING": -5, "TAX": -273},
        ),
        (
            {"market": "ae", "territory": "AE"},
            "AED",
            "80.01",
            {"STRIPE": 499, "GIFT_CARDS": 8001, "SALES": -7619, "SHIPPING": -476, "TAX": -405},
        ),
    ],
)
def test_a_card_pays_a_part_and_the_rest_is_charged(
    product: Product,
    stripe: Sandbox,
    place: dict[str, str],
    currency: str,
    on_it: str,
    entries: dict[str, int],
) -> None:
    card = make_gift_card(on_it, currency).card
    basket = basket_paid_by(card, product, **place)
    order = begin_payment(request_for(basket, **place)).order
    assert (order.gift_card, order.gift_card_amount) == (card, Decimal(on_it))
    assert balance(card) == 0
    (intent,) = stripe.control("GET", "ledger")["intents"]
    assert intent["amount"] == entries["STRIPE"]
    assert broken() == []
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == OrderState.PAID
    assert balances(order) == entries
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_a_card_pays_all_without_an_intent_and_keeps_the_rest(
    product: Product, stripe: Sandbox
) -> None:
    card = make_gift_card("40.00").card
    request = request_for(basket_paid_by(card, product))
    assert (request.expected_minor, request.expected_to_pay) == (2500, 0)
    order = begin_payment(request).order
    assert order.status == OrderState.PAID
    assert begin_payment(request).order == order
    assert balance(card) == 15
    assert stripe.control("GET", "ledger")["intents"] == []
    assert balances(order)["GIFT_CARDS"] == 2500
    assert "STRIPE" not in balances(order)
    run_queued_jobs()
    assert reconcile_balance().differences == ()
    assert broken() == []


def test_one_card_pays_orders_until_it_is_used_up(product: Product, stripe: Sandbox) -> None:
    card = make_gift_card("40.00").card
    parts = []
    for number in range(3):
        basket = basket_paid_by(card, product)
        order = begin_payment(request_for(basket, key=f"key-{number}")).order
        parts.append(order.gift_card_amount)
    assert parts == [25, 15, 0]
    assert balance(card) == 0
    assert broken() == []


def test_an_order_that_nobody_pays_gives_back_and_late_money_takes_again(
    product: Product, stripe: Sandbox
) -> None:
    card = make_gift_card().card
    order = begin_payment(request_for(basket_paid_by(card, product))).order
    let_expire(order)
    stripe.control("POST", "faults", {"action": "reset_after", "match": {"path": "cancel$"}})
    sweep_expired_orders()
    stripe.control("DELETE", "faults")
    sweep_expired_orders()
    assert balance(card) == 15
    assert not Entry.objects.filter(journal__order=order).exists()
    assert broken() == []


@pytest.mark.parametrize("spent", [True, False])
def test_money_that_comes_late_finds_the_card_or_goes_back(
    product: Product, stripe: Sandbox, *, spent: bool
) -> None:
    card = make_gift_card().card
    order = begin_payment(request_for(basket_paid_by(card, product))).order
    pay(stripe, order)
    expire_unheard(order)
    assert balance(card) == 15
    if spent:
        other = begin_payment(request_for(basket_paid_by(card, product), key="other")).order
        assert other.gift_card_amount == 15
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    assert order.status == (OrderState.REFUNDED if spent else OrderState.PAID)
    assert balance(card) == 0
    refunds = [one["amount"] for one in stripe.control("GET", "ledger")["refunds"]]
    assert refunds == ([1000] if spent else [])
    assert reconcile_balance().differences == ()
    assert broken() == []


def expire_unheard(order: Order) -> None:
    """Expire an order as if its payment had not been heard of."""
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        release_quotas(locked)
        release_reserved(order=locked, reason="hold expired")
        move_order(locked, expected=OrderState.PENDING, to=OrderState.EXPIRED)


def test_an_order_that_is_denied_while_it_is_paid_gives_both_back(
    product: Product, stripe: Sandbox
) -> None:
    card = make_gift_card().card
    order = begin_payment(request_for(basket_paid_by(card, product))).order
    pay(stripe, order)
    Order.objects.filter(pk=order.pk).update(denied_at=database_now())
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    assert balance(card) == 15
    assert [one["amount"] for one in stripe.control("GET", "ledger")["refunds"]] == [1000]
    assert balances(order) == {}
    assert broken() == []


def test_a_bank_that_refuses_late_gives_the_card_back(product: Product, stripe: Sandbox) -> None:
    stripe.control("POST", "settings", {"processing_seconds": 600})
    card = make_gift_card().card
    order = begin_payment(request_for(basket_paid_by(card, product))).order
    confirm(stripe, order, "pm_card_sandboxProcessing")
    settle_payment(attempt_of(order).pk)
    force(stripe, order, "fail")
    settle_payment(attempt_of(order).pk)
    order.refresh_from_db()
    assert order.status == OrderState.CANCELLED
    assert balance(card) == 15
    assert broken() == []


def test_two_tabs_never_spend_the_same_money(product: Product, stripe: Sandbox) -> None:
    card = make_gift_card().card
    requests = [request_for(basket_paid_by(card, product), key=f"key-{n}") for n in range(2)]
    place_order(requests[0])
    with pytest.raises(QuoteChanged) as refusal:
        place_order(requests[1])
    assert refusal.value.data == {"expected": 1000, "actual": 2500, "field": "to_pay"}
    assert balance(card) == 0
    assert Order.objects.count() == 1
    assert broken() == []


def test_who_does_not_say_what_is_left_to_pay_has_agreed_to_the_whole(product: Product) -> None:
    card = make_gift_card().card
    request = request_for(basket_paid_by(card, product), expected_to_pay=None)
    with pytest.raises(QuoteChanged):
        place_order(request)
    assert balance(card) == 15


def test_a_card_that_is_taken_after_the_quote_is_refused_and_nothing_is_kept(
    product: Product,
) -> None:
    card = make_gift_card().card
    order = place_order(request_for(basket_paid_by(card, product))).order
    with pytest.raises(GiftCardRefused) as refusal:
        take_gift_card(order)
    assert refusal.value.data["reason"] == "changed"
    assert broken() == []


@pytest.mark.parametrize("reason", ["disabled", "other_currency", "ended", "used_up"])
def test_a_card_in_the_basket_that_no_longer_pays_says_why(
    world: RightsWorld, product: Product, reason: str
) -> None:
    card = make_gift_card(currency="AED" if reason == "other_currency" else "EUR").card
    basket = basket_paid_by(card, product)
    if reason == "disabled":
        disable_gift_card(card=card, reason="Lost.", by_id=card.issued_by_id)
    elif reason == "ended":
        GiftCard.objects.filter(pk=card.pk).update(valid_until=database_now())
    elif reason == "used_up":
        place_order(request_for(basket_paid_by(card, world.product(sku="B")), key="other"))
    quote = quote_basket(basket, destination(at=database_now()))
    assert quote.gift_card is not None
    assert quote.gift_card.refusal is not None
    assert quote.gift_card.refusal.data["reason"] == reason
    assert (quote.gift_card_amount, quote.to_pay_minor) == (0, 2500)


def test_a_total_that_neither_can_pay_is_refused_in_words(product: Product) -> None:
    make_voucher(amount=Decimal("19.70"), currency="EUR")
    DeliveryMethod.objects.update(free_over=1)
    basket = basket_paid_by(make_gift_card("0.10").card, product)
    basket.voucher_code = "TENTH"
    basket.save()
    with pytest.raises(TotalTooSmall):
        place_order(request_for(basket))


FAULTS = [
    "update giftcards_giftcard set balance = balance + 0.01",
    "update giftcards_giftcardmovement set amount = amount - 0.01 where kind = 'TAKEN'",
    "update giftcards_giftcardmovement set amount = amount + 0.01 where kind = 'ISSUED'",
    "update order_order set gift_card_amount = gift_card_amount - 0.01",
    "update payments_paymentattempt set amount = amount + 0.01",
    "update ledger_entry set amount = amount + 1 where account = 'GIFT_CARDS' and amount > 0",
    "delete from giftcards_giftcardmovement where kind = 'TAKEN'",
]


@pytest.mark.parametrize(
    ("fault", "paid"),
    [(fault, True) for fault in FAULTS]
    + [(fault, False) for fault in FAULTS if "giftcards" in fault or "order_order" in fault],
)
def test_a_fault_of_one_cent_is_found(
    product: Product, stripe: Sandbox, fault: str, *, paid: bool
) -> None:
    card = make_gift_card("16.00").card
    make_gift_card("7.00", "AED")
    order = begin_payment(request_for(basket_paid_by(card, product))).order
    if paid:
        pay(stripe, order)
        settle_payment(attempt_of(order).pk)
    assert broken() == []
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table ledger_entry disable trigger user")
        cursor.execute(
            "alter table giftcards_giftcard drop constraint a_gift_card_has_at_most_what_was_issued"
        )
        cursor.execute(fault)
        cursor.execute("alter table ledger_entry enable trigger user")
    assert broken() != []
