"""App configuration of the shipping fork."""

from oscar.apps.shipping.apps import ShippingConfig as OscarShippingConfig


class ShippingConfig(OscarShippingConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.shipping"
