"""How often a visitor may type a code that opens nothing: counted for an hour, in the cache.

Codes cannot be guessed in the age of the world; this keeps who tries from being a load.
Baskets are easily made anew, so the address that a request comes from is counted too, more
generously: many people may share one.
"""

from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from shop.giftcards.errors import GiftCardRefused

HOUR_S = 3600
TRIES_OF_A_BASKET = 10
TRIES_OF_AN_ADDRESS = 100


def guarded[T](look: Callable[[], T], *, basket: str, address: str) -> T:
    """Return what a look for a code finds, and count the ones in vain.

    Raises `GiftCardRefused` for too many tries, the right code included.
    """
    counters = [
        (_name("basket", basket), TRIES_OF_A_BASKET),
        (_name("address", address), TRIES_OF_AN_ADDRESS),
    ]
    if any(cache.get(name, 0) >= most for name, most in counters):
        raise GiftCardRefused(reason="too_many_tries")
    try:
        return look()
    except GiftCardRefused:
        for name, _ in counters:
            cache.add(name, 0, HOUR_S)
            with suppress(ValueError):  # its hour was over between the two
                cache.incr(name)
        raise


def _name(kind: str, visitor: str) -> str:
    who = salted_hmac("shop.giftcards.guessing", visitor, algorithm="sha256").hexdigest()
    return f"gift-card-tries:{kind}:{who}"
