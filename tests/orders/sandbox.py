"""Actions of a buyer, a bank or Stripe on an order's payment, at the sandbox."""

from typing import Any

import pytest
import stripe

from shop.finance.payments.models import PaymentAttempt
from shop.oscar.order.models import Order
from tools.testing.stripe_harness import Sandbox


def attempt_of(order: Order) -> PaymentAttempt:
    """Return the order's attempt as it is stored now."""
    return PaymentAttempt.objects.get(order=order)


def pay(sandbox: Sandbox, order: Order) -> None:
    """Confirm the payment of an order at the sandbox."""
    force(sandbox, order, "succeed")


def force(sandbox: Sandbox, order: Order, action: str) -> None:
    """Do something to an order's intent: succeed, fail, expire."""
    sandbox.control("POST", f"intents/{attempt_of(order).intent_id}/{action}", {})


def confirm(sandbox: Sandbox, order: Order, card: str) -> None:
    """Pay with a test card, such as `pm_card_visa`; a decline raises as at Stripe."""
    client = sandbox.client()
    options: Any = {"payment_method": card, "return_url": "https://store.example/"}
    client.v1.payment_intents.confirm(str(attempt_of(order).intent_id), options)


def decline(sandbox: Sandbox, order: Order, card: str) -> None:
    """Pay with a test card that is refused."""
    with pytest.raises(stripe.CardError):
        confirm(sandbox, order, card)


def status_at_stripe(sandbox: Sandbox, order: Order) -> str:
    """Return the status of the intent at the sandbox."""
    found = sandbox.client().v1.payment_intents.retrieve(str(attempt_of(order).intent_id))
    return found.status
