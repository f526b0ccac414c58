"""The mobile PaymentSheet: a guest gets what pays one order, a signed-in fan their wallet too."""

import json
from typing import Any

import pytest
from django.test import Client

from shop.finance.payments.models import PaymentAttempt
from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from shop.orders.payment.expiry import sweep_expired_orders
from shop.oscar.order.models import Order
from tests.api.reading import assert_problem
from tests.api.test_buying import ADDRESS, BASKETS, filled, send
from tests.orders.sandbox import confirm
from tests.orders.test_giving_up import let_the_hold_end
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.stripe_harness import PUBLISHABLE_KEY, Sandbox


def signed_in(user: User) -> dict[str, str]:
    """Sign in as an app does, by allauth's interface; return the header it then sends."""
    answer = Client().post(
        "/_allauth/app/v1/auth/login",
        {"email": user.email, "password": "a-long-password"},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    return {"X-Session-Token": answer.json()["meta"]["session_token"]}


@pytest.fixture
def fan(world: RightsWorld) -> User:
    world.product(sku="PIN-1")
    return UserFactory()


def buy(headers: dict[str, str] | None = None, key: str = "key-1", basket: Any = None) -> Any:
    basket = basket or filled("PIN-1")
    said = ADDRESS | {"expected_minor": basket["total_minor"]}
    path = f"{BASKETS}{basket['token']}/payment/"
    return send(path, said, **({"Idempotency-Key": key} | (headers or {})))


def payment_of(token: str, headers: dict[str, str] | None = None) -> Any:
    return send(f"/api/v1/orders/{token}/payment-session", **(headers or {}))


def seen_payment_of(token: str, headers: dict[str, str] | None = None) -> Any:
    return send(f"/api/v1/orders/{token}/payment/", method="get", **(headers or {}))


def test_a_guest_gets_what_pays_the_order_and_no_wallet(fan: User, stripe: Sandbox) -> None:
    answer = buy()
    assert answer.headers["Cache-Control"] == "no-store"
    payment = answer.json()["payment"]
    assert payment["client_secret"].startswith("pi_")
    assert payment["publishable_key"].startswith("pk_")
    assert (payment["customer"], payment["ephemeral_key"]) == (None, None)
    assert Order.objects.get().user is None


def test_a_signed_in_fan_gets_a_wallet_that_works_at_stripe(fan: User, stripe: Sandbox) -> None:
    answer = buy(signed_in(fan))
    assert answer.status_code == 201, answer.content
    payment = answer.json()["payment"]
    order = Order.objects.get()
    assert order.user == fan
    customer = payment["customer"]
    stripe.client().v1.payment_methods.attach("pm_card_visa", {"customer": customer})
    app = stripe.client(payment["ephemeral_key"]).v1
    (card,) = app.payment_methods.list({"customer": customer}).data
    sheet = stripe.client(PUBLISHABLE_KEY).v1.payment_intents
    intent = payment["client_secret"].partition("_secret_")[0]
    said: Any = {"client_secret": payment["client_secret"], "payment_method": card.id}
    assert sheet.confirm(intent, said | {"return_url": "app://done/back"}).status == "succeeded"
    seen = send(f"/api/v1/orders/{answer.json()['order']['token']}/payment/").json()
    assert seen["status"] == "PAID"


def test_the_same_key_is_the_same_purchase_with_a_fresh_key_to_the_wallet(
    fan: User, stripe: Sandbox
) -> None:
    headers, basket = signed_in(fan), filled("PIN-1")
    first = buy(headers, basket=basket).json()["payment"]
    again = buy(headers, basket=basket).json()["payment"]
    assert first["ephemeral_key"] != again["ephemeral_key"]
    assert {**first, "ephemeral_key": 0} == {**again, "ephemeral_key": 0}
    assert_problem(buy(basket=basket), 409, "idempotency_clash")


def test_a_closed_app_takes_the_payment_up_again(fan: User, stripe: Sandbox) -> None:
    headers = signed_in(fan)
    bought = buy(headers).json()
    answer = payment_of(bought["order"]["token"], headers)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["client_secret"] == bought["payment"]["client_secret"]
    assert answer.json()["customer"] == bought["payment"]["customer"]
    assert answer.json()["ephemeral_key"].startswith("ek_")


def test_reading_a_payment_creates_nothing_at_stripe(fan: User, stripe: Sandbox) -> None:
    headers = signed_in(fan)
    bought = buy(headers).json()
    stripe.control("POST", "faults", {"action": "truncate", "match": {"method": "POST"}})
    answer = seen_payment_of(bought["order"]["token"], headers)
    assert answer.status_code == 200, answer.content
    assert answer.json() == {**bought["payment"], "ephemeral_key": None}


def test_a_payment_that_was_not_started_is_not_started_by_reading(
    fan: User, stripe: Sandbox
) -> None:
    basket = filled("PIN-1")
    stripe.control("POST", "faults", {"action": "truncate", "match": {"path": "payment_intents"}})
    assert_problem(buy(basket=basket), 503, "payment_unavailable")
    stripe.control("DELETE", "faults")
    token = order_token(Order.objects.get())
    assert_problem(seen_payment_of(token), 409, "payment_not_started")
    assert PaymentAttempt.objects.get().intent_id is None
    assert payment_of(token).json()["client_secret"].startswith("pi_")
    assert seen_payment_of(token).json()["client_secret"].startswith("pi_")


def test_only_the_owner_gets_the_wallet(fan: User, stripe: Sandbox) -> None:
    token = buy(signed_in(fan)).json()["order"]["token"]
    for headers in ({}, signed_in(UserFactory())):
        payment = payment_of(token, headers).json()
        assert (payment["customer"], payment["ephemeral_key"]) == (None, None)
    guests = buy(key="key-2").json()["order"]["token"]
    assert payment_of(guests, signed_in(fan)).json()["customer"] is None


def test_an_owner_whose_customer_was_deleted_at_stripe_pays_as_a_guest(
    fan: User, stripe: Sandbox
) -> None:
    headers = signed_in(fan)
    bought = buy(headers).json()
    stripe.client().v1.customers.delete(bought["payment"]["customer"])
    payment = payment_of(bought["order"]["token"], headers).json()
    assert (payment["customer"], payment["ephemeral_key"]) == (None, None)
    assert payment["client_secret"] == bought["payment"]["client_secret"]


def test_an_ended_session_is_refused_and_the_cookie_of_the_website_does_not_count(
    fan: User, stripe: Sandbox
) -> None:
    answer = buy({"X-Session-Token": "long-ended"})
    assert_problem(answer, 401, "authentication_failed")
    assert answer.headers["WWW-Authenticate"] == "X-Session-Token"
    assert not Order.objects.exists()
    token = buy(signed_in(fan)).json()["order"]["token"]
    browser = Client()
    browser.force_login(fan)
    for payment in (
        browser.get(f"/api/v1/orders/{token}/payment"),
        browser.post(f"/api/v1/orders/{token}/payment-session"),
    ):
        assert payment.json()["customer"] is None


def test_there_is_no_payment_to_take_up_once_the_order_has_moved_on(
    fan: User, stripe: Sandbox
) -> None:
    paid, ended = buy(key="key-1").json()["order"], buy(key="key-2").json()["order"]
    confirm(stripe, Order.objects.get(number=paid["number"]), "pm_card_visa")
    send(f"/api/v1/orders/{paid['token']}/payment/")
    let_the_hold_end(Order.objects.get(number=ended["number"]))
    sweep_expired_orders()
    for order in (paid, ended):
        assert_problem(payment_of(order["token"]), 409, "order_state_conflict")
        assert_problem(seen_payment_of(order["token"]), 409, "order_state_conflict")
    assert_problem(payment_of("forged"), 404, "not_found")


def test_no_log_has_a_secret_in_it(
    fan: User, stripe: Sandbox, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG", logger="shop")
    caplog.set_level("DEBUG", logger="django_structlog")
    caplog.set_level("INFO", logger="stripe")
    headers = signed_in(fan)
    bought = buy(headers).json()
    payment_of(bought["order"]["token"], headers)
    stripe.control("POST", "faults", {"action": "truncate", "match": {"path": "ephemeral_keys"}})
    assert_problem(payment_of(bought["order"]["token"], headers), 503, "payment_unavailable")
    written = caplog.text + "".join(capfd.readouterr())
    assert "placement.begun" in written
    secrets = (
        bought["payment"]["client_secret"],
        bought["payment"]["ephemeral_key"],
        headers["X-Session-Token"],
        "ek_test_",
        "_secret_",
    )
    assert [secret for secret in secrets if secret in written] == []


def test_the_schema_tells_of_the_wallet_and_of_the_session(
    world: RightsWorld, client: Client
) -> None:
    answer = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    document = json.loads(answer.content)
    payment = document["components"]["schemas"]["Payment"]
    assert set(payment["required"]) == {
        "amount_minor",
        "client_secret",
        "currency",
        "publishable_key",
        "status",
        "customer",
        "ephemeral_key",
    }
    assert document["components"]["securitySchemes"]["session_token"]["name"] == "X-Session-Token"
    for path, method in (
        ("/api/v1/baskets/{token}/payment", "post"),
        ("/api/v1/orders/{token}/payment", "get"),
        ("/api/v1/orders/{token}/payment-session", "post"),
    ):
        operation = document["paths"][path][method]
        assert operation["security"] == [{"session_token": []}, {}]
        assert "401" in operation["responses"]
