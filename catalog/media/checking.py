"""What a file is by its content, and the limits of pictures; nothing is decoded here.

Names and declared types are never believed: only the first bytes are looked at.
"""

from dataclasses import dataclass

from catalog.media.problems import Problem, megabytes, problem

HEAD = 512  # bytes that tell what a file is
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "a GIF"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or an office document"),
    (b"PK\x05\x06", "an empty ZIP"),
    (b"BM", "a Windows bitmap"),
    (b"8BPS", "a Photoshop file"),
    (b"%!PS", "a PostScript file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"#!", "a script"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
)


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What is taken: bytes, pixels, and the long side below which a warning is given."""

    size: int = 15_000_000
    pixels: int = 40_000_000
    short_side: int = 256
    slenderness: int = 8
    expected_side: int = 2000


LIMITS = PictureLimits()


def sniff(head: bytes) -> str | None:
    """Return Pillow's name of the format by the first `HEAD` bytes; None: not one we take."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:4] in {b"II*\x00", b"MM\x00*"}:
        return "TIFF"
    return "AVIF" if head[4:8] == b"ftyp" and _brands(head) & _AVIF_BRANDS else None


def check_file(name: str, content: bytes, *, limits: PictureLimits = LIMITS) -> Problem | None:
    """Say why a file is not even handed to the decoder."""
    if not content:
        return problem(name, "empty")
    if len(content) > limits.size:
        return problem(name, "too_large", limit=megabytes(limits.size))
    head = content[:HEAD]
    return None if sniff(head) else problem(name, "not_a_picture", kind=what_it_is(head))


def check_measures(width: int, height: int, limits: PictureLimits) -> str | None:
    """Return the code of why a picture of this size, read from its header, is not decoded."""
    short, long = sorted((width, height))
    if width * height > limits.pixels:
        return "too_many_pixels"
    if short < limits.short_side:
        return "too_few_pixels"
    return "too_slender" if long > limits.slenderness * short else None


def picture_problem(name: str, code: str, limits: PictureLimits = LIMITS) -> Problem:
    """Return the problem of a code that the decoder gave, with the limit that it is about."""
    facts = {
        "too_many_pixels": limits.pixels // 1_000_000,
        "too_few_pixels": limits.short_side,
        "too_slender": limits.slenderness,
        "small": limits.expected_side,
    }
    return problem(name, code, limit=facts.get(code, ""))


def what_it_is(head: bytes) -> str:
    """Name a file that is no picture of ours."""
    for start, kind in _OTHERS:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp":
        return "a HEIC picture" if _brands(head) & {b"heic", b"heix", b"mif1"} else "a video"
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip().lower()
    if b"<svg" in text:
        return "an SVG drawing"
    if text.startswith(b"<") or b"<html" in text or b"<script" in text:
        return "a web page or XML"
    return "a file of another kind"


def _brands(head: bytes) -> set[bytes]:
    """Return the brands of a file of ISO boxes: the major one and those it is compatible with."""
    end = min(int.from_bytes(head[:4]), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
