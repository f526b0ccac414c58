"""App configuration of the checkout fork, and the pages from the address to the payment."""

from typing import Any

from django.urls import path
from django.views.generic import RedirectView
from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig

# Oscar's steps, which are combined on one page here.
STEPS = ("shipping-address", "shipping-method", "payment-method", "preview")


class CheckoutConfig(OscarCheckoutConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.checkout"

    def ready(self) -> None:
        """Skip the import of Oscar's views; `get_urls` has the pages."""

    def get_urls(self) -> list[Any]:
        """Return the URLs of the checkout and of the payment pages."""
        from shop.web.storefront.buying import checkout, payment

        to_checkout = RedirectView.as_view(pattern_name="checkout:index")
        urls = [
            path("checkout/", checkout.checkout, name="index"),
            *(path(f"checkout/{step}/", to_checkout, name=step) for step in STEPS),
            path("pay/<str:token>/", payment.pay, name="payment-details"),
            path("pay/<str:token>/return/", payment.payment_return, name="thank-you"),
            path("order/<str:token>/payment-link/", payment.send_link, name="payment-link"),
        ]
        return self.post_process_urls(urls)
