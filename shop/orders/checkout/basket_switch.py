"""Switch a basket to the market that serves another ship-to, after a preview.

Nothing is converted: the lines get the prices of the other market.
"""

from dataclasses import dataclass

from django.db import transaction

from shop.commerce.markets.models import Market
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import copy_lines
from shop.orders.checkout.quote import Destination, ParkedLine, Quote, QuotedLine
from shop.oscar.basket.models import Basket
from shop.platform.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class BasketSwitchPreview:
    """A preview of the basket at another destination; `target_units` are in the target basket."""

    quote: Quote
    voucher_code: str = ""
    other_voucher: str = ""
    has_gift_card: bool = False
    has_other_gift_card: bool = False
    target_units: int = 0

    @property
    def lines(self) -> tuple[QuotedLine, ...]:
        """Return the lines that can be ordered at the destination, with the prices there."""
        return self.quote.lines

    @property
    def parked(self) -> tuple[ParkedLine, ...]:
        """Return the lines that cannot be ordered there; they are kept, outside the total."""
        return self.quote.parked

    @property
    def voucher_refusal(self) -> DomainError | None:
        """Return why the voucher does not apply there; None if it does."""
        return self.quote.voucher.refusal if self.quote.voucher else None

    @property
    def gift_card_refusal(self) -> DomainError | None:
        """Return why the gift card does not apply there; None if it does."""
        return self.quote.gift_card.refusal if self.quote.gift_card else None


def preview_basket_switch(
    *, source: Basket, target: Basket, destination: Destination
) -> BasketSwitchPreview:
    """Return a preview of the basket and its codes at the destination."""
    is_other = target.voucher_code not in {"", source.voucher_code}
    other_card = target.gift_card_id not in {None, source.gift_card_id}
    return BasketSwitchPreview(
        quote=quote_basket(source, destination),
        voucher_code=source.voucher_code,
        other_voucher=target.voucher_code if is_other and source.voucher_code else "",
        has_gift_card=source.gift_card_id is not None,
        has_other_gift_card=other_card and source.gift_card_id is not None,
        target_units=target.num_items if target.pk else 0,
    )


@transaction.atomic
def switch_basket(*, source: Basket, target: Basket, market: Market, ship_to: str) -> Basket:
    """Move a basket's lines to the market that serves the ship-to; repeating it changes nothing.

    Returns the target, or a new basket if the target was ordered meanwhile. Its next quote prices
    the lines in its own currency. `dropped_codes` names the voucher and gift card that were
    replaced by those of the target.
    """
    open_ids = _lock_open(source, target)
    if target.pk is not None and target.pk not in open_ids:  # it was ordered in another tab
        target = Basket(owner_id=target.owner_id, channel=target.channel)
    target.market = market
    target.ship_to_id = ship_to
    if source.pk in open_ids:
        target.take_codes(source)
    target.save()
    if source.pk in open_ids:
        copy_lines(source=source, target=target)
        source.lines.all().delete()
    return target


def _lock_open(*baskets: Basket) -> set[int]:
    """Lock saved baskets in primary-key order; return the ids of those without an order."""
    ids = [basket.pk for basket in baskets if basket.pk is not None]
    locked = Basket.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {basket.pk for basket in locked if basket.status == Basket.OPEN}
