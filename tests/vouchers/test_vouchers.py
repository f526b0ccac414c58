"""Vouchers: the discount, the people who may use one, and a count of every use."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.vouchers.errors import VoucherRefused
from shop.commerce.vouchers.models import Voucher
from shop.finance.ledger.stripe_reconciliation import reconcile_balance
from shop.finance.royalties.models import RoyaltyAccrual
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import use_voucher
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.errors import QuoteChanged, TotalTooSmall
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.expiry import sweep_expired_orders
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import destination, request_for, run_queued_jobs
from tools.testing.factories.vouchers import basket_using, make_voucher, two_articles
from tools.testing.stripe_harness import Sandbox

type Built = tuple[RightsWorld, Product, list[Product]]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with a product and two articles for all tests of the module."""
    return build_once(lambda world: (world, world.product(), two_articles(world)))


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def product(built: Built, db: None) -> Product:
    return deepcopy(built[1])


@pytest.fixture
def articles(built: Built, db: None) -> list[Product]:
    return deepcopy(built[2])


def broken() -> list[str]:
    return [finding.name for finding in check_invariants() if not finding.holds]


def uses(code: str = "TENTH") -> int:
    return Voucher.objects.get(code=code).uses


@pytest.mark.parametrize(
    ("fields", "market", "expected"),
    [
        ({"percent": 10}, ("fr", "FR"), "4.00"),
        ({"percent": 15}, ("jp", "JP"), "900.00"),
        ({"percent": "33.33"}, ("gb", "GB"), "12.00"),
        ({"amount": 15, "currency": "EUR"}, ("fr", "FR"), "15.00"),
        ({"amount": 500, "currency": "EUR"}, ("fr", "FR"), "40.00"),
        ({"amount": 30, "currency": "AED"}, ("ae", "AE"), "30.00"),
    ],
)
def test_a_voucher_takes_its_part_off_the_goods_and_never_more(
    articles: list[Product], fields: dict[str, Any], market: tuple[str, str], expected: str
) -> None:
    make_voucher(**fields)
    place = {"market": market[0], "territory": market[1]}
    basket = basket_using("TENTH", *articles, **place)
    quote = quote_basket(basket, destination(*market))
    assert quote.discount == Decimal(expected)
    before = sum(line.full.incl for line in quote.lines)
    shown = [(line.full, line.total) for line in quote.lines]
    assert quote.total_incl - quote.shipping.incl == sum(total.incl for _, total in shown)
    if basket.market.prices_include_tax:
        assert before - sum(total.incl for _, total in shown) == quote.discount
    assert all(total.incl >= 0 and total.excl >= 0 for _, total in shown)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"valid": (1, 2)}, "not_yet"),
        ({"valid": (-2, -1)}, "ended"),
        ({"most_uses": 0}, "used_up"),
        ({"amount": 5, "currency": "USD"}, "other_currency"),
        ({"currency": "EUR", "least_goods": 41}, "too_little"),
    ],
)
def test_a_voucher_that_does_not_count_says_why_and_takes_nothing_off(
    articles: list[Product], fields: dict[str, Any], reason: str
) -> None:
    if "valid" in fields:
        now = database_now()
        begins, ends = (now + timedelta(days=day) for day in fields["valid"])
        fields = {"valid": DateTimeTZRange(begins, ends)}
    make_voucher(**fields)
    quote = quote_basket(basket_using("TENTH", *articles), destination())
    assert quote.voucher is not None
    assert quote.voucher.refusal is not None
    assert quote.voucher.refusal.data["reason"] == reason
    assert quote.discount == 0


def test_a_discounted_order_is_paid_booked_and_earns_on_what_was_paid(
    articles: list[Product], stripe: Sandbox
) -> None:
    make_voucher(amount=9, currency="EUR")
    basket = basket_using("TENTH", *articles)
    order = begin_payment(request_for(basket)).order
    assert (order.total_incl_tax, order.discount_incl_tax) == (Decimal(36), Decimal(9))
    assert uses() == 1
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    assert reconcile_balance().differences == ()
    assert order.lines.exists()
    for line in order.lines.all():
        accrual = RoyaltyAccrual.objects.get(order_line=line)
        assert accrual.net == line.line_price_excl_tax
        assert accrual.discounts == (
            line.line_price_before_discounts_excl_tax - line.line_price_excl_tax
        )
    assert broken() == []


def test_an_order_of_which_nothing_is_due_is_paid_without_an_intent(
    articles: list[Product], stripe: Sandbox
) -> None:
    make_voucher(percent=100)
    DeliveryMethod.objects.update(free_over=1)
    basket = basket_using("TENTH", *articles)
    request = request_for(basket)
    assert request.expected_minor == 0
    order = begin_payment(request).order
    assert order.status == OrderState.PAID
    assert begin_payment(request).order == order
    assert stripe.control("GET", "ledger")["intents"] == []
    run_queued_jobs()
    assert broken() == []
    assert reconcile_balance().differences == ()


def test_less_than_a_payment_can_be_of_is_refused_before_anything_is_held(
    articles: list[Product],
) -> None:
    make_voucher(amount=Decimal("39.70"), currency="EUR")
    DeliveryMethod.objects.update(free_over=1)
    basket = basket_using("TENTH", *articles)
    with pytest.raises(TotalTooSmall):
        place_order(request_for(basket))
    assert not Order.objects.exists()
    assert uses() == 0


def test_an_order_that_nobody_pays_gives_its_use_back_and_late_money_takes_it_again(
    articles: list[Product], stripe: Sandbox
) -> None:
    make_voucher(most_uses=1)
    basket = basket_using("TENTH", *articles)
    order = begin_payment(request_for(basket)).order
    assert uses() == 1
    Order.objects.filter(pk=order.pk).update(hold_expires_at=database_now() - timedelta(seconds=1))
    sweep_expired_orders()
    assert uses() == 0
    assert broken() == []


def test_the_last_use_is_gone_for_whoever_comes_second(product: Product) -> None:
    make_voucher(most_uses=1)
    requests = [request_for(basket_using("TENTH", product), key=f"key-{n}") for n in range(2)]
    place_order(requests[0])
    with pytest.raises(QuoteChanged):  # the quote reports that it is used up
        place_order(requests[1])
    assert (uses(), Order.objects.count()) == (1, 1)
    assert broken() == []


def test_a_person_uses_a_voucher_once_under_any_spelling_of_the_address(product: Product) -> None:
    make_voucher(once_per_person=True)
    place_order(request_for(basket_using("TENTH", product), email="ada@example.org"))
    again = request_for(basket_using("TENTH", product), key="key-2", email=" ADA+shop@example.org")
    with pytest.raises(VoucherRefused) as refusal:
        place_order(again)
    assert refusal.value.data["reason"] == "used_by_you"
    other = request_for(basket_using("TENTH", product), key="key-3", email="bo@example.org")
    place_order(other)
    assert uses() == 2
    assert broken() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "small"},
        {"percent": 101},
        {"percent": 10, "amount": 5, "currency": "EUR"},
        {"percent": None},
        {"amount": 5},
        {"most_uses": 1, "uses": 2},
    ],
)
def test_the_database_refuses_a_voucher_that_makes_no_sense(
    world: RightsWorld, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_voucher(**fields)


def test_a_fan_types_a_code_sees_what_it_takes_off_and_orders(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    make_voucher()
    client.post("/en-fr/basket/add/", {"sku": product.upc, "quantity": 2})
    page = client.post("/en-fr/basket/voucher/", {"code": " tenth "}, follow=True).text
    assert "TENTH" in page
    assert re.search(r"−\s*(<[^>]+>)*€4\.00", page)
    wrong = client.post("/en-fr/basket/voucher/", {"code": "nothing<b>"})
    assert wrong.status_code == 200
    assert "This voucher cannot be used." in wrong.text
    assert "nothing&lt;b&gt;" in wrong.text
    page = client.post("/en-fr/basket/voucher/", {"remove": "1"}, follow=True).text
    assert "TENTH" not in page


@pytest.mark.parametrize("code", ["", "\x00", "x" * 400, "🥇", "' or 1=1 --", "TENTH\nTENTH"])
def test_any_code_is_answered_with_a_sentence(product: Product, client: Client, code: str) -> None:
    client.post("/en-fr/basket/add/", {"sku": product.upc})
    answer = client.post("/en-fr/basket/voucher/", {"code": code})
    assert answer.status_code == 200
    assert "This voucher cannot be used." in answer.text


def test_an_app_uses_a_voucher_and_takes_it_out(product: Product, client: Client) -> None:
    make_voucher(currency="EUR", least_goods=30)
    sku = product.upc
    basket = client.post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()
    address = f"/api/v1/baskets/{basket['token']}/"
    client.post(f"{address}lines/", {"sku": sku}, "application/json")
    waits = client.put(f"{address}voucher/", {"code": "tenth"}, "application/json").json()
    assert waits["voucher"] == {"code": "TENTH", "discount": "0.00", "refused": "too_little"}
    client.post(f"{address}lines/", {"sku": sku}, "application/json")
    counts = client.get(address).json()
    assert counts["voucher"] == {"code": "TENTH", "discount": "4.00", "refused": None}
    unknown = client.put(f"{address}voucher/", {"code": "none"}, "application/json")
    assert (unknown.status_code, unknown.json()["voucher_reason"]) == (409, "not_usable")
    assert client.delete(f"{address}voucher/").json()["voucher"] is None


HIDDEN = [
    {"most_uses": 0},
    {"currency": "USD", "percent": None, "amount": 5},
    {"valid": DateTimeTZRange(SINCE, SINCE + timedelta(days=1))},
    {"valid": DateTimeTZRange(UNTIL, None)},
]


@pytest.mark.parametrize("fields", HIDDEN)
def test_a_guess_does_not_tell_an_existing_code_from_an_invented_one(
    world: RightsWorld, client: Client, fields: dict[str, Any]
) -> None:
    make_voucher(**fields)
    basket = client.post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()
    address = f"/api/v1/baskets/{basket['token']}/voucher/"
    answers, counts = [], []
    for code in ("tenth", "other"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.put(address, {"code": code}, "application/json")
        body = answer.json()
        answers.append((answer.status_code, body["voucher_reason"], body["detail"]))
        counts.append(len(queries))
    assert answers[0] == answers[1]
    assert answers[0][:2] == (409, "not_usable")
    assert counts[0] == counts[1]


def test_who_ordered_with_a_code_is_told_why_it_no_longer_counts(
    product: Product, stripe: Sandbox
) -> None:
    make_voucher(most_uses=1)
    fan = UserFactory()
    order = place_order(request_for(basket_using("TENTH", product))).order
    Order.objects.filter(pk=order.pk).update(user=fan)
    for owner, reason in ((fan, "used_up"), (UserFactory(), "not_usable"), (None, "not_usable")):
        basket = Basket(market=order.market, ship_to_id="FR", owner=owner)
        with pytest.raises(VoucherRefused) as refusal:
            use_voucher(basket=basket, text="tenth", destination=destination(), address="")
        assert refusal.value.data["reason"] == reason
