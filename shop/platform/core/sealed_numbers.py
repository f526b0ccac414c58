"""Numbers in links, tokens and cookies: encrypted and authenticated.

AES-SIV (RFC 5297) needs no nonce: the same number gives the same text, and a text that was not made
with the key is refused. `purpose` prevents a text of one kind from being used as another.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LONGEST = 100


def seal(data: bytes, *, secret: str | bytes, purpose: str) -> str:
    """Return the data as text that can only be opened with the secret."""
    sealed = _cipher(secret).encrypt(data, [purpose.encode()])
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(
    text: str, *, secrets: Iterable[str | bytes], purpose: str, longest: int = LONGEST
) -> bytes:
    """Return the data of a sealed text. Raises `ValueError` if it was not made with a secret."""
    if len(text) > longest:
        raise ValueError(text)
    try:
        sealed = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", True)  # noqa: FBT003
    except binascii.Error as error:
        raise ValueError(text) from error
    for secret in secrets:
        try:
            return _cipher(secret).decrypt(sealed, [purpose.encode()])
        except InvalidTag:
            continue
    raise ValueError(text)


def seal_number(number: int, *, secret: str | bytes, purpose: str) -> str:
    """Return a number from 0 to 2⁶⁴-1 as sealed text."""
    return seal(number.to_bytes(8, "big"), secret=secret, purpose=purpose)


def unseal_number(text: str, *, secrets: Iterable[str | bytes], purpose: str) -> int:
    """Return the number of a sealed text. Raises `ValueError`."""
    return int.from_bytes(unseal(text, secrets=secrets, purpose=purpose), "big")


@lru_cache(maxsize=16)
def _cipher(secret: str | bytes) -> AESSIV:
    """Return the cipher of a secret; making it takes longer than sealing a number."""
    text = secret.encode() if isinstance(secret, str) else secret
    return AESSIV(hashlib.sha256(b"shop.core.sealing:" + text).digest())
