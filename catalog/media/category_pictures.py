"""Pictures of shop categories: decoded in the decoder process, stored once, public at once."""

from django.core.files.storage import default_storage

from catalog.media.preparation import decoder_pool, hash_content, picture_limits
from catalog.media.problems import Problem
from catalog.media.storage import store
from catalog.models import Category

FOLDER = "categories"


def set_category_picture(*, category: Category, name: str, content: bytes) -> Problem | None:
    """Show a picture above the products of a category, or return why it is refused."""
    prepared = decoder_pool().prepare(name, content, limits=picture_limits())
    if isinstance(prepared, Problem):
        return prepared
    jpegs = [row for row in prepared.renditions if row.file_format == "jpg"]
    widest = max(jpegs, key=lambda rendition: rendition.width)
    digest = hash_content(widest.content)
    path = f"{FOLDER}/{digest[:2]}/{digest}-{widest.width}.jpg"
    store(default_storage, path, widest.content)
    _save(category, path)
    return None


def remove_category_picture(*, category: Category) -> None:
    """Show no picture any more; the file stays, because another category may have it."""
    _save(category, "")


def _save(category: Category, path: str) -> None:
    category.image = path
    category.save(update_fields=["image"])
