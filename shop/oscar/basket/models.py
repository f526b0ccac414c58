"""The basket of a market, with its ship-to."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from shop.oscar.basket.dropped_codes import DroppedCodes
from shop.platform.database.compiled_reads import CompiledRead


class Basket(AbstractBasket):
    """Oscar's basket with market, channel and ship-to; its amounts are never converted.

    `dropped_codes` is set by `take_codes` for the rest of the request; it is not stored.
    """

    dropped_codes = DroppedCodes()

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16, default="WEB")
    ship_to = models.ForeignKey(
        "licensing.Territory", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    voucher_code = models.CharField(max_length=40, blank=True, default="", db_default="")
    gift_card = models.ForeignKey(
        "giftcards.GiftCard", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Gift cards that the buyer orders, see shop.commerce.giftcards.purchases.
    bought_cards = models.JSONField(default=list, blank=True, db_default=[])
    # The VAT number of a business buyer, with the evidence of its check.
    vat_check = models.ForeignKey(
        "business.VatCheck", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
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

    def has_lines(self) -> bool:
        """Return whether anything is in the basket but gift cards."""
        return self.pk is not None and bool(_FIRST_LINE.rows(basket=self.pk))

    def take_codes(self, source: "Basket", *, replace: bool = False) -> None:
        """Take over the codes and the ordered gift cards of a basket merged into this one.

        If both have one, this basket's is kept, or replaced with `replace`; `dropped_codes` names
        those that are not used any more. Nothing is saved.
        """
        loser, winner = (self, source) if replace else (source, self)
        voucher, card = winner.voucher_code, winner.gift_card
        lost = loser.voucher_code if voucher and loser.voucher_code != voucher else ""
        lost_card = loser.gift_card if card and loser.gift_card != card else None
        self.dropped_codes = DroppedCodes(
            voucher=lost,
            kept_voucher=voucher if lost else "",
            gift_card=lost_card.last4 if lost_card else "",
            kept_gift_card=card.last4 if card and lost_card else "",
        )
        self.voucher_code = voucher or loser.voucher_code
        self.gift_card = card or loser.gift_card
        if self.market_id == source.market_id:
            self.bought_cards = [*self.bought_cards, *source.bought_cards]


class Line(AbstractLine):
    """Oscar's line, whose price is that of all its units: tax is rounded once, as in a quote."""

    @property
    def line_price_excl_tax(self) -> Decimal | None:
        """Return the price of the line without tax; None if it may not be sold."""
        price: Any = self.purchase_info.price
        return price.of_units(self.quantity).excl if price.exists else None

    @property
    def line_price_incl_tax(self) -> Decimal | None:
        """Return the price of the line with tax; None if it may not be sold."""
        price: Any = self.purchase_info.price
        return price.of_units(self.quantity).incl if price.exists else None


_FIRST_LINE: CompiledRead[Any] = CompiledRead(
    lambda basket: Line.objects.filter(basket=basket).order_by().values_list("pk", flat=True)[:1]
)


from oscar.apps.basket.models import *  # noqa: E402, F403
