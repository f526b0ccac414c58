"""Pictures of content: decoded in the decoder process, stored under their hash, public at once."""

from typing import Any

from django.core.files.storage import default_storage

from catalog.media.preparation import decoder_pool, hash_content, picture_limits
from catalog.media.problems import Problem
from catalog.media.storage import store

FOLDER = "content"


def store_picture(name: str, content: bytes) -> dict[str, Any] | Problem:
    """Store the renditions of a picture; return the fields of its version, or why it is refused."""
    made = decoder_pool().prepare(name, content, limits=picture_limits())
    if isinstance(made, Problem):
        return made
    digest = hash_content(content)
    stem = f"{FOLDER}/{digest[:2]}/{digest}"
    for rendition in made.renditions:
        file_name = f"{stem}-{rendition.width}.{rendition.file_format}"
        store(default_storage, file_name, rendition.content)
    return {
        "picture_stem": stem,
        "picture_width": made.width,
        "picture_height": made.height,
        "picture_widths": sorted({rendition.width for rendition in made.renditions}),
        "picture_formats": sorted({rendition.file_format for rendition in made.renditions}),
    }
