"""App configuration of payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments: attempts, Stripe's events, the gateway."""

    name = "shop.finance.payments"
    label = "payments"
