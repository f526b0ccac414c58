"""Protocol of the decoder process: frames over pipes with a JSON head and a body.

The parent validates all results, since a malicious picture may have taken over the process.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from catalog.media.file_checks import HEAD, detect_format
from catalog.media.problems import WARNINGS, WORDINGS

_LENGTHS = struct.Struct("<LL")
MAX_HEAD, MAX_BODY = 10_000, 20_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: named values and optional bytes."""

    head: dict[str, Any]
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture encoded at one width."""

    width: int
    file_format: str
    content: bytes = field(repr=False)


def write_frame(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write and flush a message."""
    written = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(written), len(body)))
    stream.write(written)
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Return the next message, or None if the pipe is closed or the message is invalid."""
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


FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
MOST_FRAMES = 32
WIDEST, LARGEST = 10_000, 40_000_000


def are_valid(frames: Sequence[Frame]) -> bool:
    """Return whether all renditions have their declared format and the final message is valid."""
    *bodies, last = frames
    refused = last.head.get("refused")
    if refused is not None:
        return refused in WORDINGS
    return all(_is_valid_rendition(frame) for frame in bodies) and _is_final(last.head, bodies)


def to_rendition(frame: Frame) -> Rendition:
    """Return the rendition of a validated frame."""
    return Rendition(frame.head["width"], frame.head["format"], frame.body)


def _is_valid_rendition(frame: Frame) -> bool:
    expected = FORMATS.get(str(frame.head.get("format")))
    named_well = expected is not None and expected == detect_format(frame.body[:HEAD])
    return named_well and _is_in_range(frame.head.get("width"), 1, WIDEST)


def _is_final(head: dict[str, Any], bodies: Sequence[Frame]) -> bool:
    warnings = head.get("warnings")
    return (
        all(_is_in_range(head.get(side), 1, LARGEST) for side in ("width", "height"))
        and isinstance(warnings, list)
        and all(isinstance(code, str) and code in WARNINGS for code in warnings)
        and (not bodies or _is_in_range(head.get("hash"), -(2**63), 2**63 - 1))
    )


def _is_in_range(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
