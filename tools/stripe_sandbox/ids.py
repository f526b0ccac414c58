"""Identifiers and secrets in Stripe's style: a prefix that names the kind, then random base 62."""

import os
import string

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase


def random_text(length: int) -> str:
    """Return `length` random characters of base 62."""
    number = int.from_bytes(os.urandom(length))
    characters = []
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[index])
    return "".join(characters)


def new_id(prefix: str) -> str:
    """Return a fresh identifier such as `pi_3fZ…`."""
    return f"{prefix}_{random_text(24)}"
