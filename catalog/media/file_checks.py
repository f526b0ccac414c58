"""Detect file types by content, and check the limits of pictures without decoding them.

File names and declared types are ignored; only the first bytes count.
"""

from dataclasses import dataclass

from catalog.media.problems import Problem, megabytes, problem

HEAD = 512  # bytes needed to detect the file type
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
    """Limits in bytes and pixels. `expected_side`: smaller long sides get a warning."""

    size: int = 15_000_000
    pixels: int = 40_000_000
    short_side: int = 256
    slenderness: int = 8
    expected_side: int = 2000


LIMITS = PictureLimits()


def detect_format(head: bytes) -> str | None:
    """Return Pillow's name of the format from the first `HEAD` bytes; None if not supported."""
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
    """Return the problem of a file that must not be passed to the decoder, or None."""
    if not content:
        return problem(name, "empty")
    if len(content) > limits.size:
        return problem(name, "too_large", limit=megabytes(limits.size))
    head = content[:HEAD]
    return None if detect_format(head) else problem(name, "not_a_picture", kind=describe_type(head))


def check_size(width: int, height: int, limits: PictureLimits) -> str | None:
    """Return the problem code of a picture size that must not be decoded, or None."""
    short, long = sorted((width, height))
    if width * height > limits.pixels:
        return "too_many_pixels"
    if short < limits.short_side:
        return "too_few_pixels"
    return "too_slender" if long > limits.slenderness * short else None


def picture_problem(name: str, code: str, limits: PictureLimits = LIMITS) -> Problem:
    """Return the problem for a decoder's code, with its limit."""
    facts = {
        "too_many_pixels": limits.pixels // 1_000_000,
        "too_few_pixels": limits.short_side,
        "too_slender": limits.slenderness,
        "small": limits.expected_side,
    }
    return problem(name, code, limit=facts.get(code, ""))


def describe_type(head: bytes) -> str:
    """Return a description of a file that is not a supported picture."""
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
    """Return the major and compatible brands of an ISO base media file."""
    end = min(int.from_bytes(head[:4]), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
