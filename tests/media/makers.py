"""Builders of valid and hostile picture files, so that tests create their input themselves."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageCms

RED, BLUE = (200, 30, 40), (30, 60, 200)


def picture(width: int = 320, height: int = 280, color: tuple[int, ...] = RED) -> Image.Image:
    """Return a plain picture with a lighter left upper quarter, which shows how it was turned."""
    image = Image.new("RGB", (width, height), color)
    image.paste((240, 240, 240), (0, 0, width // 2, height // 2))
    return image


def encoded(image: Image.Image | None = None, file_format: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as a file."""
    target = io.BytesIO()
    (image or picture()).save(target, file_format, **options)
    return target.getvalue()


def scene(seed: int, width: int = 320, height: int = 280) -> Image.Image:
    """Return a picture with different shapes for each seed."""
    state, points = seed * 2_654_435_761 + 1, []
    for _ in range(108):
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        points.append(state >> 56)
    small = Image.frombytes("RGB", (6, 6), bytes(points))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that declares a size and contains almost no data."""
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = png_chunk(b"IDAT", zlib.compress(bytes(64)))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + pixels


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG with its length and checksum."""
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def with_exif(orientation: int = 1, *, place: bool = False) -> bytes:
    """Return EXIF with an orientation and, optionally, the place where the picture was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Maker-of-cameras"
    if place:
        exif.get_ifd(0x8825)[2] = (48.0, 51.0, 30.0)
        exif.get_ifd(0x8825)[1] = "N"
    return exif.tobytes()


def swapped_profile() -> bytes:
    """Return a color profile in which the primaries of red and blue have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    parts = profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1)
    return parts.replace(b"????", b"bXYZ", 1)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """Return a ZIP of files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    target.seek(0)
    return target


def encrypted(archive: io.BytesIO) -> io.BytesIO:
    """Return a ZIP of one entry whose headers mark it as encrypted."""
    data = bytearray(archive.getvalue())
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags_at] |= 1
    return io.BytesIO(bytes(data))
