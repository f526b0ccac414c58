"""App configuration of the order fork."""

from oscar.apps.order.apps import OrderConfig as OscarOrderConfig


class OrderConfig(OscarOrderConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.order"
