"""App configuration of web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Storefront pages."""

    name = "shop.web"
    label = "web"

    def ready(self) -> None:
        """Connect the signals that pages answer."""
        from shop.web.storefront.account import guest_orders

        guest_orders.connect()
