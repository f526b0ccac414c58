"""Buyers of the drills: orders over the JSON API, paid at the sandbox like an app's payment sheet.

A call without an answer is repeated under its key.
"""

import time
from collections.abc import Callable
from typing import Any

import requests

from tools.drills.revocation import SKU
from tools.testing.live_shop import LiveShop

TRIES, ASK_AGAIN_S, TIMEOUT_S = 400, 0.3, 20
ADDRESS = {
    "email": "ada@example.org",
    "country": "FR",
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "city": "Paris",
    "postcode": "75001",
    "delivery": "standard",
}


SELL_CARDS = """
    insert into giftcards_giftcardoffer (market_id, amounts, least, most, is_offered)
    select id, '50', 10, 200, true from markets_market where code = 'fr' on conflict do nothing
"""
ADD_CARDS = """
    update basket_basket set bought_cards = '[{"key": "1", "amount": "50.00", "recipient": "",
        "sender_name": "", "message": "", "send_on": ""}]'
    where status = 'Open' and bought_cards = '[]'
"""


class NoAnswerError(RuntimeError):
    """The shop did not answer after all attempts."""


def order(
    shop: LiveShop,
    key: str,
    *,
    sku: str = SKU,
    units: int = 1,
    tries: int = TRIES,
    with_card: bool = False,
) -> dict[str, Any]:
    """Fill a basket and order it under the key; return the order with its payment data.

    `with_card` adds a gift card, which the API does not sell, to the open baskets.
    """
    basket = answered(lambda: post(shop, "baskets/", {"market": "fr"}))
    address = f"baskets/{basket['token']}/"
    answered(lambda: post(shop, f"{address}lines/", {"sku": sku, "quantity": units}))
    if with_card:
        shop.execute(ADD_CARDS)
    quote = answered(lambda: requests.get(f"{shop.url}/api/v1/{address}", timeout=TIMEOUT_S))
    body = ADDRESS | {"expected_minor": quote["total_minor"]}
    return answered(lambda: post(shop, f"{address}payment/", body, key), tries=tries)


def pay(shop: LiveShop, body: dict[str, Any], card: str = "pm_card_visa") -> None:
    """Pay as the card sheet of an app does: at Stripe, with the secret it was given."""
    secret = body["payment"]["client_secret"]
    client = shop.sandbox.client(secret_key(shop))
    options: Any = {"payment_method": card, "return_url": "https://store.example/"}
    client.v1.payment_intents.confirm(secret.partition("_secret")[0], options)


def secret_key(shop: LiveShop) -> str:
    """Return the key that the shop uses at the sandbox."""
    return shop.environment.get("STRIPE_SECRET_KEY", "sk_test_sandbox")


def post(shop: LiveShop, path: str, body: Any, key: str = "") -> requests.Response:
    """Send JSON to the shop's API."""
    headers = {"Idempotency-Key": key} if key else {}
    url = f"{shop.url}/api/v1/{path}"
    return requests.post(url, json=body, headers=headers, timeout=TIMEOUT_S)


def answered(call: Callable[[], requests.Response], *, tries: int = TRIES) -> dict[str, Any]:
    """Repeat a call until it is answered; "try again" counts as no answer.

    Raises `NoAnswerError` when all tries are used, by default after about two minutes.
    """
    for _ in range(tries):
        try:
            answer = call()
        except requests.RequestException:
            time.sleep(ASK_AGAIN_S)
            continue
        if answer.status_code in {200, 201}:
            body: dict[str, Any] = answer.json()
            return body
        if answer.status_code < 500:  # noqa: PLR2004
            raise RuntimeError(answer.text)
        time.sleep(ASK_AGAIN_S)
    raise NoAnswerError(f"no answer in {tries} tries")
