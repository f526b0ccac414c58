"""Pictures of content: decoded in the decoder process, stored under their hash, public at once."""

from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage

from catalog.media.preparation import decoder_pool, hash_content, picture_limits
from catalog.media.problems import Problem
from catalog.media.storage import store
from shop.commerce.content.models import ContentVersion

FOLDER = "content"
EXPORTED = ("webp", "jpeg", "jpg", "avif", "png")  # formats of an export, the first that exists
STORED = (
    "picture_stem",
    "picture_width",
    "picture_height",
    "picture_widths",
    "picture_formats",
)


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


def exported_name(version: ContentVersion) -> str:
    """Return the name of a version's picture in an export: its checksum; empty without one."""
    if not version.picture_stem:
        return ""
    digest = PurePosixPath(version.picture_stem).name
    return f"{digest}.{_exported_format(version)}"


def read_picture(version: ContentVersion) -> bytes:
    """Return the largest rendition of a version's picture. Raises `OSError` if it is gone."""
    width = max(version.picture_widths)
    name = f"{version.picture_stem}-{width}.{_exported_format(version)}"
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def find_stored(name: str, content: bytes) -> dict[str, Any] | None:
    """Return the fields of a stored picture that an export has under this name and content."""
    stem = f"{FOLDER}/{name[:2]}/{PurePosixPath(name).stem}"
    version = ContentVersion.objects.filter(picture_stem=stem).first()
    if version is None or exported_name(version) != name:
        return None
    try:
        is_same = read_picture(version) == content
    except OSError:
        return None
    return {field: getattr(version, field) for field in STORED} if is_same else None


def _exported_format(version: ContentVersion) -> str:
    return next(kind for kind in EXPORTED if kind in version.picture_formats)
