"""Gift wrap: whether a market offers it, and what it costs for an order."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from structlog import get_logger

from shop.commerce.markets.models import Market
from shop.commerce.promotions.models import GiftWrapOffer
from shop.platform.core.money import minor_digits, round_money
from shop.platform.database.compiled_reads import CompiledRead

log = get_logger(__name__)
_PRICE: CompiledRead[Any] = CompiledRead(
    lambda market: (
        GiftWrapOffer.objects.filter(market=market, is_offered=True)
        .order_by("pk")
        .values_list("price", flat=True)[:1]
    )
)


def gift_wrap_price(market: Market) -> Decimal | None:
    """Return the price as the market shows prices; None if the market offers no gift wrap."""
    return _PRICE.first(market=market.pk)


@transaction.atomic
def save_wrap_offer(*, offer: GiftWrapOffer, by_id: int | None) -> GiftWrapOffer:
    """Add or change the gift wrap of a market. Raises `ValidationError` by field."""
    offer.full_clean()
    currency = offer.market.currency
    if round_money(offer.price, currency) != offer.price:
        digits = minor_digits(currency)
        message = f"{currency} has {digits} decimal places. Enter a valid price."
        raise ValidationError({"price": message})
    offer.save()
    log.info("gift_wrap_offer.saved", market=offer.market.code, by=by_id)
    return offer
