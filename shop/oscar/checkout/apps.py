"""App configuration of the checkout fork."""

from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig


class CheckoutConfig(OscarCheckoutConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.checkout"
