"""An app buys: a basket under a token, a quote, a payment under a key, an order under a token."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from licensing.services import place_hold
from shop.commerce.inventory.models import Reservation
from shop.finance.payments.models import PaymentAttempt
from shop.orders.invariants.registry import check_invariants
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.api.reading import assert_problem
from tests.orders.sandbox import confirm, decline, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory
from tools.testing.factories.orders import run_queued_jobs, units
from tools.testing.stripe_harness import Sandbox

BASKETS = "/api/v1/baskets/"
ADDRESS = {
    "email": "ada@example.org",
    "country": "FR",
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "city": "Paris",
    "postcode": "75001",
    "delivery": "standard",
}


@pytest.fixture(scope="module")
def shared_shop(
    build_once: Callable[..., RightsWorld],
) -> RightsWorld:
    """Build a shop that sells PIN-1, for all tests of the module."""

    def build(world: RightsWorld) -> RightsWorld:
        world.product(sku="PIN-1")
        return world

    return build_once(build)


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker of that shop."""
    return shared_world


def send(path: str, body: Any = None, method: str = "post", **headers: str) -> Any:
    call = getattr(Client(), method)
    return call(path, body, content_type="application/json", headers=headers)


def opened(market: str = "fr", **said: str) -> Any:
    answer = send(BASKETS, {"market": market, **said})
    assert answer.status_code == 201, answer.content
    return answer.json()


def filled(sku: str, quantity: int = 1, market: str = "fr", **said: str) -> Any:
    basket = opened(market, **said)
    answer = send(f"{BASKETS}{basket['token']}/lines/", {"sku": sku, "quantity": quantity})
    assert answer.status_code == 201, answer.content
    return answer.json()


def purchase(basket: Any, key: str = "key-1", **changes: Any) -> Any:
    said = ADDRESS | {"expected_minor": basket["total_minor"], **changes}
    return send(f"{BASKETS}{basket['token']}/payment/", said, **{"Idempotency-Key": key})


def test_an_app_fills_a_basket_buys_and_follows_its_order(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = Product.objects.get(upc="PIN-1")
    basket = filled("PIN-1", 2)
    assert (basket["currency"], basket["total_minor"]) == ("EUR", 4500)
    assert [line["sku"] for line in basket["lines"]] == ["PIN-1"]
    assert basket["delivery"][0]["code"] == basket["chosen_delivery"] == "standard"
    bought = purchase(basket)
    assert bought.status_code == 201, bought.content
    body = bought.json()
    assert body["order"]["status"] == "PENDING"
    assert body["payment"]["client_secret"].startswith("pi_")
    assert units(product) == (10, 2, 0)
    order = Order.objects.get(number=body["order"]["number"])
    assert order.channel == "APP"
    confirm(stripe, order, "pm_card_visa")
    address = f"/api/v1/orders/{body['order']['token']}/"
    assert send(f"{address}payment/").json()["status"] == "PAID"
    run_queued_jobs()
    seen = send(address, method="get").json()
    assert (seen["status"], seen["payment_state"]) == ("PAID", "SUCCEEDED")
    assert units(product) == (10, 0, 2)
    assert all(finding.holds for finding in check_invariants())


def test_the_same_key_is_the_same_purchase(world: RightsWorld, stripe: Sandbox) -> None:
    basket = filled("PIN-1")
    first, again = purchase(basket).json(), purchase(basket).json()
    assert first == again
    assert Order.objects.count() == PaymentAttempt.objects.count() == 1
    assert len(stripe.control("GET", "ledger")["intents"]) == 1
    assert_problem(purchase(basket, name="Somebody Else"), 409, "idempotency_clash")
    assert_problem(purchase(basket, key="key-2"), 409, "basket_not_open")
    pay(stripe, Order.objects.get())
    token = first["order"]["token"]
    send(f"/api/v1/orders/{token}/payment/")
    replayed = purchase(basket).json()
    assert (replayed["order"]["status"], replayed["payment"]) == ("PAID", None)


def test_two_apps_may_use_the_same_key(world: RightsWorld, stripe: Sandbox) -> None:
    numbers = {purchase(filled("PIN-1")).json()["order"]["number"] for _ in range(2)}
    assert len(numbers) == 2


def test_a_declined_card_is_told_and_another_may_be_tried(
    world: RightsWorld, stripe: Sandbox
) -> None:
    body = purchase(filled("PIN-1")).json()
    order = Order.objects.get()
    decline(stripe, order, "pm_card_chargeDeclined")
    seen = send(f"/api/v1/orders/{body['order']['token']}/payment/").json()
    assert (seen["status"], seen["decline_code"]) == ("PENDING", "generic_decline")
    confirm(stripe, order, "pm_card_visa")
    assert send(f"/api/v1/orders/{body['order']['token']}/payment/").json()["status"] == "PAID"


def test_what_may_not_be_sold_there_is_refused_with_a_public_code(
    world: RightsWorld, stripe: Sandbox
) -> None:
    mark = PropertyFactory(holder=world.holder)
    world.product(
        sku="JAPAN", agreement=world.agreement(marks=[mark], include=["JP"]), marks=[mark]
    )
    basket = opened()
    answer = send(f"{BASKETS}{basket['token']}/lines/", {"sku": "JAPAN"})
    assert_problem(answer, 409, "not_sellable")
    assert answer.json()["unavailable_code"] == "not_sold_in_country"
    assert "GRANTED" not in answer.text


def test_what_was_denied_since_is_kept_apart_and_refused_at_payment(
    world: RightsWorld, stripe: Sandbox
) -> None:
    """An app that was offline for three days sends the basket it remembers (edge case 36)."""
    product = Product.objects.get(upc="PIN-1")
    basket = filled("PIN-1")
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    answer = purchase(basket)
    assert_problem(answer, 409, "not_sellable")
    assert answer.json()["unavailable_code"] == "no_longer_available"
    now = send(f"{BASKETS}{basket['token']}/", method="get").json()
    assert now["lines"] == []
    assert [line["unavailable_code"] for line in now["unavailable"]] == ["no_longer_available"]
    assert now["total_minor"] == 0
    assert not Order.objects.exists()
    assert not Reservation.objects.exists()


def test_edge_36_the_app_shows_the_parked_line_it_sent(world: RightsWorld, stripe: Sandbox) -> None:
    product = Product.objects.get(upc="PIN-1")
    other = world.product(sku="PIN-2")
    basket = filled("PIN-1")
    send(f"{BASKETS}{basket['token']}/lines/", {"sku": other.upc})
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    now = send(f"{BASKETS}{basket['token']}/", method="get").json()
    assert [line["sku"] for line in now["lines"]] == ["PIN-2"]
    assert [line["sku"] for line in now["unavailable"]] == ["PIN-1"]


def test_another_ship_to_is_quoted_with_its_own_tax(world: RightsWorld) -> None:
    token = filled("PIN-1")["token"]
    quoted = {
        country: send(f"{BASKETS}{token}/?country={country}", method="get").json()["tax"]
        for country in ("FR", "DE")
    }
    assert quoted["FR"] != quoted["DE"]


def test_lines_are_changed_and_taken_out(world: RightsWorld) -> None:
    basket = filled("PIN-1")
    line = f"{BASKETS}{basket['token']}/lines/{basket['lines'][0]['id']}/"
    assert send(line, {"quantity": 3}, "patch").json()["lines"][0]["quantity"] == 3
    too_many = send(line, {"quantity": 100}, "patch")
    assert_problem(too_many, 400, "invalid")
    assert [error["pointer"] for error in too_many.json()["errors"]] == ["#/quantity"]
    more = {"sku": "PIN-1", "quantity": 99}
    sum_of_both = send(f"{BASKETS}{basket['token']}/lines/", more)
    assert_problem(sum_of_both, 422, "quantity_refused")
    assert send(line, {"quantity": 0}, "patch").json()["lines"] == []
    assert_problem(send(line, {"quantity": 1}, "patch"), 404, "not_found")
    assert_problem(send(f"{line[:-2]}{10**30}/", {"quantity": 1}, "patch"), 404, "not_found")


def test_a_changed_total_is_told_with_both(world: RightsWorld, stripe: Sandbox) -> None:
    basket = filled("PIN-1")
    answer = purchase(basket, expected_minor=1)
    assert_problem(answer, 409, "quote_changed")
    assert (answer.json()["expected"], answer.json()["actual"]) == (1, 2500)


def test_the_last_unit_is_told_to_be_gone(world: RightsWorld, stripe: Sandbox) -> None:
    world.product(sku="LAST-1", stock=1)
    first, second = filled("LAST-1"), filled("LAST-1")
    assert purchase(first).status_code == 201
    assert_problem(purchase(second), 409, "out_of_stock")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"postcode": "7500"}, "postcode"),
        ({"country": "fra"}, "country"),
        ({"name": " "}, "name"),
        ({"line1": ""}, "line1"),
        ({"phone": "12"}, "phone"),
        ({"email": "a\x00@b@example.org"}, "email"),
        ({"expected_minor": "many"}, "expected_minor"),
        ({"delivery": None}, "delivery"),
    ],
)
def test_a_bad_field_is_named(
    world: RightsWorld, stripe: Sandbox, changes: dict[str, Any], field: str
) -> None:
    answer = purchase(filled("PIN-1"), **changes)
    assert_problem(answer, 400, "invalid")
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"#/{field}"]
    assert not Order.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 81, "a\tb"])
def test_a_purchase_needs_a_key(world: RightsWorld, key: str) -> None:
    assert_problem(purchase(filled("PIN-1"), key), 400, "invalid_parameter", "Idempotency-Key")


@pytest.mark.parametrize("body", ["", "[]", "7", "{", '"text"', "null", '{"market": 5}'])
def test_senseless_bodies_are_problems(world: RightsWorld, body: str) -> None:
    answer = send(BASKETS, body)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_is_unknown_or_forged_is_not_found(world: RightsWorld) -> None:
    token = opened()["token"]
    assert_problem(send(f"{BASKETS}{token}x/", method="get"), 404, "not_found")
    assert_problem(send("/api/v1/orders/forged/", method="get"), 404, "not_found")
    assert_problem(send("/api/v1/orders/forged/payment/"), 404, "not_found")
    lines = f"{BASKETS}{token}/lines/"
    assert_problem(send(lines, {"sku": "NONE"}), 400, "unknown_article", "sku")
    assert_problem(send(BASKETS, {"market": "no"}), 400, "unknown_market", "market")
    elsewhere = {"market": "fr", "territory": "JP"}
    assert_problem(send(BASKETS, elsewhere), 400, "not_served", "territory")


def test_an_order_is_no_basket_and_a_basket_no_order(world: RightsWorld, stripe: Sandbox) -> None:
    basket = filled("PIN-1")
    order = purchase(basket).json()["order"]
    assert_problem(send(f"{BASKETS}{order['token']}/", method="get"), 404, "not_found")
    answer = send(f"/api/v1/orders/{basket['token']}/", method="get")
    assert_problem(answer, 404, "not_found")


def test_while_stripe_is_away_the_order_stands_and_the_same_call_resumes_it(
    world: RightsWorld, stripe: Sandbox
) -> None:
    basket = filled("PIN-1")
    fault = {"action": "status_500_before", "match": {"path": "payment_intents$"}}
    stripe.control("POST", "faults", fault)
    assert_problem(purchase(basket), 503, "payment_unavailable")
    assert Order.objects.get().status == "PENDING"
    resumed = purchase(basket)
    assert resumed.status_code == 201
    assert resumed.json()["payment"]["status"] == "requires_payment_method"
    assert Order.objects.count() == 1
