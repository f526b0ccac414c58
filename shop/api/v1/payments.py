"""Data that Stripe's element or mobile PaymentSheet needs to take a payment."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from shop.finance.payments.types import Intent
from shop.orders.payment.payment_intents import Wallet
from shop.oscar.order.models import Order

# Anybody with one of these secrets can pay, or see saved cards: no cache may keep the answer.
NOT_STORED = {"Cache-Control": "no-store"}
# https://docs.stripe.com/payments/paymentintents/lifecycle
INTENT_STATUSES = (
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "processing",
    "requires_capture",
    "succeeded",
    "canceled",
)


class PaymentSerializer(serializers.Serializer[Any]):
    """Return the data that Stripe's element or sheet needs to pay an order.

    `customer` and `ephemeral_key` are there only when the person who ordered is signed in: the
    PaymentSheet then shows their saved cards. Do not store any of it.
    """

    client_secret = serializers.CharField(help_text="Client secret of the PaymentIntent.")
    publishable_key = serializers.CharField(help_text="Stripe's publishable key of the shop.")
    amount_minor = serializers.IntegerField(help_text="Amount charged, in minor units.")
    currency = serializers.CharField(help_text="ISO 4217 code.")
    status = serializers.ChoiceField(
        choices=INTENT_STATUSES, help_text="Status of the PaymentIntent at Stripe."
    )
    customer = serializers.CharField(
        allow_null=True, help_text="Stripe's customer of the signed-in buyer."
    )
    ephemeral_key = serializers.CharField(
        allow_null=True, help_text="Secret for the customer's saved cards, valid for an hour."
    )


def payment_body(order: Order, intent: Intent, wallet: Wallet | None) -> dict[str, Any]:
    """Return the payment data of an unpaid order."""
    return {
        "client_secret": intent.client_secret,
        "publishable_key": settings.ENV.STRIPE_PUBLISHABLE_KEY,
        "amount_minor": intent.amount,
        "currency": order.currency,
        "status": intent.status,
        "customer": wallet.customer_id if wallet else None,
        "ephemeral_key": (wallet.ephemeral_key or None) if wallet else None,
    }
