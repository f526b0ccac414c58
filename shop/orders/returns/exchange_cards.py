"""Gift cards that pay the price difference of an exchange, or a part of it."""

from dataclasses import replace

from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.redemption import apply_gift_card, find_gift_card
from shop.orders.checkout.quote import Quote
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from shop.platform.limits import rates
from shop.platform.limits.counting import count_failures


def find_exchange_card(order: Order, text: str, *, address: str) -> GiftCard:
    """Return the gift card of a typed code that could pay a difference of an order's exchange.

    `address` is the network address of the request. Raises `GiftCardRefused` or `TooManyTries`.
    """
    return count_failures(
        lambda: find_gift_card(text, order.currency, clock_now()),
        [
            (rates.GIFT_CARDS_OF_BASKET, f"order-{order.pk}"),
            (rates.GIFT_CARDS_OF_ADDRESS, address),
        ],
    )


def pay_by_gift_card(quote: Quote, card: GiftCard | None) -> Quote:
    """Return the quote of a difference of which a gift card pays as much as possible.

    A card is not used for an exchange without a difference. Raises `GiftCardRefused`.
    """
    if card is None or not quote.total_incl:
        return quote
    applied = apply_gift_card(card.pk, quote.currency, quote.destination.at)
    if applied.refusal is not None:
        raise applied.refusal
    return replace(quote, gift_card=applied)
