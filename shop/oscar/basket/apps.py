"""App configuration of the basket fork, and the pages of the basket."""

from typing import Any

from django.urls import path
from oscar.apps.basket.apps import BasketConfig as OscarBasketConfig


class BasketConfig(OscarBasketConfig):
    """Oscar finds this app by its label."""

    name = "shop.oscar.basket"

    def ready(self) -> None:
        """Skip the import of Oscar's views; `get_urls` has the pages."""

    def get_urls(self) -> list[Any]:
        """Return the URLs of the basket page and of its forms."""
        from shop.web.storefront.buying import (
            basket,
            basket_switch,
            gift_card_balance,
            gift_cards,
            vat_number,
        )

        urls = [
            path("", basket.show, name="summary"),
            path("add/", basket.add, name="add"),
            path("add/<int:pk>/", basket.add_by_number, name="add"),
            path("line/<int:line_id>/", basket.change_line, name="line"),
            path("voucher/", basket.change_voucher, name="vouchers-add"),
            path("gift-card/", basket.change_gift_card, name="gift-card"),
            path("gift-card/balance/", gift_card_balance.show_balance, name="gift-card-balance"),
            path("gift-cards/", gift_cards.choose, name="gift-cards"),
            path("gift-cards/remove/", gift_cards.remove, name="gift-card-remove"),
            path("vat-number/", vat_number.change, name="vat-number"),
            path("ship-to/", basket.choose_ship_to, name="ship-to"),
            path("move/", basket_switch.switch, name="move"),
        ]
        return self.post_process_urls(urls)
