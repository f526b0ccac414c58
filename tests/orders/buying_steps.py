"""Buy through the pages and through the API, and keep the SQL statements of each step."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Product
from shop.identity.accounts.models import User
from shop.oscar.order.models import Order
from tests.orders.sandbox import pay
from tests.orders.stripe_events import deliver_events
from tools.testing.stripe_harness import Sandbox

FORM = {
    "country": "FR",
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "postcode": "75001",
    "city": "Paris",
    "email": "ada@example.org",
    "delivery": "standard",
}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
BASKETS = "/api/v1/baskets/"


@dataclass
class Steps:
    """The statements of each step, by the step's name."""

    statements: dict[str, list[str]] = field(default_factory=dict)

    @contextmanager
    def counting(self, step: str) -> Iterator[None]:
        """Keep the statements of a step."""
        with CaptureQueriesContext(connection) as captured:
            yield
        self.statements[step] = [query["sql"] for query in captured]

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of statements by step."""
        return {step: len(statements) for step, statements in self.statements.items()}


def buy_by_pages(
    stripe: Sandbox, products: list[Product], *, buyer: User | None = None, voucher: str = ""
) -> Steps:
    """Buy one unit of each product in the shop's pages; the webhook settles the payment."""
    client, steps = Client(headers={"accept": "text/html"}), Steps()
    if buyer is not None:
        client.force_login(buyer)
    for number, product in enumerate(products):
        with steps.counting("first add" if number == 0 else "add"):
            answer = client.post("/en-fr/basket/add/", {"sku": product.upc})
        assert answer["Location"] == "/en-fr/basket/"
        client.get("/en-fr/basket/")  # the message is shown
    if voucher:
        client.post("/en-fr/basket/voucher/", {"code": voucher})
    with steps.counting("basket"):
        assert client.get("/en-fr/basket/").status_code == 200
    with steps.counting("checkout page"):
        page = client.get("/en-fr/checkout/").text
    form = page.split('class="checkout-form', 1)[1].split("</form>", 1)[0]
    with steps.counting("checkout"):
        answer = client.post("/en-fr/checkout/", dict(HIDDEN.findall(form)) | FORM)
    assert "/pay/" in answer["Location"], answer
    with steps.counting("pay page"):
        assert client.get(answer["Location"]).status_code == 200
    pay(stripe, Order.objects.latest("pk"))
    with steps.counting("webhook"):
        deliver_events(stripe, "payment_intent.")
    return _come_back(client, steps, answer["Location"])


def _come_back(client: Client, steps: Steps, paid: str) -> Steps:
    """Come back from the payment form, then read the order."""
    token = paid.rstrip("/").rsplit("/", 1)[1]
    with steps.counting("return"):
        answer = client.get("/en-fr" + reverse("checkout:thank-you", args=[token]))
    assert "/order/" in answer["Location"]
    with steps.counting("order page"):
        assert client.get(answer["Location"]).status_code == 200
    return steps


def buy_by_api(stripe: Sandbox, products: list[Product], *, voucher: str = "") -> Steps:
    """Buy one unit of each product as an app does."""
    steps = Steps()
    with steps.counting("open basket"):
        basket = _send(BASKETS, {"market": "fr"})
    address = f"{BASKETS}{basket['token']}/"
    for number, product in enumerate(products):
        with steps.counting("first line" if number == 0 else "line"):
            basket = _send(f"{address}lines/", {"sku": product.upc, "quantity": 1})
    with steps.counting("read basket"):
        basket = Client().get(address).json()
    order = FORM | {"expected_minor": basket["total_minor"]}
    with steps.counting("place order"):
        bought = _send(f"{address}payment/", order, key="the-only-key")
    place = f"/api/v1/orders/{bought['order']['token']}/"
    with steps.counting("read order"):
        assert Client().get(place).json()["status"] == "PENDING"
    pay(stripe, Order.objects.latest("pk"))
    with steps.counting("webhook"):
        deliver_events(stripe, "payment_intent.")
    with steps.counting("return"):
        assert _send(f"{place}payment/", None)["status"] == "PAID"
    return steps


def _send(path: str, body: Any, *, key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()
