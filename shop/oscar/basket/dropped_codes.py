"""The voucher and the gift card of two merged baskets, of which only one each is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class DroppedCodes:
    """The codes that were dropped and those that the basket keeps; empty without a conflict.

    Gift cards are named by the last four characters of their codes.
    """

    voucher: str = ""
    kept_voucher: str = ""
    gift_card: str = ""
    kept_gift_card: str = ""

    def sentences(self) -> Iterator[str]:
        """Yield sentences for the buyer about the dropped codes."""
        if self.voucher:
            text = _(
                "You can use one voucher per order. We kept %(kept)s and removed "
                "%(dropped)s. To use %(dropped)s instead, enter it in your basket."
            )
            yield text % {"kept": self.kept_voucher, "dropped": self.voucher}
        if self.gift_card:
            text = _(
                "You can use one gift card per order. We kept the card ending in %(kept)s "
                "and removed the card ending in %(dropped)s. To use the removed card "
                "instead, enter its code in your basket."
            )
            yield text % {"kept": self.kept_gift_card, "dropped": self.gift_card}
