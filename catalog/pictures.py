"""URLs and views of stored renditions. Requests never scale pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.core.files.storage import default_storage
from oscar.core.thumbnails import AbstractThumbnailer

from catalog.models import ProductImage

MIME_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
PREFERENCE = ("avif", "webp", "jpg")
MIDDLE = 5


class StoredPicture(Protocol):
    """The fields of a picture that views need, from a row or from values."""

    @property
    def alt(self) -> str:
        """Alternative text; if empty, the product's title is used."""

    @property
    def width(self) -> int:
        """Pixels of the original."""

    @property
    def height(self) -> int:
        """Pixels of the original."""

    @property
    def widths(self) -> Sequence[int]:
        """Of the stored renditions."""

    @property
    def formats(self) -> Sequence[str]:
        """Of the stored renditions."""

    @property
    def focal_x(self) -> float:
        """Horizontal focal point for cropping, from 0 (left) to 1 (right)."""

    @property
    def focal_y(self) -> float:
        """Vertical focal point for cropping, from 0 (top) to 1 (bottom)."""

    @property
    def published(self) -> bool:
        """Return whether the renditions are in public storage."""

    def rendition(self, width: int, file_format: str) -> str:
        """Return the storage name of one rendition."""


@dataclass(frozen=True, slots=True)
class PictureValues:
    """The values of a stored picture without its row."""

    stem: str
    alt: str
    width: int
    height: int
    widths: tuple[int, ...]
    formats: tuple[str, ...]
    focal_x: float
    focal_y: float
    published: bool

    def rendition(self, width: int, file_format: str) -> str:
        """Return the storage name of one rendition."""
        return f"{self.stem}-{width}.{file_format}"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture for templates; `sources` has pairs of MIME type and srcset."""

    alt: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]
    fallback: str
    focus: str = ""


@lru_cache(maxsize=50_000)
def address(name: str) -> str:
    """Return the public URL of a stored picture; stored files are immutable."""
    return str(default_storage.url(name))


def private_address(name: str) -> str:
    """Return the URL of an unreleased picture, which checks the user's rights."""
    return f"{settings.PRIVATE_MEDIA_URL}{name.rpartition('/')[2]}"


def focus_of(image: StoredPicture) -> str:
    """Return the CSS classes that center a square crop on the focal point, in steps of a tenth.

    Empty if the center of the picture is the focal point.
    """
    across = _slide(image.focal_x, image.width, image.height)
    down = _slide(image.focal_y, image.height, image.width)
    return "" if across == down == MIDDLE else f"focus-x-{across} focus-y-{down}"


def _slide(focal: float, side: int, other: int) -> int:
    """Return the position of a square crop along the longer side, in tenths."""
    if side <= other:
        return MIDDLE
    cut = other / side
    return round(10 * min(1, max(0, (focal - cut / 2) / (1 - cut))))


def picture_view(image: StoredPicture, *, alt: str = "", fallback_width: int = 512) -> PictureView:
    """Return the URLs of all renditions, with JPEG as the fallback for every browser."""
    formats = [name for name in PREFERENCE if name in image.formats]
    located = address if image.published else private_address
    sources = tuple(
        (
            MIME_TYPES[name],
            ", ".join(
                f"{located(image.rendition(width, name))} {width}w"
                for width in sorted(image.widths)
            ),
        )
        for name in formats
    )
    width = min(image.widths, key=lambda candidate: abs(candidate - fallback_width))
    return PictureView(
        alt=image.alt or alt,
        width=image.width,
        height=image.height,
        sources=sources,
        fallback=located(image.rendition(width, "jpg")),
        focus=focus_of(image),
    )


class StoredRenditions(AbstractThumbnailer):
    """Oscar's thumbnailer, answered with the smallest stored rendition."""

    def generate_thumbnail(self, source: Any, **_options: Any) -> "StoredFile":
        """Return the smallest rendition beside the original."""
        image = ProductImage.objects.filter(original=str(source)).first()
        if image is None or not image.widths:
            return StoredFile(str(source))
        return StoredFile(image.rendition(min(image.widths), "jpg"))

    def delete_thumbnails(self, source: Any) -> None:
        """Keep them: other products and versions may show the same picture."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in storage, with the attribute Oscar's templates read."""

    name: str

    @property
    def url(self) -> str:
        """Return the address of the picture."""
        return address(self.name)

    def __str__(self) -> str:
        return self.name
