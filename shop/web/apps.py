"""App configuration of web."""

from django.apps import AppConfig
from django.conf import settings


class WebConfig(AppConfig):
    """Storefront pages."""

    name = "shop.web"
    label = "web"

    def ready(self) -> None:
        """Connect the signals that pages answer, and save memory of what pages use."""
        from shop.platform import address_tables
        from shop.web.storefront.account import guest_orders

        guest_orders.connect()
        address_tables.share_between_languages()
        if settings.ENV.OTEL_EXPORTER_OTLP_ENDPOINT:
            from shop.web.traces import job_tracer, start_traces

            endpoint, ratio = settings.ENV.OTEL_EXPORTER_OTLP_ENDPOINT, settings.ENV.TRACES_RATIO
            provider = start_traces(endpoint, ratio=ratio)
            # Procrastinate reads this dictionary when its own application is created, later on.
            settings.PROCRASTINATE_WORKER_DEFAULTS["worker_middleware"] = [job_tracer(provider)]
