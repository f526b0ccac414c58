"""Files that a person attaches to a message: photos and PDF, stored privately, shown to staff."""

import hashlib
from collections.abc import Collection, Sequence
from typing import IO

from django.core.files.base import File

from catalog.media.file_checks import HEAD, detect_format
from catalog.media.storage import private_storage, store
from shop.orders.casework.errors import AttachmentRefused
from shop.orders.casework.models import BuyerRequest, RequestFile
from shop.orders.returns.errors import PhotoRefused
from shop.orders.returns.photos import FORMATS, TOO_LARGE, Photo, read_photos

MOST_FILES = 5
MOST_PDF_BYTES = 10 * 1024 * 1024
PDF, PDF_HEAD = "application/pdf", b"%PDF-"


def read_attachments(files: Sequence[File]) -> list[Photo]:
    """Return uploaded files whose content is a photo or a PDF. Raises `AttachmentRefused`."""
    if len(files) > MOST_FILES:
        raise AttachmentRefused(reason="too_many", limit=MOST_FILES)
    return [_read(file) for file in files]


def store_attachments(request: BuyerRequest, attachments: Sequence[Photo]) -> None:
    """Store checked files of a message; the same file is stored once."""
    for attachment in attachments:
        digest = hashlib.sha256(attachment.content).hexdigest()
        values = {"content_type": _content_type(attachment), "size": len(attachment.content)}
        row, _ = RequestFile.objects.get_or_create(request=request, sha256=digest, defaults=values)
        store(private_storage(), row.path, attachment.content)


def open_attachment(attachment: RequestFile) -> IO[bytes]:
    """Return the stored file of a message."""
    return private_storage().open(attachment.path)


def delete_attachments(request_ids: Collection[int]) -> None:
    """Delete the files of messages."""
    for row in RequestFile.objects.filter(request__in=request_ids):
        private_storage().delete(row.path)
        row.delete()


def _read(file: File) -> Photo:
    start = file.read(len(PDF_HEAD))
    file.seek(0)
    if start == PDF_HEAD:
        content = file.read(MOST_PDF_BYTES + 1)
        if len(content) > MOST_PDF_BYTES:
            raise AttachmentRefused(reason="too_large", name=str(file.name or ""))
        return Photo(str(file.name or ""), content)
    try:
        (photo,) = read_photos([file])
    except PhotoRefused as refusal:
        reason = "photo_size" if refusal.data["reason"] in TOO_LARGE else "format"
        raise AttachmentRefused(reason=reason, name=refusal.data["name"]) from refusal
    return photo


def _content_type(attachment: Photo) -> str:
    if attachment.content.startswith(PDF_HEAD):
        return PDF
    return FORMATS[str(detect_format(attachment.content[:HEAD]))]
