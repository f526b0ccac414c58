"""Preparation of uploaded pictures: a job makes the renditions and can be repeated safely."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from structlog import get_logger

from catalog.media.decoder_pool import DecoderPool, Prepared
from catalog.media.file_checks import PictureLimits
from catalog.media.problems import Problem, problem
from catalog.media.storage import build_stem, private_storage, source_name, store
from catalog.models import ProductImage
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
State = ProductImage.State


@cache
def decoder_pool() -> DecoderPool:
    """Return the decoder pool of this process, whose processes start on first use."""
    return DecoderPool()


def picture_limits() -> PictureLimits:
    """Return the limits configured for this shop."""
    return PictureLimits(expected_side=settings.ENV.PICTURE_EXPECTED_PX)


def hash_content(content: bytes) -> str:
    """Return the SHA-256 of a picture's file, which identifies it."""
    return hashlib.sha256(content).hexdigest()


def find_existing_values(sha256: str) -> dict[str, Any] | None:
    """Return the values of a ready picture with the same file, or None."""
    twin = (
        ProductImage.every.filter(source_sha256=sha256, stem=build_stem(sha256), state=State.READY)
        .order_by("pk")
        .first()
    )
    fields = ("original", "width", "height", "stem", "widths", "formats", "perceptual_hash")
    return twin and {name: getattr(twin, name) for name in fields} | {"warnings": twin.warnings}


def prepare_picture(image_id: int) -> None:
    """Make the renditions of a waiting picture, or record why it is refused."""
    image = ProductImage.every.filter(pk=image_id, state=State.WAITING).first()
    if image is None:
        return
    made = find_existing_values(image.source_sha256) or _make_renditions(image)
    waiting = ProductImage.every.filter(pk=image_id, state=State.WAITING)
    if isinstance(made, Problem):
        waiting.update(state=State.REFUSED, refusal=made.code)
        log.warning("picture.refused", image=image_id, reason=made.code)
        return
    waiting.update(state=State.READY, **made)
    log.info("picture.ready", image=image_id)
    if image.version is not None and image.version.status == image.version.Status.RELEASED:
        queue_job("media.publish", product_id=image.version.product_id)


def _make_renditions(image: ProductImage) -> dict[str, Any] | Problem:
    """Decode a picture, store its renditions and return the values of its row."""
    try:
        with private_storage().open(source_name(image.source_sha256)) as stored:
            content = stored.read()
    except FileNotFoundError:
        return problem(image.source_name, "lost")
    made = decoder_pool().prepare(image.source_name, content, limits=picture_limits())
    if isinstance(made, Problem):
        return made
    return store_renditions(made, build_stem(image.source_sha256))


def store_renditions(made: Prepared, stem: str) -> dict[str, Any]:
    """Store renditions in private storage and return the values of the picture's row."""
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
