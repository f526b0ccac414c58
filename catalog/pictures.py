"""Pictures: where their stored renditions lie; nothing is ever scaled in a request."""

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
    """What a view needs to know of a picture: a row, or values taken from one."""

    @property
    def alt(self) -> str:
        """Alternative text; empty: the product's title."""

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
        """What must stay in sight when it is cropped: 0 is its left edge, 1 its right one."""

    @property
    def focal_y(self) -> float:
        """The same from its upper edge to its lower one."""

    @property
    def published(self) -> bool:
        """Whether it lies where everybody may read it."""

    def rendition(self, width: int, file_format: str) -> str:
        """Return the storage name of one rendition."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as a page shows it; `sources` are pairs of MIME type and srcset."""

    alt: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]
    fallback: str
    focus: str = ""


@lru_cache(maxsize=50_000)
def address(name: str) -> str:
    """Return where a stored picture is served; names never change what they hold."""
    return str(default_storage.url(name))


def private_address(name: str) -> str:
    """Return where a picture that is not released is shown to those whom it concerns."""
    return f"{settings.PRIVATE_MEDIA_URL}{name.rpartition('/')[2]}"


def focus_of(image: StoredPicture) -> str:
    """Return the style classes that keep the focal point in the middle of a square cut, as near
    as it goes, in tenths; none where the middle of the picture is right.
    """
    across = _slide(image.focal_x, image.width, image.height)
    down = _slide(image.focal_y, image.height, image.width)
    return "" if across == down == MIDDLE else f"focus-x-{across} focus-y-{down}"


def _slide(focal: float, side: int, other: int) -> int:
    """Return how many tenths of its way along the longer side a square cut is moved."""
    if side <= other:
        return MIDDLE
    cut = other / side
    return round(10 * min(1, max(0, (focal - cut / 2) / (1 - cut))))


def picture_view(image: StoredPicture, *, alt: str = "", fallback_width: int = 512) -> PictureView:
    """Return the addresses of all renditions; JPEG is what every browser can fall back to."""
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
        """Where it is served."""
        return address(self.name)

    def __str__(self) -> str:
        return self.name
