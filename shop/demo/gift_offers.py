"""Gift cards and gift wrap that the markets of the demo sell, in their currencies."""

from decimal import Decimal

from django.db import transaction

from shop.commerce.giftcards.models import GiftCardOffer
from shop.commerce.giftcards.purchases import save_offer
from shop.commerce.markets.models import Market
from shop.commerce.promotions.gift_wrap import save_wrap_offer
from shop.commerce.promotions.models import GiftWrapOffer

AMOUNTS = (25, 50, 100)
LEAST, MOST = 10, 250
WRAP = 5
FACTORS = {"JPY": 100, "AED": 4, "BRL": 5, "CNY": 7}  # from euro to round amounts


@transaction.atomic
def load_gift_offers() -> None:
    """Create missing offers of gift cards and gift wrap."""
    for market in Market.objects.order_by("pk"):
        _offer_wrap(market)
        if GiftCardOffer.objects.filter(market=market).exists():
            continue
        factor = FACTORS.get(market.currency, 1)
        amounts = " ".join(str(amount * factor) for amount in AMOUNTS)
        offer = GiftCardOffer(
            market=market,
            amounts=amounts,
            least=Decimal(LEAST * factor),
            most=Decimal(MOST * factor),
        )
        save_offer(offer=offer, by_id=None)


def _offer_wrap(market: Market) -> None:
    if not GiftWrapOffer.objects.filter(market=market).exists():
        price = Decimal(WRAP * FACTORS.get(market.currency, 1))
        save_wrap_offer(offer=GiftWrapOffer(market=market, price=price), by_id=None)
