"""Where pictures lie: names are hashes of contents, so that a name never changes what it holds and
the same picture is stored once, however often it is uploaded.
"""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages

if TYPE_CHECKING:
    from catalog.models import ProductImage

SOURCES, PICTURES = "sources", "pictures"
RECIPE = "1"  # goes up with every change of what `imaging` makes of a picture


def private_storage() -> Storage:
    """Return where pictures lie that nobody but their people may see."""
    return storages["private"]


def source_name(sha256: str) -> str:
    """Return the private name of an uploaded file, which is never served to anybody."""
    return f"{SOURCES}/{sha256[:2]}/{sha256}"


def stem_of(sha256: str) -> str:
    """Return the stem of the renditions made of an uploaded file."""
    digest = hashlib.sha256(f"{RECIPE}:{sha256}".encode()).hexdigest()
    return f"{PICTURES}/{digest[:2]}/{digest}"


def rendition_names(image: "ProductImage") -> list[str]:
    """Return the names of everything that was made of a picture."""
    return [image.rendition(width, kind) for width in image.widths for kind in image.formats]


def store(storage: Storage, name: str, content: bytes) -> None:
    """Keep a content under its name, once; one that a killed process left short is replaced."""
    if storage.exists(name):
        if storage.size(name) == len(content):
            return
        storage.delete(name)
    saved = storage.save(name, ContentFile(content))
    if saved != name:  # somebody was faster
        storage.delete(saved)


def make_public(names: Iterable[str]) -> None:
    """Copy renditions to where everybody may read them."""
    for name in names:
        with private_storage().open(name) as stored:
            store(default_storage, name, stored.read())


def withdraw_from_public(names: Iterable[str]) -> None:
    """Delete the public copies; private storage keeps its own."""
    for name in names:
        default_storage.delete(name)
