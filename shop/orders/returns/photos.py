"""Photos of returns: checked like pictures of products, stored privately, shown to staff only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from django.core.files.base import File

from catalog.media.file_checks import HEAD, LIMITS, detect_format
from catalog.media.services import inspect_picture
from catalog.media.storage import private_storage, store
from shop.orders.returns.errors import PhotoRefused
from shop.orders.returns.models import ReturnCase, ReturnPhoto

MOST_PHOTOS = 5
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
# Problems of a product's picture that do not matter for evidence.
HARMLESS = frozenset({"small", "too_few_pixels"})
TOO_LARGE = frozenset({"too_large", "too_many_pixels"})


@dataclass(frozen=True, slots=True)
class Photo:
    """An uploaded file of a buyer."""

    name: str
    content: bytes


def read_photos(files: Sequence[File]) -> list[Photo]:
    """Return uploaded files whose content is a picture. Raises `PhotoRefused`."""
    if len(files) > MOST_PHOTOS:
        raise PhotoRefused(field="photos", reason="too_many", limit=MOST_PHOTOS)
    photos = []
    for file in files:
        name = str(file.name or "")
        photo = Photo(name, file.read(LIMITS.size + 1))
        if detect_format(photo.content[:HEAD]) not in FORMATS:
            raise PhotoRefused(field="photos", reason="not_a_picture", name=name)
        problems = [found.code for found in inspect_picture(name, photo.content)]
        if refused := [code for code in problems if code not in HARMLESS]:
            raise PhotoRefused(field="photos", reason=refused[0], name=name)
        photos.append(photo)
    return photos


def store_photos(case: ReturnCase, photos: Sequence[Photo]) -> None:
    """Store checked photos of a case; the same photo is stored once."""
    for photo in photos:
        digest = hashlib.sha256(photo.content).hexdigest()
        content_type = FORMATS[str(detect_format(photo.content[:HEAD]))]
        values = {"content_type": content_type, "size": len(photo.content)}
        row, _ = ReturnPhoto.objects.get_or_create(case=case, sha256=digest, defaults=values)
        store(private_storage(), row.path, photo.content)


def open_photo(photo: ReturnPhoto) -> IO[bytes]:
    """Return the stored file of a photo."""
    return private_storage().open(photo.path)


def erase_cases(order_ids: Sequence[int]) -> None:
    """Erase the persons of the cases of orders, and delete their photos."""
    for photo in ReturnPhoto.objects.filter(case__order__in=order_ids):
        private_storage().delete(photo.path)
        photo.delete()
    ReturnCase.objects.filter(order__in=order_ids).update(name="", email="", comment="")
