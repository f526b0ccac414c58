"""App configuration of the basket fork."""

from oscar.apps.basket.apps import BasketConfig as OscarBasketConfig


class BasketConfig(OscarBasketConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.basket"
