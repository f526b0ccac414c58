"""How the shop and the decoder's process talk: frames over pipes, a head in JSON and a body."""

import json
import struct
from dataclasses import dataclass, field
from typing import IO, Any

_LENGTHS = struct.Struct("<LL")
MAX_HEAD, MAX_BODY = 10_000, 20_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: named values, and bytes that they are about."""

    head: dict[str, Any]
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Rendition:
    """What such a body holds: a picture, encoded at one width."""

    width: int
    file_format: str
    content: bytes = field(repr=False)


def write_frame(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write a message and see it off."""
    written = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(written), len(body)))
    stream.write(written)
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Return the next message; None when the other side is gone, or talks nonsense."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length > MAX_HEAD or body_length > MAX_BODY:
        return None
    head, body = stream.read(head_length), stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        return None
    try:
        values = json.loads(head)
    except ValueError:
        return None
    return Frame(values, body) if isinstance(values, dict) else None
