"""Codes of gift cards: made from a seed under the shop's secret, kept as a keyed hash alone.

A code has 20 of 30 letters, 98 bits. Whoever reads the database learns no code from it, and cannot
try codes either, as the hash is keyed. A code that is to be mailed is made again from its seed by
the job that mails it; the seed is useless without the secret, and erased once the mail has left.
Under a former secret (SECRET_KEY_FALLBACKS) codes go on to hold.
"""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import salted_hmac

from shop.platform.core.typed_text import normalize_code

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without what looks alike
LENGTH = 20
GROUP = 4
MAKING, KEEPING = "shop.giftcards.code", "shop.giftcards.hash"


def new_seed() -> str:
    """Return what a code is made from."""
    return secrets.token_hex(16)


def codes_of(seed: str) -> Iterator[str]:
    """Yield the code that a seed makes under the secret of today, then of former ones."""
    for secret in _secrets():
        number = int(_keyed(MAKING, seed, secret), 16)
        letters = ""
        for _ in range(LENGTH):
            number, letter = divmod(number, len(ALPHABET))
            letters += ALPHABET[letter]
        yield letters


def written_code(text: str) -> str:
    """Return a code as it is hashed: capitals and digits alone; empty when it is none."""
    code = normalize_code(text).replace("-", "")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def shown_code(code: str) -> str:
    """Return a code as people read it: `7K3F-Q9XD-2WNP-HT4B-6MRC`."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def hashes_of(code: str) -> list[str]:
    """Return the hash of a code under the secret of today, then of former ones."""
    return [_keyed(KEEPING, code, secret) for secret in _secrets()]


def _secrets() -> list[str | bytes]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _keyed(salt: str, value: str, secret: str | bytes) -> str:
    return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
