"""A write that is sent twice under one key is done once and answered alike."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from shop.api.idempotency import KEPT_HOURS, delete_old_answers
from shop.api.models import IdempotentAnswer
from shop.oscar.basket.models import Basket, Line
from shop.platform.database.clock import database_now
from tests.api.reading import assert_problem
from tests.api.test_buying import BASKETS, opened, purchase, send
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import units
from tools.testing.stripe_harness import Sandbox

KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
# POST writes that are safe to repeat without a key: settling and cancelling ask for the order's
# state first; a purchase and a stock count keep their keys with the order and the count.
SAFE_WITHOUT_KEY = {
    "OrderPayment",
    "OrderPaymentSession",
    "OrderCancellation",
    "BasketPayment",
    "LicenseeStock",
    "SessionTokenView",  # the replaced token is refused
}


def add(token: str, quantity: int = 1, key: str = KEY) -> Any:
    body = {"sku": "PIN-1", "quantity": quantity}
    return send(f"{BASKETS}{token}/lines/", body, **{"Idempotency-Key": key})


def test_a_line_that_is_added_twice_under_one_key_is_added_once(world: RightsWorld) -> None:
    world.product(sku="PIN-1")
    token = opened()["token"]
    first, second = add(token), add(token)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert [line.quantity for line in Line.objects.all()] == [1]
    assert add(token, key="another").json()["lines"][0]["quantity"] == 2


def test_a_basket_is_opened_once_under_one_key(world: RightsWorld) -> None:
    headers = {"Idempotency-Key": KEY}
    first = send(BASKETS, {"market": "fr"}, **headers)
    second = send(BASKETS, {"market": "fr"}, **headers)
    assert second.json()["token"] == first.json()["token"]
    assert Basket.objects.count() == 1


def test_a_key_of_another_body_is_refused(world: RightsWorld) -> None:
    world.product(sku="PIN-1")
    token = opened()["token"]
    add(token)
    assert_problem(add(token, quantity=2), 409, "idempotency_clash")
    assert Line.objects.get().quantity == 1


def test_a_refused_write_is_decided_anew(world: RightsWorld) -> None:
    token = opened()["token"]
    assert_problem(add(token), 400, "unknown_article", "sku")
    world.product(sku="PIN-1")
    assert add(token).status_code == 201


@pytest.mark.parametrize("key", ["", "short", "x" * 81, "é" * 20])
def test_a_key_that_others_could_have_opens_no_basket(world: RightsWorld, key: str) -> None:
    answer = send(BASKETS, {"market": "fr"}, **{"Idempotency-Key": key})
    assert_problem(answer, 400, "invalid_parameter", "Idempotency-Key")
    assert answer.json()["errors"][0]["header"] == "Idempotency-Key"


def test_a_kept_answer_shows_no_token(world: RightsWorld) -> None:
    token = send(BASKETS, {"market": "fr"}, **{"Idempotency-Key": KEY}).json()["token"]
    kept = IdempotentAnswer.objects.get()
    assert token not in json.dumps(kept.body)
    again = send(BASKETS, {"market": "fr"}, **{"Idempotency-Key": KEY})
    assert (again.status_code, again.json()["token"]) == (201, token)


def test_answers_are_deleted_after_a_day(world: RightsWorld) -> None:
    send(BASKETS, {"market": "fr"}, **{"Idempotency-Key": KEY})
    now = database_now()
    assert delete_old_answers(now) == 0
    assert delete_old_answers(now + timedelta(hours=KEPT_HOURS, minutes=1)) == 1


def test_every_post_of_the_api_is_safe_to_repeat() -> None:
    views = [
        pattern.callback.view_class
        for pattern in get_resolver("shop.api.urls").url_patterns
        if isinstance(pattern, URLPattern) and hasattr(pattern.callback, "view_class")
    ]
    writing = [view for view in views if hasattr(view, "post")]
    assert len(writing) >= 12
    unsafe = {
        view.__name__ for view in writing if not getattr(view.post, "takes_idempotency_key", False)
    }
    assert unsafe <= SAFE_WITHOUT_KEY


def test_an_unpaid_order_is_cancelled_and_its_basket_opens_again(
    world: RightsWorld, stripe: Sandbox
) -> None:
    product = world.product(sku="PIN-1")
    token = opened()["token"]
    basket = add(token, quantity=2).json()
    order = purchase(basket).json()["order"]
    assert units(product) == (10, 2, 0)
    refused = send(f"{BASKETS}{token}/", method="get")
    assert_problem(refused, 409, "basket_not_open")
    assert (refused.json()["order"], refused.json()["order_token"]) == (
        order["number"],
        order["token"],
    )
    cancelled = send(f"/api/v1/orders/{order['token']}/cancellation/")
    assert cancelled.status_code == 200, cancelled.content
    assert cancelled.json()["order"]["status"] == "CANCELLED"
    assert cancelled.json()["basket"] == token
    assert units(product) == (10, 0, 0)
    again = send(f"{BASKETS}{token}/", method="get").json()
    assert [(line["sku"], line["quantity"]) for line in again["lines"]] == [("PIN-1", 2)]
    repeated = send(f"/api/v1/orders/{order['token']}/cancellation/")
    assert repeated.json() == cancelled.json()
