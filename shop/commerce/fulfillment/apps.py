"""App configuration of fulfillment."""

from django.apps import AppConfig


class FulfillmentConfig(AppConfig):
    """Delivery methods, costs and dates."""

    name = "shop.commerce.fulfillment"
    label = "fulfillment"
