"""What Stripe's element or mobile PaymentSheet needs to take the payment of an order."""

from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.request import Request

from shop.api.authentication import user_id_of
from shop.forks.order.models import Order
from shop.ordering.paying import open_wallet
from shop.ordering.placement import open_intent

# Whoever has one of these secrets can pay, or see saved cards: no cache may keep the answer.
NOT_STORED = {"Cache-Control": "no-store"}


class PaymentSerializer(serializers.Serializer[Any]):
    """What Stripe's element or sheet needs to pay an order.

    `customer` and `ephemeral_key` (the secret itself, for an hour) are there only when the person
    who ordered is signed in: the PaymentSheet then shows their saved cards. Keep none of it.
    """

    client_secret = serializers.CharField()
    publishable_key = serializers.CharField()
    amount_minor = serializers.IntegerField(help_text="What is charged, in minor units.")
    currency = serializers.CharField()
    status = serializers.CharField(help_text="Of the PaymentIntent, as Stripe names it.")
    customer = serializers.CharField(allow_null=True)
    ephemeral_key = serializers.CharField(allow_null=True)


def payment_body(order: Order, request: Request) -> dict[str, Any]:
    """Return the means to pay an order that waits; raises `PaymentUnavailable`, `NotSellable`."""
    intent = open_intent(order)
    wallet = open_wallet(order, intent, user_id=user_id_of(request))
    return {
        "client_secret": intent.client_secret,
        "publishable_key": settings.ENV.STRIPE_PUBLISHABLE_KEY,
        "amount_minor": intent.amount,
        "currency": order.currency,
        "status": intent.status,
        "customer": wallet.customer_id if wallet else None,
        "ephemeral_key": wallet.ephemeral_key if wallet else None,
    }
