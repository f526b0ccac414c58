"""Renditions of an uploaded picture, made once by a job; killed anywhere, it is just done again."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from structlog import get_logger

from catalog.media.checking import PictureLimits
from catalog.media.decoding import Decoders, Prepared
from catalog.media.problems import Problem, problem
from catalog.media.storage import private_storage, source_name, stem_of, store
from catalog.models import ProductImage
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
State = ProductImage.State


@cache
def decoders() -> Decoders:
    """Return this process's decoders; they start when first asked."""
    return Decoders()


def picture_limits() -> PictureLimits:
    """Return the limits that this shop sets."""
    return PictureLimits(expected_side=settings.ENV.PICTURE_EXPECTED_PX)


def sha256_of(content: bytes) -> str:
    """Return what a picture is known by."""
    return hashlib.sha256(content).hexdigest()


def known_values(sha256: str) -> dict[str, Any] | None:
    """Return what was made of the same file before; None: nothing yet."""
    twin = (
        ProductImage.every.filter(source_sha256=sha256, stem=stem_of(sha256), state=State.READY)
        .order_by("pk")
        .first()
    )
    fields = ("original", "width", "height", "stem", "widths", "formats", "perceptual_hash")
    return twin and {name: getattr(twin, name) for name in fields} | {"warnings": twin.warnings}


def prepare_picture(image_id: int) -> None:
    """Make what pages show of a waiting picture, or write down why it is refused."""
    image = ProductImage.every.filter(pk=image_id, state=State.WAITING).first()
    if image is None:
        return
    made = known_values(image.source_sha256) or _make(image)
    waiting = ProductImage.every.filter(pk=image_id, state=State.WAITING)
    if isinstance(made, Problem):
        waiting.update(state=State.REFUSED, refusal=made.code)
        log.warning("picture.refused", image=image_id, reason=made.code)
        return
    waiting.update(state=State.READY, **made)
    log.info("picture.ready", image=image_id)
    if image.version is not None and image.version.status == image.version.Status.RELEASED:
        queue_job("media.publish", product_id=image.version.product_id)


def _make(image: ProductImage) -> dict[str, Any] | Problem:
    """Decode, store the renditions, and return the values of a ready picture."""
    try:
        with private_storage().open(source_name(image.source_sha256)) as stored:
            content = stored.read()
    except FileNotFoundError:
        return problem(image.source_name, "lost")
    made = decoders().prepare(image.source_name, content, limits=picture_limits())
    if isinstance(made, Problem):
        return made
    return store_renditions(made, stem_of(image.source_sha256))


def store_renditions(made: Prepared, stem: str) -> dict[str, Any]:
    """Put renditions into private storage and return what a row says of them."""
    for rendition in made.renditions:
        store(
            private_storage(),
            f"{stem}-{rendition.width}.{rendition.file_format}",
            rendition.content,
        )
    widths = sorted({rendition.width for rendition in made.renditions})
    return {
        "original": f"{stem}-{widths[-1]}.jpg",
        "width": made.width,
        "height": made.height,
        "stem": stem,
        "widths": widths,
        "formats": sorted({rendition.file_format for rendition in made.renditions}),
        "perceptual_hash": made.perceptual_hash,
        "warnings": [warning.code for warning in made.warnings],
    }
