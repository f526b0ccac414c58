"""Encryption of short texts at rest; each purpose has keys of its own.

Keys are derived from SECRET_KEY; values encrypted under SECRET_KEY_PREVIOUS stay readable.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PREFIX = "fernet:"


def encrypt_text(text: str, purpose: bytes) -> str:
    """Return the text encrypted under the current key of a purpose."""
    return PREFIX + _cipher(purpose).encrypt(text.encode()).decode()


def decrypt_text(stored: str, purpose: bytes) -> str:
    """Return the text of an encrypted value."""
    return _cipher(purpose).decrypt(stored.removeprefix(PREFIX).encode()).decode()


def _cipher(purpose: bytes) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(purpose + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
