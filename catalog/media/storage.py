"""Storage of pictures. Names are hashes of contents, so files are immutable and stored once."""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages

if TYPE_CHECKING:
    from catalog.models import ProductImage

SOURCES, PICTURES = "sources", "pictures"
RECIPE = "1"  # increase it with every change of the renditions in `imaging`


def private_storage() -> Storage:
    """Return the storage of pictures that are not public."""
    return storages["private"]


def source_name(sha256: str) -> str:
    """Return the private name of an uploaded file, which is never served."""
    return f"{SOURCES}/{sha256[:2]}/{sha256}"


def build_stem(sha256: str) -> str:
    """Return the stem of an uploaded file's renditions."""
    digest = hashlib.sha256(f"{RECIPE}:{sha256}".encode()).hexdigest()
    return f"{PICTURES}/{digest[:2]}/{digest}"


def rendition_names(image: "ProductImage") -> list[str]:
    """Return the names of all renditions of a picture."""
    return [image.rendition(width, kind) for width in image.widths for kind in image.formats]


def store(storage: Storage, name: str, content: bytes) -> None:
    """Store a content under its name, unless it exists; replace an incomplete file."""
    if storage.exists(name):
        if storage.size(name) == len(content):
            return
        storage.delete(name)
    saved = storage.save(name, ContentFile(content))
    if saved != name:  # another process stored it first
        storage.delete(saved)


def make_public(names: Iterable[str]) -> None:
    """Copy renditions to public storage."""
    for name in names:
        with private_storage().open(name) as stored:
            store(default_storage, name, stored.read())


def withdraw_from_public(names: Iterable[str]) -> None:
    """Delete the public copies; the private ones are kept."""
    for name in names:
        default_storage.delete(name)
