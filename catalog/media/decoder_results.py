"""What the decoder's process says is checked: a hostile picture may have taken it over."""

from collections.abc import Sequence
from typing import Any

from catalog.media.checking import HEAD, sniff
from catalog.media.decoder_protocol import Frame, Rendition
from catalog.media.problems import WARNINGS, WORDINGS

FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
MOST_FRAMES = 32
WIDEST, LARGEST = 10_000, 40_000_000


def are_sound(frames: Sequence[Frame]) -> bool:
    """Whether renditions are pictures of the formats they are called, and the last word is one."""
    *bodies, last = frames
    refused = last.head.get("refused")
    if refused is not None:
        return refused in WORDINGS
    return all(_is_rendition(frame) for frame in bodies) and _is_last_word(last.head, bodies)


def rendition_of(frame: Frame) -> Rendition:
    """Return the rendition that a sound frame holds."""
    return Rendition(frame.head["width"], frame.head["format"], frame.body)


def _is_rendition(frame: Frame) -> bool:
    expected = FORMATS.get(str(frame.head.get("format")))
    named_well = expected is not None and expected == sniff(frame.body[:HEAD])
    return named_well and _is_number(frame.head.get("width"), 1, WIDEST)


def _is_last_word(head: dict[str, Any], bodies: Sequence[Frame]) -> bool:
    warnings = head.get("warnings")
    return (
        all(_is_number(head.get(side), 1, LARGEST) for side in ("width", "height"))
        and isinstance(warnings, list)
        and all(isinstance(code, str) and code in WARNINGS for code in warnings)
        and (not bodies or _is_number(head.get("hash"), -(2**63), 2**63 - 1))
    )


def _is_number(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
