"""Codes of gift cards: derived from a seed and the shop's secret, stored as a keyed hash.

A code has 20 of 30 letters, 98 bits. The database reveals no code and allows no guessing, because
the hash is keyed. The job that mails a code derives it again from the seed, which is useless
without the secret and erased after the mail. Codes under former secrets (SECRET_KEY_FALLBACKS) stay
valid.
"""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import salted_hmac

from shop.platform.core.typed_text import normalize_code

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without characters that look alike
LENGTH = 20
GROUP = 4
MAKING, KEEPING = "shop.giftcards.code", "shop.giftcards.hash"


def new_seed() -> str:
    """Return a random seed of a code."""
    return secrets.token_hex(16)


def codes_of(seed: str) -> Iterator[str]:
    """Yield the codes of a seed under the current secret, then under former ones."""
    for secret in _secrets():
        number = int(_keyed(MAKING, seed, secret), 16)
        letters = ""
        for _ in range(LENGTH):
            number, letter = divmod(number, len(ALPHABET))
            letters += ALPHABET[letter]
        yield letters


def normalize_gift_card_code(text: str) -> str:
    """Return a code as it is hashed: capital letters and digits; empty if it is not a code."""
    code = normalize_code(text).replace("-", "")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def format_gift_card_code(code: str) -> str:
    """Return a code in groups for readers: `7K3F-Q9XD-2WNP-HT4B-6MRC`."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def hashes_of(code: str) -> list[str]:
    """Return the hashes of a code under the current secret, then under former ones."""
    return [_keyed(KEEPING, code, secret) for secret in _secrets()]


def _secrets() -> list[str | bytes]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _keyed(salt: str, value: str, secret: str | bytes) -> str:
    return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
