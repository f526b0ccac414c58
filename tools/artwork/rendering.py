"""Rendering of SVG to files: AVIF and JPEG at each width, by resvg and Pillow, without system
fonts.
"""

import io
from pathlib import Path
from typing import Any

import resvg_py
from PIL import Image

from tools.artwork.svg import FONTS

# Quality by width: large files are shown on dense screens, which hide losses. JPEG is only for
# browsers without AVIF, so its quality is reduced most.
_QUALITY = {
    "avif": {256: 50, 512: 47, 640: 47, 1024: 42, 1280: 45},
    "jpg": {256: 60, 512: 48, 640: 60, 1024: 34, 1280: 55},
}
_OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"speed": 6},
    "jpg": {"optimize": True, "progressive": True},
}


def rasterize(svg: str, width: int, height: int) -> Image.Image:
    """Draw an SVG document as pixels."""
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        font_files=[str(font) for font in FONTS],
        skip_system_fonts=True,
    )
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def files_of(folder: Path, stem: str, widths: tuple[int, ...]) -> list[Path]:
    """Return the files of one picture."""
    return [folder / f"{stem}-{width}.{kind}" for width in widths for kind in _QUALITY]


def save_picture(image: Image.Image, folder: Path, stem: str, widths: tuple[int, ...]) -> None:
    """Save every width in both formats."""
    for width in widths:
        height = round(image.height * width / image.width)
        smaller = image.resize((width, height), Image.Resampling.LANCZOS)
        for kind, options in _OPTIONS.items():
            smaller.save(
                folder / f"{stem}-{width}.{kind}", quality=_QUALITY[kind][width], **options
            )
