"""Gift cards that the markets of the demo sell, in amounts of their currencies."""

from decimal import Decimal

from django.db import transaction

from shop.commerce.giftcards.models import GiftCardOffer
from shop.commerce.giftcards.purchases import save_offer
from shop.commerce.markets.models import Market

AMOUNTS = (25, 50, 100)
LEAST, MOST = 10, 250
FACTORS = {"JPY": 100, "AED": 4, "BRL": 5, "CNY": 7}  # from euro to round amounts


@transaction.atomic
def load_gift_offers() -> None:
    """Create missing offers of gift cards."""
    for market in Market.objects.order_by("pk"):
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
