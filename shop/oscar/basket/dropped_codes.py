"""The voucher and the gift card of two baskets that become one: a basket takes one of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class DroppedCodes:
    """What was not taken along, and what the basket keeps instead; empty without a conflict.

    Gift cards are named by the last four characters of their codes.
    """

    voucher: str = ""
    kept_voucher: str = ""
    gift_card: str = ""
    kept_gift_card: str = ""

    def sentences(self) -> Iterator[str]:
        """Yield what was dropped and why, for the buyer."""
        if self.voucher:
            text = _(
                "A basket takes one voucher. %(kept)s is used, %(dropped)s was removed. To use "
                "%(dropped)s instead, enter it in the basket."
            )
            yield text % {"kept": self.kept_voucher, "dropped": self.voucher}
        if self.gift_card:
            text = _(
                "A basket takes one gift card. The card ending in %(kept)s is used, the card "
                "ending in %(dropped)s was removed. To use it instead, enter its code in the "
                "basket."
            )
            yield text % {"kept": self.kept_gift_card, "dropped": self.gift_card}
