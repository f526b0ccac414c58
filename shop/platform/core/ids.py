"""Public ids: UUIDs of version 7 (RFC 9562, section 5.7), which sort by creation time.

Python 3.14 has its own `uuid7`, which will replace this one.
"""

import secrets
import time
import uuid

RANDOM_BITS_A, RANDOM_BITS_B = 12, 62


def uuid7() -> uuid.UUID:
    """Return a new id: 48 bits of milliseconds, then version, variant and 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(RANDOM_BITS_A) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(RANDOM_BITS_B)
    return uuid.UUID(int=value)
