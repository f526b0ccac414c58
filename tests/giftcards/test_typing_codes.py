"""Codes typed by fans and apps: messages, uniform refusals, and limits of attempts."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.services import disable_gift_card
from shop.commerce.markets.models import Market
from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.basket_switch import switch_basket
from shop.orders.checkout.placement import begin_payment
from shop.orders.payment.expiry import expire_order
from shop.orders.payment.settlement import settle_payment
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from shop.platform.limits import rates
from shop.platform.limits.rates import Rate
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, basket_paid_by, make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import request_for, run_queued_jobs
from tools.testing.stripe_harness import Sandbox

BASKET, TYPED = "/en-fr/basket/", "/en-fr/basket/gift-card/"
ALIKE = "This gift card cannot be used."


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


@pytest.fixture(autouse=True)
def _limited(limits: None) -> None:
    """Codes are counted in these tests."""


def filled(client: Client, product: Product) -> None:
    client.post(f"{BASKET}add/", {"sku": product.upc})


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub("</d[td]>|<br>", " ", page)))


def checkout_form(client: Client) -> dict[str, str]:
    page = client.get("/en-fr/checkout/").text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return fields | {
        "country": "FR",
        "name": "Ada",
        "line1": "1 rue de l'Exemple",
        "city": "Paris",
        "postcode": "75001",
        "email": "ada@example.org",
        "delivery": "standard",
    }


def test_a_fan_types_a_code_sees_what_is_left_to_pay_and_pays_it(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    made = make_gift_card()
    filled(client, product)
    page = plain(client.post(TYPED, {"card": made.code.lower()}, follow=True).text)
    last4 = made.card.last4
    assert f"Gift card •••• {last4} −€15.00 To pay €10.00" in page
    assert made.code not in page
    page = plain(client.get("/en-fr/checkout/").text)
    assert "Total €25.00 To pay €10.00" in page
    answer = client.post("/en-fr/checkout/", checkout_form(client), follow=True)
    assert "Pay €10.00" in plain(answer.text)
    order = Order.objects.get()
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    page = plain(client.get(f"/en-fr/order/{order_token(order)}/").text)
    assert f"Gift card •••• {last4} −€15.00 Paid by card or other method €10.00" in page


def test_a_card_that_pays_all_leads_to_the_order_at_once(
    product: Product, stripe: Sandbox, client: Client, mailoutbox: Any
) -> None:
    made = make_gift_card("100.00")
    filled(client, product)
    client.post(TYPED, {"card": made.code})
    answer = client.post("/en-fr/checkout/", checkout_form(client), follow=True)
    assert "Thank you for your order" in answer.text
    run_queued_jobs()
    (sent,) = mailoutbox
    for text in (str(sent.body), plain(str(sent.alternatives[0][0]))):
        assert f"•••• {made.card.last4}" in text
        assert "−€25.00" in text
        assert "Paid by card or other method" not in text
    assert balance(made.card) == 75


def test_whatever_is_wrong_with_a_card_who_types_it_reads_the_same(
    product: Product, client: Client
) -> None:
    lost, foreign, ended, empty = (make_gift_card() for _ in range(4))
    disable_gift_card(card=lost.card, reason="Lost.", by_id=lost.card.issued_by_id)
    GiftCard.objects.filter(pk=foreign.card.pk).update(currency="AED")
    GiftCard.objects.filter(pk=ended.card.pk).update(valid_until=database_now())
    GiftCard.objects.filter(pk=empty.card.pk).update(balance=0)
    filled(client, product)
    codes = [made.code for made in (lost, foreign, ended, empty)] + ["2345-nothing<b>", "", "\x00"]
    client.get(BASKET)  # which says once that the article is in it
    pages = []
    for code in codes:
        answer = client.post(TYPED, {"card": code})
        assert answer.status_code == 200
        assert ALIKE in answer.text
        pages.append(plain(answer.text))
    assert len(set(pages)) == 1
    assert "2345-nothing&lt;b&gt;" in client.post(TYPED, {"card": codes[4]}).text


def test_who_tries_too_many_codes_waits_and_the_right_one_is_refused_too(
    product: Product, client: Client
) -> None:
    made = make_gift_card()
    filled(client, product)
    for _ in range(rates.GIFT_CARDS_OF_BASKET.most):
        assert ALIKE in client.post(TYPED, {"card": "2345"}).text
    refused = client.post(TYPED, {"card": made.code})
    assert refused.status_code == 429
    assert 3500 < int(refused["Retry-After"]) <= 3600
    assert "Too many attempts." in refused.text
    other = Client()
    other.post(f"{BASKET}add/", {"sku": "PIN-1"})
    assert "To pay" in other.post(TYPED, {"card": made.code}, follow=True).text


def test_new_baskets_from_one_address_are_counted_together(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "GIFT_CARDS_OF_ADDRESS", Rate("gift-cards-address", 3, 3600))
    made = make_gift_card()
    sku = product.upc
    for _ in range(3):
        visitor = Client(REMOTE_ADDR="192.0.2.1")
        visitor.post(f"{BASKET}add/", {"sku": sku})
        assert ALIKE in visitor.post(TYPED, {"card": "2345"}).text
    late, elsewhere = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for visitor in (late, elsewhere):
        visitor.post(f"{BASKET}add/", {"sku": sku})
    assert "Too many attempts." in late.post(TYPED, {"card": made.code}).text
    assert "To pay" in elsewhere.post(TYPED, {"card": made.code}, follow=True).text


def test_a_card_is_taken_out_again(product: Product, client: Client) -> None:
    made = make_gift_card()
    filled(client, product)
    client.post(TYPED, {"card": made.code})
    page = client.post(TYPED, {"remove": "1"}, follow=True).text
    assert "To pay" not in page
    assert Basket.objects.get().gift_card is None


def test_a_balance_that_changes_before_the_order_is_said_and_nothing_typed_is_lost(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    made = make_gift_card()
    filled(client, product)
    client.post(TYPED, {"card": made.code})
    form = checkout_form(client)
    GiftCard.objects.update(balance=5)
    answer = client.post("/en-fr/checkout/", form)
    assert answer.status_code == 422
    assert "The amount to pay has changed." in answer.text
    assert "1 rue de l&#x27;Exemple" in answer.text
    assert "To pay €20.00" in plain(answer.text)
    assert not Order.objects.exists()


def test_a_card_goes_along_when_a_basket_moves_or_its_owner_signs_in(
    world: RightsWorld, product: Product, client: Client
) -> None:
    made = make_gift_card()
    basket = basket_paid_by(made.card, product)
    there = Market.objects.get(code="ae")
    target = switch_basket(source=basket, target=Basket(), market=there, ship_to="AE")
    assert target.gift_card == made.card
    client.post(f"{BASKET}add/", {"sku": "PIN-1"})
    client.post(TYPED, {"card": made.code})
    fan = UserFactory()
    mine = basket_paid_by(make_gift_card("1.00").card, world.product(sku="B"))
    Basket.objects.filter(pk=mine.pk).update(owner=fan)
    client.force_login(fan)
    assert f"•••• {made.card.last4}" in client.get(BASKET).text


@pytest.mark.parametrize(
    ("place", "currency", "words"),
    [
        ("ar-ae", "AED", "بطاقة هدية"),
        ("de-de", "EUR", "Geschenkkarte"),
        ("en-int", "USD", "Gift card"),
        ("es-int", "USD", "Tarjeta regalo"),
        ("fr-fr", "EUR", "Carte cadeau"),
        ("it-it", "EUR", "Carta regalo"),
        ("ja-jp", "JPY", "ギフトカード"),
        ("pt-int", "USD", "Cartão-presente"),
    ],
)
def test_the_card_is_named_in_the_language_of_the_page(
    product: Product, client: Client, place: str, currency: str, words: str
) -> None:
    made = make_gift_card("15", currency)
    client.post(f"/{place}/basket/add/", {"sku": product.upc})
    page = client.post(f"/{place}/basket/gift-card/", {"card": made.code}, follow=True)
    assert f"{words} •••• {made.card.last4}" in plain(page.text)


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    return client.generic(
        method, path, json.dumps(body or {}), content_type="application/json", headers=headers
    )


def test_an_app_pays_with_a_card(product: Product, stripe: Sandbox, client: Client) -> None:
    made = make_gift_card()
    basket = send(client, "POST", "/api/v1/baskets/", {"market": "fr"}).json()
    path = f"/api/v1/baskets/{basket['token']}/"
    assert basket["gift_card"] is None
    send(client, "POST", f"{path}lines/", {"sku": product.upc})
    unknown = send(client, "PUT", f"{path}gift-card/", {"code": "none"})
    assert (unknown.status_code, unknown.json()["gift_card_reason"]) == (409, "not_usable")
    quoted = send(client, "PUT", f"{path}gift-card/", {"code": made.code}).json()
    last4 = made.card.last4
    assert quoted["gift_card"] == {"last4": last4, "amount": "15.00", "refused": None}
    assert (quoted["total_minor"], quoted["to_pay"], quoted["to_pay_minor"]) == (
        2500,
        "10.00",
        1000,
    )
    assert quoted["delivery"][0]["to_pay_minor"] == 1000
    purchase = {
        "email": "ada@example.org",
        "country": "FR",
        "name": "Ada",
        "line1": "1 rue de l'Exemple",
        "city": "Paris",
        "postcode": "75001",
        "delivery": "standard",
        "expected_minor": 2500,
    }
    unsaid = send(client, "POST", f"{path}payment/", purchase, **{"Idempotency-Key": "a"})
    assert (unsaid.status_code, unsaid.json()["code"]) == (409, "quote_changed")
    assert unsaid.json()["field"] == "to_pay"
    agreed = purchase | {"expected_to_pay_minor": 1000}
    answer = send(client, "POST", f"{path}payment/", agreed, **{"Idempotency-Key": "b"}).json()
    assert answer["payment"]["amount_minor"] == 1000
    assert answer["payment"]["currency"] == "EUR"
    assert (answer["order"]["gift_card"], answer["order"]["to_pay"]) == ("15.00", "10.00")


def test_an_app_takes_a_card_out_and_buys_with_one_that_pays_all(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    made = make_gift_card("30.00")
    basket = send(client, "POST", "/api/v1/baskets/", {"market": "fr"}).json()
    path = f"/api/v1/baskets/{basket['token']}/"
    send(client, "POST", f"{path}lines/", {"sku": product.upc})
    send(client, "PUT", f"{path}gift-card/", {"code": made.code})
    assert send(client, "DELETE", f"{path}gift-card/").json()["gift_card"] is None
    quoted = send(client, "PUT", f"{path}gift-card/", {"code": made.code}).json()
    assert quoted["to_pay_minor"] == 0
    purchase = {
        "email": "ada@example.org",
        "country": "FR",
        "name": "Ada",
        "line1": "1 rue de l'Exemple",
        "city": "Paris",
        "postcode": "75001",
        "delivery": "standard",
        "expected_minor": 2500,
        "expected_to_pay_minor": 0,
    }
    answer = send(client, "POST", f"{path}payment/", purchase, **{"Idempotency-Key": "b"}).json()
    assert answer["payment"] is None
    assert answer["order"]["status"] == OrderState.PAID


def test_an_ended_order_says_that_the_card_has_its_money_again(
    product: Product, stripe: Sandbox, client: Client
) -> None:
    made = make_gift_card()
    order = begin_payment(request_for(basket_paid_by(made.card, product))).order
    Order.objects.filter(pk=order.pk).update(hold_expires_at=database_now() - timedelta(seconds=1))
    expire_order(order)
    page = client.get(f"/en-fr/order/{order_token(order)}/").text
    assert "The amount paid with your gift card has been returned to it." in page
