"""App configuration of payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments: attempts, events of Stripe, refunds and disputes."""

    name = "shop.finance.payments"
    label = "payments"
