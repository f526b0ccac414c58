"""App configuration of web."""

from django.apps import AppConfig
from django.conf import settings


class WebConfig(AppConfig):
    """Storefront pages."""

    name = "shop.web"
    label = "web"

    def ready(self) -> None:
        """Connect the signals that pages answer."""
        from shop.web.storefront.account import guest_orders

        guest_orders.connect()
        if settings.ENV.OTEL_EXPORTER_OTLP_ENDPOINT:
            from shop.web.traces import start_traces

            endpoint, ratio = settings.ENV.OTEL_EXPORTER_OTLP_ENDPOINT, settings.ENV.TRACES_RATIO
            start_traces(endpoint, ratio=ratio)
