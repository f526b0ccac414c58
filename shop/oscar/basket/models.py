"""The basket belongs to a market and knows where it ships to."""

from typing import ClassVar

from django.db import models
from oscar.apps.basket.abstract_models import AbstractBasket


class Basket(AbstractBasket):
    """Oscar's basket with market, channel and ship-to; nothing in it is ever converted."""

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16, default="WEB")
    ship_to = models.ForeignKey(
        "licensing.Territory", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    voucher_code = models.CharField(max_length=40, blank=True, default="", db_default="")
    gift_card = models.ForeignKey(
        "giftcards.GiftCard", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(AbstractBasket.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                "owner",
                "market",
                condition=models.Q(status="Open", owner__isnull=False),
                name="one_open_basket_per_owner_and_market",
            ),
        ]


from oscar.apps.basket.models import *  # noqa: E402, F403
from oscar.apps.basket.models import Line as Line  # noqa: E402, PLC0414  named for type checkers
